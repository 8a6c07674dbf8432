"""Last year's copy of a sample: the printed text with changes planted in it, and what they are."""

from importlib import resources

TIANHE = (resources.files("jixiao") / "samples" / "tianhe.txt").read_text("utf-8")

# What the sample prints, and what the copy prints in its place.
PLANTED = (
    # Money: 15.00 less 2.50, and all sums with it and with the added and dropped rows below.
    ("专业批发市场工作经费\t15.00\t15.00", "专业批发市场工作经费\t12.50\t12.50"),
    ("合计\t6,087.40\t6,087.40", "合计\t6,014.90\t6,014.90"),
    ("广州市天河区商务和金融工作局\t6,087.40\t6,087.40", "广州市天河区商务和金融工作局\t6,014.90\t6,014.90"),
    # A year and a document number in names, and a real rename.
    ("2024年天河区促消费专项活动工作经费", "2023年天河区促消费专项活动工作经费"),
    ("（穗财商[2023]64号）商业网点建设专题", "（穗财商[2022]31号）商业网点建设专题"),
    ("天河商圈打造工作经费", "天河路商圈打造经费"),
    # Targets: lowered and looser, raised and stricter, from words to a number, and a reworded one.
    ("举办基地活动场次；实施周期指标值:无；年度指标值:≥2场", "举办基地活动场次；实施周期指标值:无；年度指标值:≥3场"),
    ("服务外包离岸执行额增长率；实施周期指标值：无；年度指标值：≥1%",
     "服务外包离岸执行额增长率；实施周期指标值：无；年度指标值：≥0.5%"),
    ("展板数量；实施周期指标值:无；年度指标值:>10", "展板数量；实施周期指标值:无；年度指标值:按需要"),
    ("报送线索数量（条）；实施周期指标值：无；年度指标值：50",
     "报送线索数量（条）；实施周期指标值：不少于200条；年度指标值：50"),
    # An objective, an indicator's name, and its class.
    ("推进天河区国家文化出口基地建设工作，加强基地运营服务和企业服务",
     "推进天河区国家文化出口基地建设，加强基地运营服务"),
    ("服务民营中小企业数量", "服务民营中小企业家数"),
    ("1、1-产出指标；12-质量指标；完成结对帮扶任务", "1、1-产出指标；11-数量指标；完成结对帮扶任务"),
)  # fmt: skip

DROPPED = (
    "老旧专业市场消防改造补助\t20.00\t20.00\t\t\t完成老旧专业市场消防改造。\t"
    "1、1-产出指标；11-数量指标；完成消防改造的市场数量；实施周期指标值:无；年度指标值:≥4家。"
)


def last_year() -> str:
    """The copy: one project more, one less, and all that is planted."""
    lines = []
    for line in TIANHE.split("\n"):
        if line.startswith("参加金融博览会工作经费\t90.00"):
            line = DROPPED  # noqa: PLW2901 - the row that takes its place
        for now, then in PLANTED:
            line = line.replace(now, then)  # noqa: PLW2901
        lines.append(line)
    text = "\n".join(lines)
    missing = [then for now, then in PLANTED if then not in text]
    # The trade fair is this year's only, and its indicator goes with it.
    assert missing == ["展板数量；实施周期指标值:无；年度指标值:按需要"], missing
    return text
