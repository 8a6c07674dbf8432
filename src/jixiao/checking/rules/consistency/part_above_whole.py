"""CON014 part-above-whole."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.consistency._numbers import numbers_in, numbers_of, quoted
from jixiao.checking.subjects import IndicatorSubject, ProjectSubject

_PART = "其中"
_UPPER_BOUNDS = ("at_most", "less_than")


@rule("CON014", since="0.3", says=(_PART,))
def part_above_whole(project: ProjectSubject, policy: Policy) -> Iterator[Found]:
    """“其中”的数大于总数。

    “其中”说的是一部分，一部分不会多于全部；两个数里总有一个写错，或者归错了总数。

    Not allowed:
        1、1-产出指标；11-数量指标；参训教师人数；实施周期指标值：≥1500人；年度指标值：≥1500人。2、1-产出指标；11-数量指标；其中乡村教师人数；实施周期指标值：≥1800人；年度指标值：≥1800人。

        目标：年内救助困难群众2.4万人次，其中临时救助3.1万人次。

    Allowed:
        1、1-产出指标；11-数量指标；参训教师人数；实施周期指标值：≥1800人；年度指标值：≥1800人。2、1-产出指标；11-数量指标；其中乡村教师人数；实施周期指标值：≥1500人；年度指标值：≥1500人。

        目标：新建管网30公里，改造管网50公里，其中老城区60公里。

    Known limits:
        只比较计量单位相同的数；指标看同一类别里前面最近的一项，目标看同一句里前面各数之和；几个部分相加的不核对。
    """
    yield from _in_the_goal(project, policy)
    whole: IndicatorSubject | None = None
    for one in project.indicators:
        if not one.name_key.lstrip("(").startswith(_PART):
            whole = one
            continue
        if whole is None or whole.class_ != one.class_:
            continue
        part, all_ = _number(one), _number(whole)
        if part is None or all_ is None or part[1:] != all_[1:] or part[0] <= all_[0]:
            continue
        target, other = one.target, whole.target
        yield Found(
            f"“{one.name}”的指标值“{target.text if target is not None else ''}”"
            f"大于总数“{whole.name}”的“{other.text if other is not None else ''}”。",
            "请核对哪个数写错了；不是它的一部分的，请去掉“其中”。",
            at=(*whole.at, *one.at),
            about=one,
            unclear=whole.damaged or one.damaged,
        )


def _in_the_goal(project: ProjectSubject, policy: Policy) -> Iterator[Found]:
    text = project.objective_key
    if _PART not in text:
        return
    numbers = numbers_in(text, policy)
    for place, one in enumerate(numbers):
        begin = text.rfind("。", 0, one.start) + 1
        mark = text.rfind(_PART, begin, one.start)
        if mark < 0 or _PART not in one.words:
            continue
        before = [
            other.number
            for other in numbers[:place]
            if begin <= other.start < mark and (other.unit, other.family) == (one.unit, one.family)
        ]
        if before and one.number > sum(before):
            yield Found(
                f"绩效目标里“{quoted(text, one.start, one.end)}”是其中的一部分，却大于前面的总数。",
                "请核对哪个数写错了；不是前面那个数的一部分的，请去掉“其中”。",
            )


def _number(one: IndicatorSubject) -> tuple[Decimal, str, str] | None:
    """The one number of the target of this year, multipliers applied, with its family and unit."""
    value = one.value
    if value is None or value.kind in _UPPER_BOUNDS or value.baseline is not None:
        return None
    numbers = numbers_of(value)
    return numbers[0] if len(numbers) == 1 and numbers[0][1] != "ratio" else None
