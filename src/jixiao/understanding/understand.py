"""Raw cells to records: the order in which a document is understood."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from jixiao.model import (
    EVERYTHING,
    Correction,
    Funding,
    ObjectiveTable,
    Place,
    RawDocument,
    Reading,
    Source,
    Subject,
    TablePlaces,
    UnreadableDocument,
)
from jixiao.text import fold
from jixiao.understanding.body import TableLayout, is_grand_total
from jixiao.understanding.broken_lines import join_leads
from jixiao.understanding.columns import CANONICAL, header_columns
from jixiao.understanding.context import Context
from jixiao.understanding.detached import leftovers, reattach
from jixiao.understanding.filled_in import filled_sheets, leave_the_rest_outside, read_filled_in
from jixiao.understanding.identity import Identity
from jixiao.understanding.layout import find_tables
from jixiao.understanding.ledger import Claims
from jixiao.understanding.notes import Notes
from jixiao.understanding.official import words
from jixiao.understanding.outside import places_in
from jixiao.understanding.page_cuts import join_cut_rows, record_joins
from jixiao.understanding.parted_pages import joined_pages, refused
from jixiao.understanding.passage import Passage
from jixiao.understanding.plain_characters import with_plain_characters
from jixiao.understanding.records import Builder
from jixiao.understanding.row_kinds import Ordered, mark_grand_total, order_rows
from jixiao.understanding.sum_checks import check_sums
from jixiao.understanding.sums import decide
from jixiao.understanding.whole_table import (
    ask_about_doubled_objectives,
    ask_about_empty_columns,
    ask_about_lost_amounts,
    ask_about_lost_points,
    ask_about_names,
    ask_about_repeated_rows,
    ask_about_repeated_tables,
)

SCHEMA = "jixiao.reading/1"
_NOTHING = Funding()
_HASH_DIGITS = 8
_OF_TABLES = "shown_otherwise"  # said only of sheets that hold a table
# Columns that hold nothing in most tables; a form without them is read without a doubt.
_MAY_BE_LEFT_OUT = ("special_account_appropriation", "other_funds")


class Understanding(NamedTuple):
    """A reading, and the claims behind its ledger."""

    reading: Reading
    claims: Claims


def understand(
    raw: RawDocument,
    *,
    year: int | None = None,
    repair: bool = True,
    corrections: Iterable[Correction] = (),
    values: bool = True,
) -> Understanding:
    """Find and read all tables of a document.

    Args:
        raw: What a reader made of the document.
        year: Budget year as the caller knows it; never guessed.
        repair: Whether misread text may be repaired; without, everything is as printed. Of an
            exact source only the rows that a page cut are joined.
        corrections: A person's answers, replayed by content.
        values: Whether target values are typed, beside their text.

    Raises:
        UnreadableDocument: The document holds no target table.
    """
    claims = Claims()
    meant = [correction for correction in corrections if is_meant(correction, raw)]
    notes = Notes(repairing=repair and raw.recognised, joining=repair, corrections=meant)
    raw = with_plain_characters(raw, notes)
    place = places_in(raw)
    for note in raw.notes:
        if note.kind != _OF_TABLES:
            at = (note.place,) if note.place else place(note.offset, note.length)
            notes.question(note.kind, note.message, note.advice, at=at)
    for remark in raw.remarks:
        notes.question("hidden_content", remark, "请核对隐藏的内容是否应当在表里。")
    sheets = filled_sheets(raw)
    if not sheets:
        raw = joined_pages(raw, notes)
    layouts = [] if sheets else find_tables(raw, claims, notes)
    if not sheets and not any(map(_says_whose, layouts)) and (error := refused(raw)):
        raise error
    if not layouts and not sheets:
        header = any(header_columns(row) for table in raw.tables for row in table.rows)
        part = "" if raw.selection == EVERYTHING else "所选的页或工作表里"
        raise UnreadableDocument(
            raw.name,
            f"{part}只有表头，表头下面没有能读的行。"
            if header
            else f"{part}没有找到项目支出绩效目标表：没有一行是表头或合计行。",
            f"请确认{part or '文件里'}有“项目名称、总计、…、绩效目标、绩效指标”各列"
            + ("，且列与列之间保留了制表符。" if raw.recognised else "的表。"),
        )
    tables = tuple(
        _table(layout, raw.name, year, Context(claims, notes, Subject(number)), values=values)
        for number, layout in enumerate(layouts)
    ) or tuple(
        read_filled_in(
            sheet, raw.name, year, Context(claims, notes, Subject(number)), values=values
        )
        for number, sheet in enumerate(sheets)
    )
    _ask_about_shown(raw, layouts, {table.amount_unit for table in tables}, notes)
    if len(tables) > 1:
        ask_about_repeated_tables(tables, notes)
    if sheets:
        leave_the_rest_outside(raw, sheets, claims)
    for correction in notes.unused():
        notes.question(
            "correction_unused",
            f"有一条更正没有用上：{correction.action} {correction.key or correction.project or ''}。",
            "请核对更正文件里的名称、原印金额或编号是否与本文件一致。",
        )
    reading = Reading(
        SCHEMA,
        Source(
            raw.name,
            raw.sha256,
            raw.reader,
            raw.recognised,
            raw.selection.printed_pages(),
            raw.selection.sheet,
        ),
        tables,
        tuple(notes.repairs),
        tuple(notes.questions),
        claims.summarise(raw),
        tuple(notes.used()),
    )
    return Understanding(reading, claims)


def _says_whose(layout: TableLayout) -> bool:
    """Whether the header of a table names projects, and what is wanted of them."""
    named = set(layout.columns if layout.has_header else ())
    return "name" in named and not named.isdisjoint(("objective", "indicators"))


def _ask_about_shown(
    raw: RawDocument, layouts: Sequence[TableLayout], units: set[str | None], notes: Notes
) -> None:
    """Numbers that a sheet with a table shows otherwise than it holds them."""
    asked = [note for note in raw.notes if note.kind == _OF_TABLES]
    rows = [row for table in raw.tables for row in table.rows] if asked else []
    within = {rows[one.last][0].at(0, 0).sheet for one in layouts if asked}
    for note in asked:
        assert note.place is not None
        concerns = not layouts or note.place.sheet in within
        if concerns and (note.unless_unit is None or units != {note.unless_unit}):
            notes.question(note.kind, note.message, note.advice, at=(note.place,))


def _unit_of_most(layout: TableLayout) -> str | None:
    """The unit that stands behind at least half of the amounts of a table."""
    cells = [one for row in layout.rows for one in row.amounts.values() if not one.blank]
    counted = Counter(one.unit for one in cells if one.unit)
    unit, count = counted.most_common(1)[0] if counted else (None, 0)
    return unit if count * 2 >= len(cells) else None


def _table(
    layout: TableLayout, file_name: str, year: int | None, context: Context, *, values: bool
) -> ObjectiveTable:
    identity = Identity(layout.front, file_name, year, context, _unit_of_most(layout))
    if identity.amount_unit is not None:
        for row in layout.rows:
            for column, cell in row.amounts.items():
                if cell.unit is not None:
                    row.amounts[column] = cell.in_unit(identity.amount_unit)
    mark_grand_total(layout, context)
    join_leads(layout, context)
    weak = join_cut_rows(layout, context)
    reattach(layout, context)
    ordered = order_rows(layout)
    sums = decide(ordered, weak, context)
    record_joins((*ordered.units, *ordered.projects), context)
    builder = Builder(context, values=values)
    grand_total = _NOTHING
    total_at: tuple[Place, ...] = ()
    if ordered.grand_total is not None:
        grand_total = sums.funding[id(ordered.grand_total)]
        total_at = builder.total(ordered.grand_total, grand_total)
    for row in (*ordered.repeated_totals, *ordered.subtotals):
        builder.total(row, _NOTHING)
    units = tuple(
        builder.unit(
            group,
            sums.funding[id(group.row)] if group.row else _NOTHING,
            [sums.funding[id(row)] for row in group.projects],
        )
        for group in ordered.groups
    )
    _ask(layout, ordered, context)
    ask_about_lost_amounts(ordered, sums, context)
    ask_about_lost_points(ordered, identity.amount_unit, context)
    return ObjectiveTable(
        kind="project-objectives",
        dialect=builder.dialect.name(),
        title=identity.title,
        department=identity.department,
        budget_year=identity.year,
        amount_unit=identity.amount_unit,
        origins=identity.origins,
        grand_total=grand_total,
        spending_units=units,
        arithmetic=check_sums(ordered, sums, context),
        at=TablePlaces(layout.front.at, total_at),
    )


def _ask(layout: TableLayout, ordered: Ordered, context: Context) -> None:
    """Questions about the rows and stray text of a table."""
    if not layout.has_header:
        context.notes.question(
            "header_missing",
            "没有找到表头，按官方七列的顺序和各格内容对列。",
            "请对照原件核对各列。",
            subject=context.subject,
        )
    printed = {*layout.columns}.union(*[row.cells for row in layout.rows])
    wanted = [column for column in CANONICAL if column not in _MAY_BE_LEFT_OUT]
    missing = [words()["columns"][column][0] for column in wanted if column not in printed]
    if missing:
        context.notes.question(
            "column_missing",
            f"表中没有这些栏：{'、'.join(missing)}。",
            "请对照原件；如果是识别时丢失，请重新识别。",
            subject=context.subject,
        )
    ask_about_empty_columns(ordered, {*layout.columns}, context)
    ask_about_repeated_rows(ordered, context)
    ask_about_doubled_objectives(ordered, context)
    ask_about_names(ordered, context)
    if ordered.grand_total is None and "name" in printed:
        context.notes.question(
            "grand_total_missing", "没有找到合计行。", "请对照原件核对。", subject=context.subject
        )
    for row in layout.rows:
        for cell in row.cells.get("objective", ())[:1]:
            if len(cell.text) <= _SHOWN and is_grand_total(fold(cell.text)):
                _ask_about(
                    Passage.of(cell),
                    "columns_swapped",
                    "“{}”印在绩效目标一栏，表头与内容对不上。",
                    context,
                )
    for column, cells in layout.unknown.items():
        context.notes.question(
            "unknown_column",
            f"第 {column} 列不是本表应有的栏，共 {len(cells)} 格没有读。",
            "请对照原件；这些文字列在未读里。",
            at=tuple(cell.at(0, len(cell.text)) for cell in cells[:_SHOWN]),
            subject=context.subject,
        )
    for cell in layout.strays:
        _ask_about(Passage.of(cell), "stray_text", "表中夹有不属于任何一栏的文字：“{}”。", context)
    for passage in leftovers(layout):
        _ask_about(passage, "unread_text", "表外文字没有归到任何一行：“{}”。", context)
    for row in ordered.doubtful:
        _ask_about(
            row.passage("name"),
            "row_kind_unclear",
            "“{}”既没有绩效目标也没有绩效指标，按项目理解，请核对是否单位。",
            context,
        )
    for row in ordered.repeated_totals:
        _ask_about(
            row.passage("name"), "grand_total_twice", "“{}”行出现了不止一次，取第一次。", context
        )
    for row in ordered.subtotals:
        _ask_about(
            row.passage("name"), "subtotal_row", "“{}”是小计，不作单位或项目，金额不另计。", context
        )


_SHOWN = 60  # characters of a stray text that a message quotes


def _ask_about(passage: Passage, kind: str, message: str, context: Context) -> None:
    length = len(passage.text)
    context.notes.question(
        kind,
        message.format(passage.printed(0, min(length, _SHOWN))),
        "请对照原件，看它属于哪一行哪一栏。",
        at=passage.places(0, length),
        subject=context.subject,
    )


def is_meant(correction: Correction, document: RawDocument | Source) -> bool:
    """Whether a correction is for this document: by file name, by hash, or for any."""
    source = correction.source
    if source is None:
        return True
    file_name = re.split(r"[/\\]", document.name)[-1]
    is_hash = len(source) >= _HASH_DIGITS and document.sha256.startswith(source.lower())
    return source == file_name or is_hash
