"""审核意见: a check as the Word file that a finance bureau sends back, to be signed by a person."""

import datetime
import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from jixiao.model import BASIS_STATUS_WORDS, Check, ObjectiveTable, RuleSummary, opinions
from jixiao.publishing.check_report.groups import GroupView
from jixiao.publishing.check_report.view import DocumentView, FindingView, ReportView, view_report
from jixiao.publishing.word_file import (
    FANG_SONG,
    HEI,
    SONG,
    TableWriter,
    heading_style,
    new_document,
    number_pages,
    own_style,
    saved,
    set_page,
)
from jixiao.text import shown

TITLE = "项目支出绩效目标审核意见"
_TEXT, _CELL, _BOLD, _HEAD = "opinion-text", "opinion-cell", "opinion-bold", "opinion-head"
_CENTRE = "opinion-centre"
_NO_CODE = "未归入审核意见代码的意见"
_LAST_PART = re.compile(r"[/\\]")
_LAST = 1_000_000
_HEADER = ("序号", "程度", "对象与位置", "问题与修改建议", "依据")
_WIDTHS = (640, 900, 2100, 4130, 1870)  # twentieths of a point, 170 mm together
_SHADE = "EEEEEE"
_UNCLEAR = "有关文字在识别中残损，请先对照原件。"
_LONGEST_WHOLE = 600  # characters; a row with more may go over to the next page


def report_docx(
    tables: Sequence[ObjectiveTable],
    check: Check,
    rules: Sequence[RuleSummary] = (),
    *,
    on: datetime.date,
) -> bytes:
    """Head, counts, findings of the whole table, then by project and opinion; lines to sign.

    Args:
        tables: The tables that were checked, for the head.
        check: What was found.
        rules: For their titles.
        on: The day to write into the file.
    """
    report = view_report((check,), rules)
    (view,) = report.documents
    document = new_document(TITLE, on, size=12)
    _styles(document)
    section = document.sections[0]
    set_page(section, landscape=False)
    number_pages(section.footer.paragraphs[0])
    document.add_paragraph(TITLE, style="Heading 1")
    _head(document, tables, check, report, view)
    _conclusion(document, view)
    _findings(document, view)
    _silent(document, view)
    _accepted(document, view)
    _signatures(document)
    return saved(document)


def _styles(document: WordDocument) -> None:
    title = heading_style(document, 1, SONG, 18)
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.space_after = Pt(10)
    for level, size in ((2, 14), (3, 12)):
        style = heading_style(document, level, HEI, size)
        style.paragraph_format.space_before = Pt(10)
        style.paragraph_format.space_after = Pt(4)
    text = own_style(document, _TEXT, FANG_SONG, 12)
    text.paragraph_format.line_spacing = 1.4
    own_style(document, _CELL, FANG_SONG, 10)
    own_style(document, _CENTRE, FANG_SONG, 10, align=WD_ALIGN_PARAGRAPH.CENTER)
    bold = own_style(document, _BOLD, FANG_SONG, 10, bold=True)
    bold.paragraph_format.keep_with_next = True
    own_style(document, _HEAD, SONG, 10, bold=True, align=WD_ALIGN_PARAGRAPH.CENTER)


def _head(
    document: WordDocument,
    tables: Sequence[ObjectiveTable],
    check: Check,
    report: ReportView,
    view: DocumentView,
) -> None:
    departments = dict.fromkeys(table.department or "" for table in tables) or view.departments
    years = dict.fromkeys(str(table.budget_year or "") for table in tables)
    facts = (
        ("部门名称", "、".join(one for one in departments if one) or "（表上没有读到）"),
        ("预算年度", "、".join(one for one in years if one) or "　　　　年"),
        ("送审文件", f"{_LAST_PART.split(view.source.name)[-1]}（指纹 {view.source.sha256[:16]}）"),
        ("审核环节", report.stage),
        ("规则配置", report.profile),
        ("规则集", f"{report.version}（指纹 {report.sha256[:16]}），规则 {len(check.outcomes)} 条"),
    )
    table = TableWriter(document, (1600, sum(_WIDTHS) - 1600))
    for name, value in facts:
        table.row((name, shown(value)), (_BOLD, _CELL))


def _conclusion(document: WordDocument, view: DocumentView) -> None:
    document.add_paragraph("一、审核结论", style="Heading 2")
    counts = "、".join(f"{word} {number} 条" for _, word, number, _ in view.counts)
    others = [
        f"{number} 条{words}"
        for number, words in (
            (view.unclear, "因识别残损不能判断"),
            (view.suppressed, "已接受，不计"),
        )
        if number
    ]
    total = sum(number for _, _, number, _ in view.counts)
    said = f"共发现问题 {total} 条，其中{counts}。" if total else "没有发现问题。"
    _say(document, said + (f"另有 {'，'.join(others)}。" if others else ""))
    _say(document, "结论（由审核人勾选）：□ 1 通过　　□ 2 不通过，请按下列意见修改后再报。")
    listed = _by_opinion(one for many in view.findings.values() for one in many)
    if not listed:
        return
    table = TableWriter(document, (sum(_WIDTHS) - 2600, 1300, 1300))
    table.row(("审核意见", "条数", "处数"), (_HEAD,) * 3, header=True)
    for words, many in listed:
        times = str(sum(one.times for one in many))
        table.row((words, str(len(many)), times), (_CELL, _CENTRE, _CENTRE))
    source = opinions()
    status = BASIS_STATUS_WORDS[source.basis.status]
    _say(document, f"审核意见代码：{source.basis.document}（{source.place}，{status}）。")


def _findings(document: WordDocument, view: DocumentView) -> None:
    """Findings of the whole table first; what projects share is told there once, with a number."""
    document.add_paragraph("二、审核意见", style="Heading 2")
    numbers: dict[str, int] = {}
    for group in view.groups:
        listed = _by_opinion(view.findings.get(group.number, ()))
        shared = {numbers[one.anchor] for one in group.elsewhere if one.anchor in numbers}
        if not listed and not shared:
            continue
        document.add_paragraph(shown(_name(group)), style="Heading 3")
        if shared:
            those = "、".join(map(str, sorted(shared)))
            _say(document, f"几个项目共有、涉及本项目的意见，见第 {those} 条。")
        if listed:
            _table_of(document, listed, numbers)
    if not numbers:
        _say(document, "没有意见。")


def _table_of(
    document: WordDocument, listed: list[tuple[str, list[FindingView]]], numbers: dict[str, int]
) -> None:
    table = TableWriter(document, _WIDTHS)
    table.row(_HEADER, (_HEAD,) * len(_HEADER), header=True)
    for words, many in listed:
        table.banner(words, _BOLD, _SHADE)
        for one in many:
            number = numbers[one.anchor] = len(numbers) + 1
            severity = "不能判断" if one.unclear else one.word
            texts = (str(number), severity, _where(one), _what(one), _why(one))
            styles = (_CENTRE, _CENTRE, _CELL, _CELL, _CELL)
            table.row(texts, styles, whole=len(texts[3]) < _LONGEST_WHOLE)


def _name(group: GroupView) -> str:
    if group.kind == "table":
        return f"{group.name}（整张表的，和几个项目共有的意见）"
    return f"{group.name}（{group.unit or '资金使用单位'}）"


def _by_opinion(findings: Iterable[FindingView]) -> list[tuple[str, list[FindingView]]]:
    """Findings that count, by opinion in the order of the codes; those without a code last."""

    def code(one: FindingView) -> int:
        number, _, _ = one.opinion.partition(" ")
        return int(number or _LAST)

    counted = sorted((one for one in findings if not one.suppressed), key=code)
    return [
        (many[0].opinion or _NO_CODE, many)
        for _, same in groupby(counted, key=code)
        for many in [list(same)]
    ]


def _where(one: FindingView) -> str:
    return "\n".join(shown(part) for part in (one.about, one.where) if part) or "全表"


def _what(one: FindingView) -> str:
    lines = [shown(one.message)]
    if one.unclear:
        lines.append(_UNCLEAR)
    if one.advice:
        lines.append(f"建议：{shown(one.advice)}")
    lines += [
        f"可改：{edit.field} {shown(edit.before)} → {shown(edit.after)}" for edit in one.edits
    ]
    if one.others:
        others = "；".join(f"{other.project}（{other.places}）" for other in one.others)
        lines.append(f"共 {one.times} 处，其余：{shown(others)}")
    return "\n".join(lines)


def _why(one: FindingView) -> str:
    kind = f"\n{one.review_kind}" if one.review_kind else ""
    return f"{one.rule} {one.title}\n{shown(one.basis)}（{one.status_word}）{kind}"


def _silent(document: WordDocument, view: DocumentView) -> None:
    document.add_paragraph("三、没有下结论的规则", style="Heading 2")
    for one in view.silent:
        rules = "、".join(f"{code} {title}".strip() for code, title in one.rules)
        _say(document, f"{one.word}：{one.reason}。{rules}。")
    if not view.silent:
        _say(document, "没有，全部规则都有结论。")


def _accepted(document: WordDocument, view: DocumentView) -> None:
    accepted = [one for many in view.findings.values() for one in many if one.suppressed]
    if not accepted:
        return
    document.add_paragraph("四、已接受的问题", style="Heading 2")
    for one in accepted:
        _say(document, f"{one.rule}　{one.about}　{one.message}{one.suppressed}。")


def _signatures(document: WordDocument) -> None:
    _say(document, "本意见由程序按规则列出，须经审核人核对、签字后生效。")
    half = sum(_WIDTHS) // 2
    table = TableWriter(document, (1300, half - 1300, 1300, half - 1300))
    labels = (("审核人（签字）", "审核日期"), ("审核单位（章）", "审核轮次"))
    for (left, right), blank in zip(labels, ("　　　　年　　月　　日", "第　　轮"), strict=True):
        table.row((f"{left}\n　", "", right, blank), (_BOLD, _CELL, _BOLD, _CELL))


def _say(document: WordDocument, text: str) -> None:
    document.add_paragraph(shown(text), style=_TEXT)
