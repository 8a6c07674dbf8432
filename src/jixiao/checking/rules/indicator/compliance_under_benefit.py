"""IND111 compliance-under-benefit."""

from collections.abc import Iterator
from functools import lru_cache

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.indicator._levels import filed
from jixiao.checking.rules.indicator._name import are_paying, head
from jixiao.checking.subjects import IndicatorSubject

_MANY = 4096  # names, which come again and again


@rule("IND111", since="0.2", words=("ind_compliance", "ind_records"), classes=("2",))
def compliance_under_benefit(indicator: IndicatorSubject, policy: Policy) -> Iterator[Found]:
    """效益指标填的是资金合规或内部管理。

    资金用得合规、拨得准确、制度健全，是应当做到的管理要求，不是项目带来的效益。

    Not allowed:
        1、2-效益指标; 22-社会效益; 资金使用合规率; 实施周期指标值:100%; 年度指标值:100%。

        1、2-效益指标；22-社会效益；资金拨付准确率；实施周期指标值:无；年度指标值:100%。

    Allowed:
        1、1-产出指标; 12-质量指标; 资金使用合规率; 实施周期指标值:100%; 年度指标值:100%。

        1、2-效益指标；22-社会效益；食品经营企业合规经营率；实施周期指标值：≥95%；年度指标值：≥95%。

        1、2-效益指标；22-社会效益；列入帮扶台账家庭困难缓解户占比；实施周期指标值：≥90%；年度指标值：≥90%。

        部门：某市审计局
        项目：政府投资项目审计 | 280.00
        1、2-效益指标；22-社会效益；审计查出问题整改率；实施周期指标值：≥95%；年度指标值：≥95%。

    Known limits:
        只认资金、采购、制度等管理方面的合规；被监管对象的守法合规是效果，不算。支付率、到位率由 IND112 说明。
    """
    found = _compliance(indicator.name_key, policy)
    if found is None or ("审计" in found and _is_audit(indicator)):
        return
    yield Found(
        f"“{indicator.name}”是资金合规或管理要求，不是效益，却归在{filed(indicator)}。",
        f"名称中有“{found}”，更像质量指标，或列入管理要求；效益请写项目带来的变化，例如“受益企业产值增长率：5%”。",
    )


@lru_cache(_MANY)
def _compliance(name_key: str, policy: Policy) -> str | None:
    """What a folded name says of the office's own compliance or records."""
    name = policy.pattern("ind_registered").sub("", head(name_key))
    found = policy.pattern("ind_compliance").search(name)
    if found is None and policy.pattern("ind_records_of_others").search(name) is None:
        found = policy.pattern("ind_records").search(name)
    return None if found is None or "满意" in name or are_paying(policy)[name] else found[0]


def _is_audit(indicator: IndicatorSubject) -> bool:
    """Whether auditing others is the work: what they put right is its effect."""
    project = indicator.project
    return "审计" in project.name_key or "审计" in project.unit.office_key
