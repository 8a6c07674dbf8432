"""What changed, as a page for people: head, counts, money, then project by project."""

from collections.abc import Iterator, Sequence

from jixiao.cli.page import Column, Page, Row
from jixiao.cli.wrap import elide
from jixiao.model import (
    AMOUNT_WORDS,
    DOUBT_OF_WORDS,
    DOUBT_WORDS,
    PART_WORDS,
    PARTS,
    PROJECT_KIND_WORDS,
    Difference,
    IndicatorChange,
    ProjectChange,
    TableChange,
    UnitChange,
    note_words,
)
from jixiao.publishing.difference import said

_LONGEST_NAME = 60
_MOST_PROJECTS = 1000
_COLOUR = {"added": "green", "dropped": "red", "split": "yellow", "merged": "yellow"}
_TARGET_COLOUR = {"stricter": "green", "looser": "yellow"}

Note = list[tuple[str, str]]


def show_difference(difference: Difference, page: Page) -> None:
    """Table by table."""
    several = len(difference.tables) > 1
    for table in difference.tables:
        _show_head(table, page, several=several, parts=difference.parts)
        if table.kind != "changed":
            page.paragraph("另一份文件里没有这个部门的表，没有比较。", "yellow")
            continue
        if table.is_empty:
            page.heading("没有变化")
        _show_grand_total(table, page)
        _show_units(table, page)
        for change in table.projects[:_MOST_PROJECTS]:
            _show_project(change, table, page)
        if len(table.projects) > _MOST_PROJECTS:
            more = len(table.projects) - _MOST_PROJECTS
            page.paragraph(f"另有 {more:,} 个项目有变化，见 --format json。", "dim")
        _show_doubtful(table, page)


def _show_head(table: TableChange, page: Page, *, several: bool, parts: Sequence[str]) -> None:
    counts = table.counts
    facts = [
        ("部门", said.department_words(table)),
        ("原来", said.version_words(table.before, several=several)),
        ("现在", said.version_words(table.after, several=several)),
    ]
    if tuple(parts) != PARTS:
        facts.append(("只看", "、".join(PART_WORDS[part] for part in parts)))
    if table.kind == "changed":
        unchanged = f"，没有变化 {counts.projects_unchanged} 个" if tuple(parts) == PARTS else ""
        facts.append(("项目数", f"{counts.projects_before} → {counts.projects_after}{unchanged}"))
    for title, found in said.counted(counts):
        facts.append((title, "，".join(f"{word} {number}" for _, word, number in found)))
    facts += [("说明", note_words(one.kind, one.before, one.after)) for one in table.notes]
    page.facts(facts)


def _show_grand_total(table: TableChange, page: Page) -> None:
    if table.grand_total:
        page.heading(f"合计（{table.amount_unit or '金额单位不明'}）")
        _show_amounts(table, page)


def _show_amounts(table: TableChange, page: Page) -> None:
    titles = (*said.amount_titles(table), "增减", "百分比")
    columns = [Column("栏"), *(Column(title, right=True) for title in titles)]
    rows = [
        Row([
            AMOUNT_WORDS[one.field], said.amount_text(one.before), said.amount_text(one.after),
            said.signed(one.change), said.percent_text(one.percent),
        ])
        for one in table.grand_total
    ]  # fmt: skip
    page.table(columns, rows)


def _show_units(table: TableChange, page: Page) -> None:
    if not table.spending_units:
        return
    page.heading("资金使用单位")
    page.numbered(_unit(one, table) for one in table.spending_units)


def _unit(one: UnitChange, table: TableChange) -> Note:
    name = (one.after if one.kind != "dropped" else one.before) or said.NO_NAME
    word = (
        PROJECT_KIND_WORDS[one.kind] if one.kind != "changed" else said.changed_words(one.changed)
    )
    note = [(f"{word}　{name}", _COLOUR.get(one.kind, ""))]
    if "renamed" in one.changed:
        note.append((f"原名：{one.before or said.NO_NAME}（相像 {one.score}）", ""))
    return [*note, *((words, "") for words in said.unit_amounts_words(one, table))]


def _show_project(change: ProjectChange, table: TableChange, page: Page) -> None:
    word = (
        PROJECT_KIND_WORDS[change.kind]
        if change.kind != "changed"
        else said.changed_words(change.changed)
    )
    page.heading(f"{elide(said.project_title(change), _LONGEST_NAME)}　［{word}］")
    if change.kind in ("added", "dropped"):
        side = (*change.before, *change.after)[0]
        money = said.funding_words(side.funding, said.printed_unit(table, change.kind))
        words = f"{side.spending_unit or '（没有单位）'}　{money}，{side.indicators} 条指标"
        page.paragraph(words, _COLOUR[change.kind])
        return
    page.numbered(_project(change, table))


def _project(change: ProjectChange, table: TableChange) -> Iterator[Note]:
    before, after = change.before[0], change.after[0]
    if change.kind != "changed":
        old, new = said.regrouped_words(change, table)
        yield [(f"{old} {PROJECT_KIND_WORDS[change.kind]}为 {new}", "yellow")]  # fmt: skip
    if {"renamed", "dated"} & set(change.changed):
        alike = f"　（相像 {change.score}）" if "renamed" in change.changed else ""
        yield [(f"原名：{before.name or said.NO_NAME}{alike}", "")]
    if "moved" in change.changed:
        yield [(f"单位：{before.spending_unit or said.NO_NAME} → {after.spending_unit or said.NO_NAME}", "")]  # fmt: skip
    for words in said.amounts_words(change.amounts, table):
        yield [(words, "")]
    if change.objective is not None:
        yield [(f"绩效目标：{said.pieces_words(change.objective.pieces)}", "")]
    for one in change.indicators:
        if set(one.changed) <= {"number", "form"} and one.kind == "changed":
            continue
        yield _indicator(one)
    if change.kind == "changed" and set(change.changed) <= {"number", "form"}:
        yield [(f"只有{said.changed_words(change.changed)}不同。", "dim")]
    if change.unclear:
        yield [("有一方没有读准，请对照原件。", "yellow")]


def _indicator(change: IndicatorChange) -> Note:
    side = change.after or change.before
    assert side is not None
    if change.kind != "changed" or change.before is None or change.after is None:
        word = PROJECT_KIND_WORDS[change.kind]
        content = f"指标{word}：{said.indicator_content(side)}"
        return [(content, _COLOUR[change.kind]), *_unclear(change)]
    note: Note = [(f"指标 {said.indicator_name(side)}", "")]
    if {"renamed", "dated"} & set(change.changed):
        old = said.indicator_name(change.before)
        note.append((f"原名：{old}（相像 {change.score}）", ""))
    if "class" in change.changed:
        old = said.level_words(change.before.level1, change.before.level2)
        note.append((f"类别：{old} → {said.level_words(side.level1, side.level2)}", ""))
    for term, one in said.targets_of(change):
        first = said.BLANK if one.before is None else one.before
        second = said.BLANK if one.after is None else one.after
        words = f"{term}：{first} → {second}　{said.target_verdict(one)}"
        note.append((words, _TARGET_COLOUR.get(one.strictness or "", "")))
    return [*note, *_unclear(change)]


def _unclear(change: IndicatorChange) -> Note:
    return [("有一方没有读准，请对照原件。", "yellow")] if change.unclear else []


def _show_doubtful(table: TableChange, page: Page) -> None:
    if not table.doubtful:
        return
    page.heading("存疑的对应（没有当成同一个；是同一个的，加 --same 编号）")
    page.numbered(
        [
            (f"{DOUBT_OF_WORDS[one.of]}　{said.match_words(one.before)} ？ {said.match_words(one.after)}", "yellow"),
            (f"相像 {one.score}，{DOUBT_WORDS[one.reason]}　编号 {one.key}", "dim"),
        ]
        for one in table.doubtful
    )  # fmt: skip
