"""WRD008 name-ends-with-mark."""

from collections.abc import Iterator

from jixiao.checking.rule import Found, rule
from jixiao.checking.subjects import IndicatorSubject
from jixiao.model import Edit, Place, TargetValue

_MARKS = "。，、；：,;:.．"
_LAST = frozenset(_MARKS)
_OF_NUMBERS = ("number", "upper", "unit", "comparator", "per")


@rule("WRD008", since="0.2", facts=("mark_last",))
def name_ends_with_mark(indicator: IndicatorSubject) -> Iterator[Found]:
    """指标名称或数值型指标值末尾多了标点。

    名称不是句子，数值后面也不该有句号；多出的标点使同一指标在汇总时成了两个。

    Not allowed:
        1、1-产出指标；11-数量指标；印制、派发政策宣传手册。；实施周期指标值：5000册；年度指标值：印制≥5000册。

        1、1-产出指标; 11-数量指标; 完成整治工单数; 实施周期指标值:数量不少于200单。; 年度指标值:200单。

    Allowed:
        1、1-产出指标；11-数量指标；印制、派发政策宣传手册；实施周期指标值：5000册；年度指标值：印制≥5000册。

        1、2-效益指标；22-社会效益；营商环境；实施周期指标值：优化营商环境，促进发展。；年度指标值：优化营商环境，促进发展。

    Known limits:
        写成句子的定性指标值可以有句号。紧接着条目分隔符的标点，读取时已当作分隔符。
    """
    record = indicator.record
    if record.name is not None and record.name[-1] in _LAST:
        clean = record.name.rstrip(_MARKS)
        if clean:
            yield Found(
                "指标名称末尾多了标点。",
                "请去掉名称末尾的标点。",
                edits=(Edit("name", record.name, clean),),
            )
    edits = []
    places: list[Place] = []
    for field, target in (("period_target", indicator.period), ("annual_target", indicator.annual)):
        if target is None or target.value is None or target.text[-1:] not in _LAST:
            continue
        clean = target.text.rstrip(_MARKS)
        if clean and _ends_with_number(target.value):
            edits.append(Edit(f"{field}.text", target.text, clean))
            places += target.at
    if edits:
        yield Found(
            "数值型指标值末尾多了标点。",
            "请去掉数值后面的标点。",
            at=tuple(places),
            edits=tuple(edits),
        )


def _ends_with_number(value: TargetValue) -> bool:
    """Whether the last words are a number or its unit, not the end of a sentence."""
    if value.number is None:
        return False
    roles = [span.role for span in value.spans if span.text.strip(_MARKS)]
    return bool(roles) and roles[-1] in _OF_NUMBERS
