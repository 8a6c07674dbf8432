"""IND115 same-indicator-twice."""

from collections.abc import Iterator

from jixiao.checking.rule import Found, rule
from jixiao.checking.subjects import IndicatorSubject, ProjectSubject


@rule("IND115", since="0.2")
def same_indicator_twice(project: ProjectSubject) -> Iterator[Found]:
    """同一项指标填了两次。

    同一个项目里名称相同的两项指标，分值算两遍；指标值不同的，不知道按哪一个考核。

    Not allowed:
        1、1-产出指标；12-质量指标；津贴发放准确率；实施周期指标值：100%；年度指标值：100%。2、1-产出指标；12-质量指标；津贴发放准确率；实施周期指标值：100%；年度指标值：100%。

        1、1-产出指标；11-数量指标；培训人数；实施周期指标值：≥50人；年度指标值：≥50人。2、1-产出指标；11-数量指标；培训人数；实施周期指标值：≥80人；年度指标值：≥80人。

    Allowed:
        1、1-产出指标；11-数量指标；教师培训人数；实施周期指标值：≥50人；年度指标值：≥50人。2、1-产出指标；11-数量指标；学生培训人数；实施周期指标值：≥80人；年度指标值：≥80人。

    Known limits:
        只认名称完全相同的；一项在产出、一项在效益的由 IND113 说明。
    """
    first: dict[tuple[str | None, str], IndicatorSubject] = {}
    for one in project.indicators:
        if not one.name_key:
            continue
        other = first.setdefault((one.level, one.name_key), one)
        if other is not one:
            differ = "" if other.target_key == one.target_key else "，指标值却不同"
            yield Found(
                f"指标“{one.name}”在同一个项目里填了两次{differ}。",
                "请删去重复的一项；考核的是两件事的，请在名称里写清各是什么。",
                about=one,
                at=(*other.at, *one.at),
                unclear=other.damaged,
            )
