"""What the library calls by English keys, in the language of the page."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

SEVERITIES = {"error": _("错误"), "warning": _("警告"), "info": _("信息")}
BASIS_STATUS = {
    "read": _("已核对原文"),
    "counted": _("样表统计"),
    "second_hand": _("二手"),
    "unverified": _("未核实"),
}
OUTCOMES = {
    "insufficient_data": _("资料不足，没有判断"),
    "could_not_run": _("没能运行"),
}
STAGES = {
    "draft": pgettext_lazy("stage", "填报"),
    "review": pgettext_lazy("stage", "审核"),
    "approved": pgettext_lazy("stage", "批复"),
    "disclosed": pgettext_lazy("stage", "公开"),
}
FIXES = {"safe": _("可以自动改"), "unsafe": _("有修改建议，需人工确认"), "none": _("须人工修改")}
SUBJECTS = {
    "indicator": _("指标"),
    "project": _("项目"),
    "spending_unit": _("资金使用单位"),
    "table": _("整张表"),
    "tables": _("几张表、几个年度"),
}
FIELDS = {
    "name": _("名称"),
    "number": _("编号"),
    "objective": _("绩效目标"),
    "total": _("总计"),
    "indicators": _("绩效指标"),
    "annual_target": _("年度指标值"),
    "period_target": _("实施周期指标值"),
    "level": _("指标级别"),
    "order": _("指标次序"),
}
SECTIONS = {
    "project": _("项目"),
    "objective": _("绩效目标"),
    "indicator": _("绩效指标"),
    "value": _("指标值"),
    "unit": _("单位"),
    "comment": _("批注"),
}
COMPARATORS = {
    "exactly": _("等于"),
    "at_least": _("不少于（≥）"),
    "more_than": _("超过（＞）"),
    "at_most": _("不超过（≤）"),
    "less_than": _("少于（＜）"),
    "between": _("区间"),
    "deadline": _("期限"),
    "yes_no": _("是否"),
    "qualitative": _("定性"),
    "reference": _("引用"),
    "not_stated": _("未填"),
    "not_understood": _("未能识别"),
    "compound": _("多项"),
}
TRAIL = {
    "name": _("名称"),
    "code": _("代码"),
    "username": _("用户名"),
    "role": _("角色"),
    "is_active": _("启用"),
    "state": _("状态"),
    "year": _("年度"),
    "department": _("部门"),
    "unit": _("单位"),
    "table": _("目标表"),
    "projects": _("项目"),
    "indicator": _("指标"),
    "indicators": _("绩效指标"),
    "version": _("版本号"),
    "revision": _("修订"),
    "restored": _("恢复到的修订"),
    "profile": _("规则方案"),
    "is_open": _("开放填报"),
    "submit_gate": _("送审关口"),
    "disclosure_gate": _("公开关口"),
    "override": _("仍要公开"),
    "totals_are_stated": _("合计按填写"),
    "step": _("移动"),
    "edits": _("修改"),
    "entries": _("接受的问题"),
    "until": _("有效期至"),
    "file": _("文件"),
    "sha256": _("校验码（SHA-256）"),
    "printed": _("印出"),
    "outcome": _("结果"),
    "answer": _("答复"),
    "field": _("栏"),
    "value": _("值"),
    "library": _("指标库"),
    "from": _("来自"),
    "approved": _("批准的版本"),
    "redacted": _("遮蔽"),
    "replaced": _("代替的版本"),
    "hindrances": _("未处理的问题"),
    "reason": _("理由"),
    "files": _("公开的文件"),
    "bytes": _("字节"),
    "amount_unit": _("金额单位"),
    "display_name": _("姓名"),
    "revisions": _("清理的修订"),
    "suggested": _("建议值"),
    "text": _("文字"),
    "project": _("项目"),
}
