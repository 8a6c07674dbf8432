"""The Chinese words for what findings and rules call by English keys."""

SEVERITY_WORDS = {"error": "错误", "warning": "警告", "info": "信息"}
"""严重程度."""

STAGE_WORDS = {"draft": "填报", "review": "审核", "approved": "批复", "disclosed": "公开"}
"""环节."""

UNCLEAR = "不能判断"
"""What is said of a finding whose text recognition damaged."""

OUTCOME_WORDS = {
    "found": "有问题",
    "passed": "通过",
    "not_applicable": "不适用",
    "insufficient_data": "资料不足",
    "could_not_run": "没能运行",
}
"""What became of a rule."""

SUBJECT_WORDS = {
    "indicator": "指标",
    "project": "项目",
    "spending_unit": "资金使用单位",
    "table": "整张表",
    "tables": "几张表、几个年度",
}
"""What a rule looks at."""

BASIS_STATUS_WORDS = {
    "read": "已核对原文",
    "counted": "样表统计",
    "second_hand": "二手",
    "unverified": "未核实",
}
"""Whether anybody here has read the document that a rule rests on."""

FIX_WORDS = {"safe": "可以自动改", "unsafe": "有修改建议，需人工确认", "none": "须人工修改"}
"""What a fix can do."""

SUPPRESSION_WORDS = {"baseline": "基线", "entry": "接受项"}
"""By what a finding was accepted."""

FAMILY_WORDS = {
    "TAB": "表样",
    "AMT": "金额",
    "OBJ": "绩效目标",
    "IND": "绩效指标",
    "VAL": "指标值",
    "CON": "一致性",
    "LIB": "指标库、照搬",
    "WRD": "文字",
    "PUB": "公开安全",
    "OWN": "自定规则",
}
"""Families of rules, by the letters of their codes."""

NEED_WORDS = {
    "budget_year": "预算年度",
    "amount_unit": "金额单位",
    "earlier_years": "以前年度的目标表",
    "narrative": "预算文字说明",
    "project_expenditure": "预算表中的项目支出合计",
    "approved_on": "批复日期",
    "disclosed_on": "公开日期",
}
"""Facts without which a rule cannot run."""


def family(code: str) -> str:
    """The letters of a rule's code.

    >>> family("VAL004")
    'VAL'
    """
    return code.rstrip("0123456789")


def family_name(code: str) -> str:
    """What a rule's family is called; the letters themselves where nobody named it.

    >>> family_name("VAL004"), family_name("XYZ001")
    ('指标值', 'XYZ')
    """
    return FAMILY_WORDS.get(family(code), family(code))
