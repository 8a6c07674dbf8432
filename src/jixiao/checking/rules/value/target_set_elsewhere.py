"""VAL016 target-set-elsewhere."""

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.value._quoting import places, quote
from jixiao.checking.subjects import IndicatorSubject
from jixiao.checking.terms import Term

_MANY = 4096  # targets, which come again and again
_ALL = Decimal(100)


def _elsewhere(term: Term, policy: Policy) -> bool:
    value = term.value
    if term.kind == "exactly":
        return (
            value.number == _ALL
            and value.scope is not None
            and policy.pattern("value_outside_shares").search(term.key) is not None
        )
    return value.baseline is None and _is_elsewhere(term.kind, term.key, policy)


@lru_cache(_MANY)
def _is_elsewhere(kind: str, key: str, policy: Policy) -> bool:
    """Whether the words of a folded target of this kind point to a paper."""
    if kind == "qualitative":
        elsewhere = policy.pattern("value_outside_papers").search(key) is not None
    else:
        elsewhere = (
            kind == "reference"
            and (
                policy.pattern("value_unnamed_time").search(key) is None
                or policy.pattern("value_named_papers").search(key) is not None
            )
            and policy.pattern("value_own_budget").search(key) is None
        )
    return (
        elsewhere
        and policy.pattern("value_past_levels").search(key) is None  # VAL018
        and policy.pattern("value_public_grades").search(key) is None
    )


@rule("VAL016", since="0.2", stated=_elsewhere)
def target_set_elsewhere(indicator: IndicatorSubject, policy: Policy) -> Iterator[Found]:
    """指标值要看另一份文件才知道。

    “不少于市局下达任务”“按文件规定额度”把目标放在表外，看表的人不知道要完成多少，文件一变目标也跟着变。

    Not allowed:
        1、1-产出指标；11-数量指标；采集调查问卷数；实施周期指标值：不少于市局下达采集任务指标；年度指标值：不少于市局下达采集任务指标。

        1、1-产出指标；13-时效指标；项目完成时间；实施周期指标值：按合同约定时间完成；年度指标值：按合同约定时间完成。

        1、1-产出指标；12-质量指标；补贴对象认定；实施周期指标值：按实施细则执行；年度指标值：按实施细则执行。

    Allowed:
        1、1-产出指标；11-数量指标；采集调查问卷数；实施周期指标值：≥500家次；年度指标值：≥500家次。

        1、1-产出指标；11-数量指标；补贴发放；实施周期指标值：在规定时间内完成发放；年度指标值：在规定时间内完成发放。

    Known limits:
        没有点明文件或部门的“规定时间”由 VAL015 说明，与上年相比的由 VAL018 说明；写明编号或等级的国家标准（“GB 5749”“国家C级标准”）不算，与公布的平均数、增速相比的（“高于全省平均水平”）程度较轻。
    """
    terms = [one for one in indicator.terms if _elsewhere(one, policy)]
    if indicator.class_ == "11":
        # 视捐赠情况确定 names no paper: VAL001 says that there is no number.
        decided = policy.pattern("value_decided_later")
        terms = [one for one in terms if decided.fullmatch(one.key) is None]
    if terms:
        yield Found(
            f"{quote(terms)}要看表外的文件或要求才知道目标是多少。",
            "请把文件或要求中的具体数量、标准或日期写进指标值，并注明依据，例如“≥500家次（市局2024年任务）”。",
            at=places(terms),
            lighter=all(policy.pattern("value_public_figures").search(one.key) for one in terms),
        )
