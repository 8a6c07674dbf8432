"""IND118 same-indicator-twice."""

from collections.abc import Iterator

from jixiao.checking.rule import Found, rule
from jixiao.checking.subjects import IndicatorSubject, ProjectSubject


@rule("IND118", since="0.3", facts=("name_twice",))
def same_indicator_twice(project: ProjectSubject) -> Iterator[Found]:
    """同一项指标写了两遍。

    名称相同的指标，值相同的是重复计分，值不同的自相矛盾，不知道按哪一个考核。

    Not allowed:
        1、1-产出指标；11-数量指标；演出场次；实施周期指标值：20场；年度指标值：20场。2、1-产出指标；11-数量指标；演出场次；实施周期指标值：20场；年度指标值：20场。

        1、1-产出指标；11-数量指标；慰问户数；实施周期指标值：500户；年度指标值：500户。2、1-产出指标；11-数量指标；慰问户数；实施周期指标值：600户；年度指标值：600户。

    Allowed:
        1、1-产出指标；11-数量指标；政策宣讲；实施周期指标值：5场；年度指标值：5场。2、1-产出指标；11-数量指标；政策宣讲；实施周期指标值：300人；年度指标值：300人。

        1、1-产出指标；11-数量指标；城区慰问户数；实施周期指标值：500户；年度指标值：500户。2、1-产出指标；11-数量指标；农村慰问户数；实施周期指标值：600户；年度指标值：600户。

    Known limits:
        只比较同一个一级指标下名称完全相同的；计量单位不同的当作两件事，一处是定性文字的也不作判断。值相同的程度较轻。产出与效益之间的重复由 IND113 说明。
    """
    first: dict[tuple[str | None, str], IndicatorSubject] = {}
    for one in project.indicators:
        before = first.setdefault((one.level, one.name_key), one)
        if before is one or not one.name_key or one.level is None:
            continue
        if _says_the_same(before, one):
            message = f"指标“{one.name}”写了两遍，指标值也相同。"
            advice = "请删去重复的一项；确实是两件事的，请在名称中写明区别。"
        elif _is_comparable(before, one):
            message = (
                f"指标“{one.name}”写了两遍，指标值一处是“{_text(before)}”，一处是“{_text(one)}”。"
            )
            advice = "请核对后保留一项；确实是两件事的，请在名称中写明区别。"
        else:
            continue
        yield Found(
            message,
            advice,
            about=one,
            at=(*before.at, *one.at),
            lighter=_says_the_same(before, one),
            unclear=before.damaged,
        )


def _says_the_same(one: IndicatorSubject, other: IndicatorSubject) -> bool:
    return one.target_key == other.target_key and one.target_key != ""


def _is_comparable(one: IndicatorSubject, other: IndicatorSubject) -> bool:
    """Whether both targets measure in the same unit or are dates: of these, one is wrong."""
    value, value2 = one.value, other.value
    if value is None or value2 is None:
        return False
    if value.kind == value2.kind == "deadline":
        return True
    unit, unit2 = value.measure_unit, value2.measure_unit
    return (
        value.number is not None
        and value2.number is not None
        and (unit and (unit.canonical or unit.text)) == (unit2 and (unit2.canonical or unit2.text))
    )


def _text(one: IndicatorSubject) -> str:
    return "" if one.target is None else one.target.text.strip()
