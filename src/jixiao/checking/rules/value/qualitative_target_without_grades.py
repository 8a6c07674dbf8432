"""VAL005 qualitative-target-without-grades."""

from collections.abc import Iterator

from jixiao.checking.by_text import by_text
from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.value._names import is_graded, measure_of
from jixiao.checking.subjects import IndicatorSubject, TableSubject

_SETTLED = (
    "value_grade_standards",
    "value_settled_grades",
    "value_nothing_wanted",
    "value_nothing_of_it",
    "value_public_levels",
)


@rule("VAL005", since="0.2")
def qualitative_target_without_grades(table: TableSubject, policy: Policy) -> Iterator[Found]:
    """定性的指标值没有写明分级标准。

    不能量化的目标应当分级分档表述，评价时才有尺度。全表的这类指标值合并为一条。

    Not allowed:
        1、2-效益指标；22-社会效益；对受援地影响；实施周期指标值：促进受援地持续发展；年度指标值：促进受援地持续发展。

    Allowed:
        1、2-效益指标；22-社会效益；对受援地影响；实施周期指标值：优（项目全部投产）、良（过半投产）、差（未投产）；年度指标值：优（项目全部投产）、良（过半投产）、差（未投产）。

        1、2-效益指标；22-社会效益；编外人员年度考核结果；实施周期指标值：合格及以上；年度指标值：合格及以上。

    Known limits:
        只看目标表本身；分级标准写在评分表或实施方案里的，请在本表注明。考核、验收等由他人评定的，以及“无……”“未发生”一类的目标，不需要分级。
    """
    damaged: list[IndicatorSubject] = []
    found: list[IndicatorSubject] = []
    settled = _settled(policy)
    for one in table.indicators:
        value = one.value
        if (
            value is None
            or value.kind != "qualitative"
            or value.scale == "timeliness"
            or settled[one.target_key]
            or (value.grade is not None and is_graded(one.name_key, policy))
            # When is a question of dates, not of degrees.
            or measure_of(one.measure_key, policy) == "value_time_names"
        ):
            continue
        (damaged if one.damaged else found).append(one)
    if found or damaged:
        first, *others = found or damaged
        yield Found(
            "指标值是定性的，没有写明分级标准，评价时没有尺度。",
            "请在指标值中写明分级，例如“优：覆盖全部乡镇；良：覆盖过半；差：不到一半”，或改为可以计量的目标。",
            about=first,
            also=tuple(others),
        )


@by_text
def _settled(target_key: str, policy: Policy) -> bool:
    """Whether a folded target needs no grades: it has them, others give them, or it is nothing."""
    key = target_key.rstrip("。;")
    return any(policy.pattern(name).search(key) for name in _SETTLED)
