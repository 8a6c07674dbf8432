"""The Chinese words for what a difference calls by English keys."""

AMOUNT_WORDS = {
    "total": "总计",
    "fiscal_appropriation": "财政拨款",
    "special_account_appropriation": "财政专户拨款",
    "other_funds": "其他资金",
}
"""Amount columns."""

PART_WORDS = {
    "money": "金额",
    "projects": "项目",
    "indicators": "指标",
    "targets": "指标值",
    "objectives": "绩效目标",
}
"""What a difference can be narrowed to."""

PROJECT_KIND_WORDS = {
    "added": "新增",
    "dropped": "取消",
    "changed": "变化",
    "split": "拆分",
    "merged": "合并",
}
"""What became of a project; units, indicators and tables use the first three."""

CHANGED_WORDS = {
    "renamed": "改名",
    "dated": "年份文号",
    "moved": "换单位",
    "money": "金额",
    "objective": "绩效目标",
    "indicators": "指标",
    "targets": "指标值",
    "class": "换类别",
    "number": "编号",
    "form": "写法",
    "department": "部门名称",
    "amount_unit": "金额单位",
}
"""What changed in something that goes on."""

TARGET_KIND_WORDS = {
    "raised": "提高",
    "lowered": "降低",
    "earlier": "提前",
    "later": "推迟",
    "reworded": "改写",
    "added": "补上",
    "removed": "去掉",
}
"""What became of a target."""

STRICTNESS_WORDS = {"stricter": "更严", "looser": "更松", "same": "宽严不变"}
"""Whether a target is harder to reach than before."""

TERM_WORDS = {"annual": "年度指标值", "period": "实施周期指标值"}
"""Which target."""

TARGET_REASON_WORDS = {
    "not_understood": "有一方未能识别，不能比较",
    "unit": "计量单位不同，不能换算",
    "per": "计量的周期不同，不能比较",
    "baseline": "比较的基期不同，不能比较",
    "scope": "范围或条件不同，不能比较",
    "anchor": "期限的起算不同，不能比较",
    "kinds": "写法的类型不同，不能比较",
    "now_number": "由文字改为有数",
    "now_words": "由有数改为文字",
    "comparator_turned": "比较方向相反，不能比较",
    "comparator": "数相同，比较词不同",
    "same_value": "说法不同，意思相同",
    "converted": "计量单位不同，按换算比较",
    "next_year": "随预算年度顺延",
    "relative": "按各自的预算年度比较",
    "range": "区间宽窄变了",
    "parts": "按各项逐一比较",
    "words": "文字目标，不能比大小",
    "direction": "方向不明，不说宽严",
}
"""How a verdict about a target came about, or why there is none."""

DOUBT_WORDS = {
    "weak": "不够相像",
    "several": "有几个同样相像",
    "ordinal": "名称里的数或期次不同",
}
"""Why a match is doubtful."""

DOUBT_OF_WORDS = {"spending_unit": "单位", "project": "项目", "indicator": "指标"}
"""What a doubtful match is about."""

MATCHED_BY_WORDS = {"name": "按名称", "likeness": "按名称和内容相像", "person": "由人确认"}
"""How two were found to be the same."""

NOTE_WORDS = {
    "amount_unit_converted": "两表金额单位不同（{before}、{after}），增减已换算成较大的单位计。",
    "amount_unit_unknown": "有一方没有印金额单位（原来 {before}，现在 {after}），按同一单位比较，请核对。",
    "amounts_not_compared": "两表金额单位（{before}、{after}）不能换算，金额没有比较。",
    "department_differs": "两表的部门名称不同：{before}；{after}。",
    "budget_year_unknown": "预算年度不全知道（原来 {before}，现在 {after}），日期按原样比较；可用 --year-a、--year-b 给出。",
    "recognised": "有识别得来的文字（{before}、{after}），差异里可能有识别错误，请对照原件。",
    "open_questions": "读取时有没解决的存疑（{before} 处、{after} 处），有关差异请对照原件。",
    "confirmation_unused": "确认的编号没有对上：{before}。",
}
"""What a reader must know of the comparison; a blank is told as 没有写."""


def note_words(kind: str, before: str | None, after: str | None) -> str:
    """A note as a sentence.

    >>> note_words("confirmation_unused", "abc", None)
    '确认的编号没有对上：abc。'
    """
    blank = "没有写"
    return NOTE_WORDS[kind].format(before=before or blank, after=after or blank)
