"""TAB004 levels-disagree."""

from collections.abc import Iterator

from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.table._levels import conflict
from jixiao.checking.subjects import IndicatorSubject


@rule("TAB004", since="0.2", facts=("odd_levels",), despite_damage=True)
def levels_disagree(indicator: IndicatorSubject) -> Iterator[Found]:
    """一级、二级指标的编码与名称互相矛盾。

    编码与名称要一致，二级编码的第一位要等于一级编码，否则指标归类不明，汇总统计时会归错类。

    Not allowed:
        1、21-经济效益；21-经济效益；促进科技人才技术成果转化；实施周期指标值：促进；年度指标值：促进。

        1、1-产出指标；21-经济效益；推动经济工作高效赋能；实施周期指标值：有所提高；年度指标值：有所提高。

        1、1-产出指标；12-数量指标；会议数量；实施周期指标值：6次；年度指标值：2次。

    Allowed:
        1、2-效益指标；21-经济效益；促进科技人才技术成果转化；实施周期指标值：促进；年度指标值：促进。

    Known limits:
        归类自相一致、只是与指标内容不符的，由指标规则判断。只有二级编码、二级名称和一级指标合起来只剩一种读法时才给出改法。
    """
    found = conflict(indicator.record)
    if found is None:
        return
    advice = (
        f"应为“{found.right}”。"
        if found.right
        else "请按指标内容确定它属于哪一类，把一级、二级指标改为一致，例如“2-效益指标；21-经济效益”。"
    )
    yield Found(
        found.message,
        advice,
        edits=found.edits,
        unclear=indicator.damaged_but_for("level_unclear"),
    )
