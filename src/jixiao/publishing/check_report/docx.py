"""审核意见: a check as the Word file that a finance bureau sends back, to be signed by a person.

Short, so that it is read: what several projects share is said once and each project names its
number; findings of one rule stand together under one advice; the basis of each rule comes last.
"""

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from itertools import groupby

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from jixiao.model import BASIS_STATUS_WORDS, Check, ObjectiveTable, RuleSummary, opinions
from jixiao.publishing.check_report.view import (
    DocumentView,
    EditView,
    FindingView,
    ReportView,
    view_report,
)
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
_NO_CODE = "未归入审核意见代码"
_QUOTED = re.compile(r"“[^“”]+”")
_LAST_PART = re.compile(r"[/\\]")
_LAST = 1_000_000
_HEADER = ("程度", "审核意见", "问题（前面是编号）与修改建议")
_WIDTHS = (700, 1140, 7800)  # twentieths of a point, 170 mm together
_EACH = "各单位、各项目的意见"
_SHADE = "EEEEEE"
_UNCLEAR = "有关文字在识别中残损，请先对照原件。"
_LONGEST_WHOLE = 300  # characters; a row with more may go over to the next page
_LONGEST_EDIT = 30
_MOST_EDITS = 6


def report_docx(
    tables: Sequence[ObjectiveTable],
    check: Check,
    rules: Sequence[RuleSummary] = (),
    *,
    on: datetime.date,
) -> bytes:
    """Head, counts, what projects share, then each project by opinion, bases; lines to sign.

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
    _bases(document, view)
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
    """Findings of the whole table and shared ones first; each project names the numbers of those."""
    document.add_paragraph("二、审核意见", style="Heading 2")
    numbers: dict[str, int] = {}
    said: dict[str, int] = {}
    known = {one.anchor: one for many in view.findings.values() for one in many}
    for whole, groups in groupby(view.groups, key=lambda group: group.kind == "table"):
        table: TableWriter | None = None
        for group in groups:
            listed = _counted(view.findings.get(group.number, ()))
            shared = [known[one.anchor] for one in group.elsewhere if one.anchor in numbers]
            if not listed and not shared:
                continue
            if table is None:
                title = f"{group.name}（整张表的，和几个项目共有的意见）"
                document.add_paragraph(shown(title) if whole else _EACH, style="Heading 3")
                table = TableWriter(document, _WIDTHS)
                table.row(_HEADER, (_HEAD,) * len(_HEADER), header=True)
            if not whole:
                name = f"{group.name}（{group.unit or '资金使用单位'}）"
                table.banner(shown(name), _BOLD, _SHADE)
            _rows(table, listed, numbers, said)
            if shared:
                those = sorted((numbers[one.anchor], one) for one in shared)
                told = "、".join(_reference(number, one, group.name) for number, one in those)
                texts = ("", "共有", f"与其他项目共有的：见第 {told} 条。")
                table.row(texts, (_CENTRE, _CELL, _CELL))
    if not numbers:
        _say(document, "没有意见。")


def _counted(findings: Iterable[FindingView]) -> list[FindingView]:
    return [one for one in findings if not one.suppressed]


def _reference(number: int, one: FindingView, project: str) -> str:
    indicators = "、".join(one.numbers.get(project, ()))
    return f"{number}（指标 {indicators}）" if indicators else str(number)


def _rows(
    table: TableWriter, listed: list[FindingView], numbers: dict[str, int], said: dict[str, int]
) -> None:
    """A row for each rule and severity, a line for each finding; ``said`` advice is not repeated."""
    together: dict[tuple[int, str, str], list[FindingView]] = {}
    for one in listed:
        severity = "不能判断" if one.unclear else one.word
        together.setdefault((_code(one), one.rule, severity), []).append(one)
    for (code, rule, severity), many in sorted(together.items(), key=lambda item: item[0][:2]):
        first = len(numbers) + 1
        for number, one in enumerate(many, start=first):
            numbers[one.anchor] = number
        lines = [line for alike in _alike(many) for line in _lines(alike, numbers)]
        lines += [_UNCLEAR] if severity == "不能判断" else []
        for advice in dict.fromkeys(shown(one.advice) for one in many if one.advice):
            known = said.setdefault(advice, first)
            if known == first:
                lines.append(f"建议：{advice}")
            else:
                lines[-1] += f"建议同第 {known} 条。"
        opinion = f"意见 {code}" if code != _LAST else _NO_CODE
        texts = (severity, f"{opinion}\n{rule}", "\n".join(lines))
        table.row(texts, (_CENTRE, _CELL, _CELL), whole=len(texts[2]) < _LONGEST_WHOLE)


def _alike(findings: list[FindingView]) -> list[list[FindingView]]:
    """Findings together that say the same of other words in quotes."""
    together: dict[str, list[FindingView]] = {}
    for one in findings:
        frame = _QUOTED.sub("“…”", one.message) if len(_QUOTED.findall(one.message)) == 1 else ""
        together.setdefault(frame if not one.edits and frame else one.anchor, []).append(one)
    return list(together.values())


def _code(one: FindingView) -> int:
    number, _, _ = one.opinion.partition(" ")
    return int(number or _LAST)


def _lines(alike: list[FindingView], numbers: dict[str, int]) -> list[str]:
    """What is wrong and where; of several the words in quotes, each with its own number and place."""
    one = alike[0]
    if len(alike) > 1:
        parts = [
            f"{numbers[other.anchor]}．{shown(_QUOTED.findall(other.message)[0])}{_where(other)}"
            for other in alike
        ]
        frame = shown(_QUOTED.sub("“…”", one.message)).rstrip("。")
        return [f"{frame}：{'；'.join(parts)}。"]
    lines = [f"{numbers[one.anchor]}．{shown(one.message)}{_where(one)}"]
    edits = list(dict.fromkeys(_edit(edit) for edit in one.edits))
    if edits and not _shared_by(one):
        more = "等" * (len(edits) > _MOST_EDITS)
        lines.append(f"可改：{'；'.join(edits[:_MOST_EDITS])}{more}")
    return lines


def _shared_by(one: FindingView) -> int:
    """How many projects share it; 0 where it is of one alone."""
    projects = [project for project in one.numbers if project]
    return len(projects) if len(projects) > 1 else 0


def _where(one: FindingView) -> str:
    """Place in brackets; where several projects share it, each of them tells its own."""
    if projects := _shared_by(one):
        return f"（{projects} 个项目，{one.times} 处）"
    indicator, _, name = one.about.partition("　")
    place = [indicator if name and name in one.message else one.about, one.where]
    told = "，".join(shown(part) for part in place if part)
    if one.others:
        told += (
            f"；共 {one.times} 处，其余：{'；'.join(shown(other.places) for other in one.others)}"
        )
    return f"（{told}）" if told else ""


def _edit(edit: EditView) -> str:
    """A change; of a long text only what changes in it."""
    before, after = edit.before, edit.after
    if max(len(before), len(after)) <= _LONGEST_EDIT:
        return f"{edit.field} {shown(before)} → {shown(after)}"
    pieces = []
    for kind, low, high, start, stop in SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        if kind != "equal":
            pieces.append(f"“{shown(before[low:high])}”改“{shown(after[start:stop])}”")
    counted = Counter(pieces)
    said = [f"{piece}（{times} 处）" if times > 1 else piece for piece, times in counted.items()]
    return f"{edit.field} {'、'.join(said[:_MOST_EDITS])}{'等' * (len(said) > _MOST_EDITS)}"


def _by_opinion(findings: Iterable[FindingView]) -> list[tuple[str, list[FindingView]]]:
    """Findings that count, by opinion in the order of the codes; those without a code last."""
    counted = sorted(_counted(findings), key=_code)
    return [
        (many[0].opinion or _NO_CODE, many)
        for _, same in groupby(counted, key=_code)
        for many in [list(same)]
    ]


def _bases(document: WordDocument, view: DocumentView) -> None:
    """What each rule rests on, once."""
    rules: dict[str, tuple[str, str]] = {}
    for one in (one for many in view.findings.values() for one in _counted(many)):
        kind = f"（{one.review_kind}）" if one.review_kind else ""
        told = f"{one.rule} {one.title}{kind}"
        rules.setdefault(one.rule, (f"{shown(one.basis)}（{one.status_word}）", told))
    if not rules:
        return
    document.add_paragraph("三、各条意见的规则和依据", style="Heading 2")
    together: dict[str, list[str]] = {}
    for _, (basis, told) in sorted(rules.items()):
        together.setdefault(basis, []).append(told)
    for basis, named in together.items():
        _small(document, f"{basis}：{'；'.join(named)}。")


def _silent(document: WordDocument, view: DocumentView) -> None:
    document.add_paragraph("四、没有下结论的规则", style="Heading 2")
    for one in view.silent:
        rules = "、".join(f"{code} {title}".strip() for code, title in one.rules)
        _small(document, f"{one.word}：{one.reason}。{rules}。")
    if not view.silent:
        _say(document, "没有，全部规则都有结论。")


def _accepted(document: WordDocument, view: DocumentView) -> None:
    accepted = [one for many in view.findings.values() for one in many if one.suppressed]
    if not accepted:
        return
    document.add_paragraph("五、已接受的问题", style="Heading 2")
    for one in accepted:
        _small(document, f"{one.rule}　{one.about}　{one.message}{one.suppressed}。")


def _signatures(document: WordDocument) -> None:
    _say(document, "")
    _say(document, "本意见由程序按规则列出，须经审核人核对、签字后生效。")
    half = sum(_WIDTHS) // 2
    table = TableWriter(document, (1700, half - 1700, 1300, half - 1300))
    labels = (("审核人（签字）", "审核日期"), ("审核单位（章）", "审核轮次"))
    for (left, right), blank in zip(labels, ("　　　　年　　月　　日", "第　　轮"), strict=True):
        table.row((f"{left}\n　", "", right, blank), (_BOLD, _CELL, _BOLD, _CELL))


def _say(document: WordDocument, text: str) -> None:
    document.add_paragraph(shown(text), style=_TEXT)


def _small(document: WordDocument, text: str) -> None:
    document.add_paragraph(shown(text), style=_CELL)
