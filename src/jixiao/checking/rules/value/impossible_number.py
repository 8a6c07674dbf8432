"""VAL118 impossible-number."""

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.subjects import IndicatorSubject
from jixiao.checking.terms import Term

_COUNTS = ("count", "occasions")
_FULL_MARKS = 100
_OF_HUNDRED = re.compile(r"百分制|满分100(?!0)")
_NEVER_BELOW_ZERO = (*_COUNTS, "duration", "area", "length", "volume", "mass")
_TURNED = re.compile(
    r"(?:[由从在较比]|相比|对比)(?:20[0-9]{2}年?(?:度|年?[底末初])?|上年度?|去年|目前|现有|原来|基期)?"
    r"(?:实际|完成|同期|水平)?(?:的|为)?约?"
    r"(?P<was>[0-9]+(?:\.[0-9]+)?)(?P<unit>[^0-9,;。()]{0,6}?)(?:的?基础上)?[,,]?"
    r"(?:进一步|逐步|稳步|大幅|预计|力争|再|继续|20[0-9]{2}年|今年)*"
    r"(?:(?P<more>提高|提升|增加|上升|增长|扩大|升高|上调|升)|缩小|下调|回落|降低|下降|减少|缩短|压缩|压减|降)[至到为](?:不低于|不高于|约)?"
    r"(?P<will>[0-9]+(?:\.[0-9]+)?)(?P<unit2>[^0-9,;。()以左及]{0,6})"
)


@rule(
    "VAL118",
    since="0.3",
    says=("百分制", "满分100"),
    facts=("odd_number", "compound", "led_to"),
)
def impossible_number(indicator: IndicatorSubject, policy: Policy) -> Iterator[Found]:
    """数量是负数或半个，得分超过满分，范围的两头写反，或者“提高到”的数比原来低。

    人、户、台不会是负数，也不会有3.2个，多半漏写了“万”或写错了位；百分制没有105分；“95%—90%”的两头写反，界限说不清。

    Not allowed:
        1、2-效益指标；22-社会效益；受益人口；实施周期指标值：≥3.5人；年度指标值：≥3.5人。

        1、1-产出指标；11-数量指标；安置人数；实施周期指标值：-20人；年度指标值：-20人。

        1、1-产出指标；12-质量指标；工程优良率；实施周期指标值：95%-90%；年度指标值：95%-90%。

        1、1-产出指标；12-质量指标；窗口服务测评得分（百分制）；实施周期指标值：≥105分；年度指标值：≥105分。

        1、2-效益指标；22-社会效益；居民健康素养水平；实施周期指标值：由2024年的31%提高到28%以上；年度指标值：由2024年的31%提高到28%以上。

    Allowed:
        1、2-效益指标；22-社会效益；受益人口；实施周期指标值：≥3.5万人；年度指标值：≥3.5万人。

        1、2-效益指标；22-社会效益；每千名老人拥有床位数；实施周期指标值：≥35.5张；年度指标值：≥35.5张。

        1、2-效益指标；22-社会效益；平均办理时间；实施周期指标值：由10天缩短到7天；年度指标值：由10天缩短到9天。

    Known limits:
        平均数、密度、比值可以有小数，增减数可以是负数，都不算；面积、长度、重量不看小数；得分只看名称写明百分制的。
    """
    for term in indicator.terms:
        turned = _TURNED.search(term.whole_key)
        if turned is not None and _is_turned(turned):
            yield Found(
                f"“{indicator.name}”的{term.label}“{term.text}”说的方向与前后两个数相反。",
                "请核对两个数哪个写错了，例如“由52%提高到55%”。",
                at=term.at,
            )
            continue
        wrong = _wrong(term, indicator, policy)
        if wrong is not None:
            message, advice = wrong
            yield Found(
                f"“{indicator.name}”的{term.label}“{term.text}”{message}。", advice, at=term.at
            )


def _is_turned(turned: re.Match[str]) -> bool:
    """Whether 由52%提高到49%: what it is to become lies on the wrong side of what it was."""
    if (turned["unit"] or turned["unit2"]) != turned["unit2"]:
        return False
    was, will = Decimal(turned["was"]), Decimal(turned["will"])
    return will < was if turned["more"] else will > was


def _wrong(term: Term, indicator: IndicatorSubject, policy: Policy) -> tuple[str, str] | None:
    for value in term.value.parts or (term.value,):
        number, unit = value.number, value.measure_unit
        if number is None or value.baseline is not None:
            continue
        if value.upper is not None:
            # The second term of a proportion, 坡比1:0.5, is no end of a range.
            if value.upper < number and (unit is None or unit.dimension != "proportion"):
                return "两头写反", "请把小的写在前面，例如“90%—95%”。"
            continue
        if unit is None:
            continue
        name = indicator.name_key
        if number > _FULL_MARKS and unit.dimension == "score" and _OF_HUNDRED.search(name):
            return "超过满分", "请核对数字；另有加分的，请在名称中写明满分是多少。"
        if number < 0 and unit.dimension in _NEVER_BELOW_ZERO:
            if policy.pattern("value_may_be_negative").search(name) is None:
                return (
                    "是负数",
                    "请核对数字；写的是减少的数量的，请在名称里写明“减少”，数字写成正数。",
                )
        elif (
            number % 1
            and unit.dimension in _COUNTS
            and unit.factor == 1
            and value.per is None
            and policy.pattern("value_may_be_fraction").search(f"{name};{term.key}") is None
        ):
            return "有小数，人和事物没有半个", "请核对数字，是否漏写了“万”。"
    return None
