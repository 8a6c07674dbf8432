"""The Chinese words for what the records call by English keys."""

import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from jixiao.model import (
    BASIS_STATUS_WORDS,
    FIX_WORDS,
    OUTCOME_WORDS,
    SEVERITY_WORDS,
    STAGE_WORDS,
    ArithmeticCheck,
    Place,
    Verdict,
)

AMOUNTS = {
    "total": "总计",
    "fiscal_appropriation": "财政拨款",
    "special_account_appropriation": "财政专户拨款",
    "other_funds": "其他资金",
}

READERS = {
    "tabbed-text": "以制表符分栏的文本",
    "pdf": "PDF",
    "workbook": "工作簿（Excel、WPS 表格）",
    "docx": "Word 文档",
    "old-text": "旧版 Word、WPS 或 RTF 文档（由 LibreOffice 转换）",
    "old-sheet": "旧版 WPS 表格（由 LibreOffice 转换）",
    "html": "网页",
    "markdown": "Markdown 文本",
    "csv": "逗号分隔的文本（CSV）",
    "jixiao-csv": "本程序的开放数据（CSV）",
    "jixiao-dataset": "本程序的开放数据（JSON）",
    "jixiao-jsonl": "本程序的开放数据（JSON Lines）",
    "jixiao-parquet": "本程序的开放数据（Parquet）",
    "jixiao-package": "本程序的开放数据（数据包）",
    "jixiao-integrated": "预算管理一体化要素（JSON）",
}

ORIGINS = {"print": "表上印", "caller": "由 --year 指定", "file_name": "取自文件名"}

ADDENDS = {"spending_units": "各单位", "projects": "各项目", "funding": "各资金来源"}

CONFIDENCE = {"certain": "确定", "likely": "很可能", "person": "人工"}

REPAIRS = {
    "rows_joined": "断行拼接",
    "pages_joined": "并页拼接",
    "name_joined": "名称换行拼接",
    "cells_parted": "分开连格",
    "amount_chosen": "选定金额",
    "amount_cleaned": "还原金额",
    "amount_set": "人工改数",
    "label_folded": "还原字样",
    "repeat_dropped": "去掉重读",
    "overlap_dropped": "去掉重叠",
    "column_reattached": "归位一栏",
    "total_computed": "相加得出",
    "radicals_folded": "部首按汉字读",
}
"""Kinds of repair."""

QUESTIONS = {
    "amount_undecided": "金额不能确定",
    "amount_unit_missing": "没有金额单位",
    "annual_missing": "没有年度指标值",
    "correction_unused": "更正没有用上",
    "department_missing": "没有部门名称",
    "department_unclear": "部门名称残损",
    "detached_column": "有一栏对不上行",
    "grand_total_missing": "没有合计行",
    "grand_total_twice": "合计行不止一行",
    "subtotal_row": "小计行，不作项目",
    "printed_twice": "整行或整表印了两次",
    "points_missing": "金额都没有小数点",
    "formula_without_value": "公式没有存下结果",
    "shown_otherwise": "显示的与存的数不同",
    "hidden_content": "有隐藏的内容",
    "header_missing": "没有表头",
    "glyphs_without_text": "字形没有对应的文字",
    "label_conflict": "同一项印了两种说法",
    "label_unclear": "指标值标签误读",
    "column_missing": "缺少应有的栏",
    "columns_swapped": "内容与表头对不上",
    "level_missing": "缺一级或二级指标",
    "level_unclear": "指标类别不能确定",
    "name_missing": "没有指标名称",
    "name_unclear": "指标名称残缺",
    "number_missing": "没有指标编号",
    "numbering": "编号不连续",
    "period_missing": "没有实施周期指标值",
    "row_kind_unclear": "单位还是项目不能确定",
    "rows_unclear": "行的起止不能确定",
    "page_is_picture": "整页是图片",
    "page_unreadable": "整页读不出",
    "several_repairs": "有几种取数办法",
    "stray_text": "夹有无主文字",
    "unknown_column": "有不认识的栏",
    "cell_too_long": "一格的字太多",
    "cell_text_cut": "格子的字没有印全",
    "overlap_differs": "重印的文字不同",
    "sum_gap": "合计不符",
    "too_many_possibilities": "取数办法太多",
    "undecodable": "字节无法解码",
    "unread_text": "文字未能识别",
    "hash_differs": "内容与记录的哈希不同",
    "required_missing": "必填的没有填",
    "fill_in_conflict": "同一项目填了两种",
    "fill_in_example": "示例行没有读",
    "fill_in_sign": "计算符号不认识",
    "value_twice": "指标值印了两次",
    "value_unclear": "指标值可能混入别条",
    "year_conflict": "年度说法不一",
}
"""Kinds of open question."""

FIELDS = {
    "department": "部门名称",
    "amount_unit": "金额单位",
    "budget_year": "预算年度",
    "spending_unit": "资金使用单位",
    "project_name": "项目名称",
    "amount": "金额",
    "objective": "绩效目标",
    "level": "一级、二级指标",
    "indicator_name": "指标名称",
    "period_target": "实施周期指标值",
    "annual_target": "年度指标值",
    "repeat": "重复识别的文字（已记为修复）",
}
"""Kinds of text that stand in a record."""

FURNITURE = {
    "title": "标题",
    "label": "标签（部门名称：、年度指标值：等）",
    "header_cell": "表头",
    "separator": "分隔符",
    "blank_mark": "表示空白的横线或“（无）”",
    "label_part": "被换页切开的标签",
    "row_number": "序号",
    "entry_number": "条目编号",
    "fill_in_heading": "填报表的表头",
    "fill_in_example": "填报表的示例行",
    "rule_line": "横线、表格线",
    "tag": "标记（如 <p>）",
    "white_space": "空白",
    "line_end": "行尾",
    "page_number": "页码",
    "continued": "续表标记",
}
"""Kinds of text that the form prints, not the department."""

_MOST_PLACES = 3
_OVERALL = {
    Verdict.GAP: "不符",
    Verdict.UNDECIDED: "不能判断",
    Verdict.ROUNDING: "四舍五入差",
    Verdict.EXACT: "相符",
}


def verdict(check: ArithmeticCheck) -> str:
    """What a sum came to."""
    if check.verdict is Verdict.EXACT:
        return "相符"
    if check.verdict is Verdict.UNDECIDED or check.printed is None or check.computed is None:
        return "不能判断"
    gap = f"{abs(check.printed - check.computed):,f}"
    return f"四舍五入差 {gap}" if check.verdict is Verdict.ROUNDING else f"不符，差 {gap}"


def worst_verdict(checks: Sequence[ArithmeticCheck]) -> str:
    """What all sums of a table came to, in a word."""
    found = {check.verdict for check in checks}
    for outcome, word in _OVERALL.items():
        if outcome in found:
            return word
    return "没有可核对的合计"


def places(at: Iterable[Place]) -> str:
    """Where to look, for a person; the first few, each cell once.

    >>> places((Place(line=20, column=2), Place(line=22, column=2), Place(line=20, column=2)))
    '第20行第2列、第22行第2列'
    """
    cells = list(dict.fromkeys(_place(place) for place in at))
    if len(cells) > _MOST_PLACES:
        return f"{'、'.join(cells[:_MOST_PLACES])}等 {len(cells)} 处"
    return "、".join(cells)


def _place(place: Place) -> str:
    if place.line is not None:
        return f"第{place.line}行第{place.column}列"
    if place.page is not None:
        return f"第{place.page}页"
    return f"“{place.sheet}”{place.cell}"


KINDS = {
    "exactly": "等于",
    "at_least": "至少",
    "more_than": "超过",
    "at_most": "至多",
    "less_than": "少于",
    "between": "区间",
    "deadline": "期限",
    "yes_no": "是否",
    "qualitative": "定性",
    "reference": "引用",
    "not_stated": "未填",
    "not_understood": "未能识别",
    "compound": "多项",
}
"""Kinds of typed value."""

DIRECTIONS = {
    "higher_is_better": "越高越好",
    "lower_is_better": "越低越好",
    "equal": "等于为好",
    "none": "",
}
"""Directions of a value."""

CONFIDENCES = {"certain": "确定", "likely": "很可能", "guess": "猜测"}
"""How sure the reading of a value is."""

SEVERITIES, STAGES, OUTCOMES = SEVERITY_WORDS, STAGE_WORDS, OUTCOME_WORDS
BASES, FIXES = BASIS_STATUS_WORDS, FIX_WORDS

RECORD_FIELDS = {
    "number": "编号",
    "name": "指标名称",
    "level1.code": "一级指标代码",
    "level1.label": "一级指标",
    "level2.code": "二级指标代码",
    "level2.label": "二级指标",
    "period_target.text": "实施周期指标值",
    "annual_target.text": "年度指标值",
    "objective": "绩效目标",
    "project.name": "项目名称",
}
"""Fields that a fix can change."""


def command(part: str) -> str:
    """How a command is typed here: by its path, where the program is not on the path."""
    here = Path(sys.argv[0])
    if shutil.which("jixiao") or here.stem != "jixiao":
        return f"jixiao {part}"
    return f"{os.path.relpath(here)} {part}"
