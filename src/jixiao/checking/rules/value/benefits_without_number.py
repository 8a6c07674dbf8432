"""VAL003 benefits-without-number."""

from collections.abc import Iterable

from jixiao.checking.by_text import by_text
from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.value._quoting import NUMBERS
from jixiao.checking.subjects import IndicatorSubject, ProjectSubject

_MEASURED = frozenset({*NUMBERS, "compound"})
_IN_WORDS = frozenset({"qualitative", "reference"})
_EXACT = (
    "value_none_happens",
    "value_public_levels",
    "value_nothing_of_it",
    "value_points_set",
)
_OPEN = frozenset({"not_stated", "not_understood"})


@rule("VAL003", since="0.2")
def benefits_without_number(project: ProjectSubject, policy: Policy) -> Iterable[Found]:
    """项目的效益指标全部是定性的。

    一个项目的效益如果没有一项可以计量，资金产生了什么效果就无从比较。

    Not allowed:
        项目：科技项目 | 10.00
        1、1-产出指标；11-数量指标；召开科技论坛；实施周期指标值：2场；年度指标值：2场。
        2、2-效益指标；22-社会效益；区域科技创新能力；实施周期指标值：稳步提升；年度指标值：稳步提升。

    Allowed:
        项目：科技项目 | 10.00
        1、2-效益指标；21-经济效益；技术合同登记金额；实施周期指标值：≥35亿元；年度指标值：≥35亿元。
        2、2-效益指标；22-社会效益；区域科技创新能力；实施周期指标值：稳步提升；年度指标值：稳步提升。

        项目：低保金 | 10.00
        1、2-效益指标；22-社会效益；困难群众基本生活保障情况；实施周期指标值：无冲击社会道德底线事件；年度指标值：无冲击社会道德底线事件。

        项目：水质保护 | 10.00
        1、2-效益指标；23-生态效益；考核断面水质类别；实施周期指标值：不低于Ⅲ类；年度指标值：不低于Ⅲ类。

        项目：服务大厅运行 | 10.00
        1、2-效益指标；22-社会效益；窗口服务考核得分；实施周期指标值：达到窗口服务考核办法规定的分值；年度指标值：达到窗口服务考核办法规定的分值。

        项目：动物防疫 | 10.00
        1、2-效益指标；22-社会效益；区域性重大动物疫情；实施周期指标值：不发生；年度指标值：不发生。

    Known limits:
        只看有没有数，不看这个数是不是效益；没有效益指标的项目由指标类规则说明。
    """
    benefits = project.benefits
    for one in benefits:
        if one.value is None or one.value.kind in _OPEN:
            return ()
        for term in one.terms:
            if term.kind in _MEASURED:
                return ()
    if not benefits or True in [_is_exact(one, policy) for one in benefits]:
        return ()
    return (
        Found(
            "项目的效益指标全部是定性的，没有一项可以计量。",
            "请至少把一项效益写成可以计量的目标，例如“带动就业≥30人”“销售额增长≥5%”。",
            about=benefits[0] if benefits[0].damaged else None,
            unclear=project.unclassed != ()
            and any(_has_number(one) or _is_exact(one, policy) for one in project.unclassed),
        ),
    )


def _has_number(one: IndicatorSubject) -> bool:
    return any(term.kind in _MEASURED for term in one.terms)


def _is_exact(one: IndicatorSubject, policy: Policy) -> bool:
    """Whether its words are as exact as a number."""
    for term in one.terms:  # noqa: SIM110 - asked of most benefits: twice as fast as any()
        if term.kind in _IN_WORDS and _are_exact(policy)[term.key]:
            return True
    return False


@by_text
def _are_exact(key: str, policy: Policy) -> bool:
    """That something shall not happen is none of it; a class of a public standard is a measure, too."""
    return any(policy.pattern(words).search(key) is not None for words in _EXACT)
