"""The words that the script of the project page says."""

import tomllib
from importlib import resources
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

_WIDTHS = {
    "number": 56, "level1": 96, "level": 128, "name": 190, "comparator": 64, "value": 110,
    "unit": 70, "period_target": 130, "weight": 76, "basis": 150, "scoring_standard": 150,
    "data_source": 130, "evidence": 130, "raw_text": 260,
}  # fmt: skip
_HEADINGS: dict[str, list[str]] = tomllib.loads(
    (resources.files("jixiao.web.records") / "pasted_headings.toml").read_text(encoding="utf-8")
)["headings"]
_FROZEN = ("number", "level1", "level", "name")
"""What stays in sight of a row where there is room; else the first alone (`grid.js`)."""
_CALM = ("number", "level1")


def project_texts() -> dict[str, Any]:
    """All of them, in the language of the request."""
    titles = {
        "number": _("序号"), "level1": _("一级指标"), "level": _("二级指标"), "name": _("指标名称"),
        "comparator": pgettext("column", "比较"), "value": _("年度指标值"), "unit": _("单位"),
        "period_target": _("实施周期指标值"), "weight": _("权重"), "basis": _("设定依据"),
        "scoring_standard": _("评（扣）分标准"), "data_source": _("数据来源"),
        "evidence": _("佐证材料"), "raw_text": _("整条原文"),
    }  # fmt: skip
    return {
        "columns": [
            {"field": name, "title": title, "width": _WIDTHS[name], "frozen": name in _FROZEN,
             "calm": name in _CALM}
            for name, title in titles.items()
        ],
        "headings": {name: [*_HEADINGS[name], str(titles.get(name, ""))] for name in _HEADINGS},
        "grid": {
            "nothing": _("还没有指标。按“新增行”，或从 Excel、WPS 复制一块粘贴。"),
            "copied": _("沿用，还没有核对。"), "suggested": _("取自指标库。"),
            "cell": _("第 %r 行，%c"), "empty": _("空"),
            "comma": _("，"), "column": _("第 %n 列"), "headed": _("第一行是列名，各列按列名放好了。"),
            "merged": _("合并过的单元格，%n 格补上了同样的内容。"),
            "also": _("、"),
            "joined": _("粘贴的内容里指标值写在一格，没有单列的比较符号和单位，后面各列依次往前放了，请核对；可以撤销。"),
            "level": {
                "brought": _("第 %r 行：“%o”不属于“%n”，二级指标改成了“%s”；可以撤销。"),
                "emptied": _("第 %r 行：“%o”不属于“%n”，二级指标空出来了，请重选；可以撤销。"),
                "unknown": _("第 %r 行没有改：没有叫“%t”的一级指标。一级指标随二级指标，请从列出的选。"),
                "kept": _("第 %r 行没有清空：一级指标随二级指标，请清空二级指标。"),
                "follows": _("第 %r 行：二级指标“%s”属于“%n”，不是“%t”，已按二级指标。"),
            },
            "lost": _("这里没有对应的列，没有粘贴：%s。"),
        },
        "weights": _("权重合计 %sum%（%rows% 条指标中 %count% 条填了权重）"),
        "added": _("总计随各资金来源相加；要另填，直接改总计。"),
        "typing": _("有改动，马上保存…"), "saving": _("正在保存…"), "saved": _("已保存 %at%"),
        "savedBut": _("已保存 %at%，有 %count% 处格式不对没有存，见下面的提示"),
        "offline": _("未保存（断网），%seconds% 秒后重试；内容已暂存在本机"),
        "offlineUnkept": _("未保存（断网），%seconds% 秒后重试；本机也不能暂存，请不要关闭这一页"),
        "trouble": _("未保存：%message%，%seconds% 秒后重试；内容已暂存在本机"),
        "troubleUnkept": _("未保存：%message%，%seconds% 秒后重试；本机也不能暂存，请不要关闭这一页"),
        "login": _("未保存：登录已失效。请在另一个窗口登录，再点“立即重试”；内容已暂存在本机"),
        "gone": _("未保存：这个项目已被删除或重新导入；您写的内容暂存在本机"),
        "refused": _("未保存：服务器没有接受，请重新打开这一页；内容已暂存在本机"),
        "conflict": _("未保存：有冲突，请在上面选择"),
        "conflictBy": _("%by% 在 %at% 保存了同一格的另一个写法。其余改动会一起保存。"),
        "taken": _("其他人刚才改了 %count% 格，已经合并进来；在这以前的步骤不能再撤销。"),
        "left": _("%at% 写的下列内容没有来得及保存："),
        "colon": _("："), "comma": _("，"), "noRow": _("（已删除这一行）"), "emptyCell": _("（空）"), "newRow": _("新增的行"),
        "reading": _("正在拆…"), "read": _("拆出 %count% 条，请核对后加入。"),
        "readNothing": _("没有找到指标条目。请粘贴公开表“绩效指标”一格的全文，每条以“1、1-产出指标”这样开头。"),
        "readingFailed": _("没有拆成：连不上服务器，请稍后再试。"), "remainder": _("没有用上的文字："),
    }  # fmt: skip
