"""OBJ001 objective-empty."""

from collections.abc import Iterator

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.objective._placeholder import repeats_name, says_nothing
from jixiao.checking.subjects import ProjectSubject


@rule("OBJ001", since="0.2", facts=("short_goal",))
def objective_empty(project: ProjectSubject, policy: Policy) -> Iterator[Found]:
    """没有填绩效目标。

    绩效目标说明花这笔钱要达到什么。空着，或只写“无”“详见附件”“同上年”“按计划执行”，或者只重复项目名称，指标就没有依据，审核也无从判断是否相关。

    Not allowed:
        项目：电子商务产业引导和培训工作经费 | 18.00
        1、1-产出指标; 11-数量指标; 活动企业参与数量; 实施周期指标值:≥50家; 年度指标值:≥50家。

        项目：电子商务产业引导和培训工作经费 | 18.00
        目标：详见附件。
        1、1-产出指标; 11-数量指标; 活动企业参与数量; 实施周期指标值:≥50家; 年度指标值:≥50家。

        项目：违法建设治理 | 96.00
        目标：开展违法建设治理工作。
        1、1-产出指标；11-数量指标；拆除违法建设面积；实施周期指标值：≥3万平方米；年度指标值：≥3万平方米。

    Allowed:
        项目：共建文明口岸活动经费 | 0.50
        目标：开展共建文明口岸活动，确保口岸文明高效安全畅通。
        1、1-产出指标; 11-数量指标; 文明口岸建设; 实施周期指标值:1项; 年度指标值:1项。

    Known limits:
        扫描识别可能整格丢失绩效目标，看不出是谁的缺漏，请先对照原件。
    """
    key = project.objective_key
    if not key:
        yield Found(
            "没有绩效目标。",
            "请先对照原件，看是否识别时丢失；确实没有的，写明做什么、达到什么效果，例如“开展电商培训 3 场，带动 50 家企业开展网上销售”。",
            # A row with neither may be a spending unit.
            unclear=not project.indicators,
        )
    elif says_nothing(key, policy):
        yield Found(
            f"绩效目标只写了“{project.objective}”，等于没有填。",
            "请写明做什么、达到什么效果，例如“开展电商培训 3 场，带动 50 家企业开展网上销售”。",
            at=project.record.at.objective,
        )
    elif repeats_name(project, policy):
        yield Found(
            f"绩效目标“{project.objective}”只重复了项目名称，没有说明要达到什么。",
            "请写明做什么、达到什么效果，例如“开展电商培训 3 场，带动 50 家企业开展网上销售”。",
            at=project.record.at.objective,
            lighter=True,
        )
