"""WRD010 internal-remark."""

from collections.abc import Iterator

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.subjects import ProjectSubject


@rule("WRD010", since="0.2", words=("wording_remarks",))
def internal_remark(project: ProjectSubject, policy: Policy) -> Iterator[Found]:
    """填表时的内部备注留在了文字里。

    “数字待核对”“先按这个报”是写给同事的话，不是绩效目标；公开后等于说明目标还没有定。

    Not allowed:
        项目：社区养老服务 | 120.00
        目标：新增日间照料床位60张（此处数字等业务科核实后再改），方便老人就近养老。
        1、1-产出指标；11-数量指标；新增床位数量；实施周期指标值：≥60张；年度指标值：≥60张。

        1、1-产出指标；11-数量指标；安装路灯数量；实施周期指标值：≥300盏（先按去年的填，会后再调）；年度指标值：≥300盏。

    Allowed:
        项目：社区养老服务 | 120.00
        目标：新增日间照料床位60张，待补贴对象核实后发放运营补贴，方便老人就近养老。
        1、1-产出指标；11-数量指标；新增床位数量；实施周期指标值：≥60张；年度指标值：≥60张。

    Known limits:
        靠词语判断；整个指标值只写“待定”“同上”的，由占位符号的规则说明。
    """
    remarks = policy.pattern("wording_remarks")
    placeholders = policy.pattern("value_placeholders")
    for number, key in enumerate(project.keys):
        match = remarks.search(key)
        if match is None or placeholders.fullmatch(key):
            continue
        text = project.text(number)
        yield Found(
            f"{text.label}里的“{match.group()}”像是填表时的内部备注，不是目标内容。",
            "请核实后写定内容，把备注删去再报送、公开。",
            at=text.at,
            about=text.of,
        )
