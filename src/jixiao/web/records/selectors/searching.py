"""Full-text search over what a person may see."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from jixiao.web.accounts.models import User
from jixiao.web.accounts.selectors import SEES_RECORDS, paths_of
from jixiao.web.records import search_index
from jixiao.web.records.models import Comment, Indicator, Project, SearchEntry, TableUnit
from jixiao.web.records.search_index import SECTIONS, key_of, words_of
from jixiao.web.records.selectors.tables import projects, tables

PAGE = 20
MOST_COUNTED = 1000
_AROUND = 40


class Piece(NamedTuple):
    """A stretch of a text, marked where it is a word that was looked for."""

    text: str
    marked: bool


class Hit(NamedTuple):
    """One result; ``rows`` are None where it has none of that kind."""

    kind: str
    table: Any
    project: Project | None
    indicator: Indicator | None
    title: tuple[Piece, ...]
    text: tuple[Piece, ...]


class Results(NamedTuple):
    """A page of one section; ``counts`` of all sections, `MOST_COUNTED` + 1 for more than that."""

    words: tuple[str, ...]
    section: str
    counts: dict[str, int]
    hits: tuple[Hit, ...]
    page: int
    has_next: bool


def search(
    *, for_user: User, query: str, section: str = "", year: int | None = None, page: int = 1
) -> Results:
    """What holds all words of a query, the last changed first.

    Without a section, or with one that has nothing, the first that has something is shown.
    """
    words, page = words_of(query), max(page, 1)
    orgs = [path.rstrip("/").rpartition("/")[2] for path in paths_of(for_user, SEES_RECORDS)]
    if not words or not orgs:
        return Results(words, section, {}, (), page, has_next=False)
    marks = [tuple(f"o{org}" for org in orgs)]
    if year is not None:
        marks.append((f"y{year}",))
    # One character alone is nearly always there, and takes as long to look for as to count.
    if len("".join(words)) > 1 and not search_index.occurs(words):
        return Results(words, section, dict.fromkeys(SECTIONS, 0), (), page, has_next=False)
    counts = {
        name: search_index.count(words, name, marks, most=MOST_COUNTED + 1) for name in SECTIONS
    }
    if not counts.get(section):
        section = next((name for name in SECTIONS if counts[name]), "project")
    start = (page - 1) * PAGE
    found = search_index.find(words, section, marks, start=start, most=PAGE + 1)
    hits = _hits(for_user, found[:PAGE], section, words)
    return Results(words, section, counts, hits, page, len(found) > PAGE)


def _hits(
    for_user: User, ids: Sequence[int], section: str, words: Sequence[str]
) -> tuple[Hit, ...]:
    """The rows behind entries, asked for in his scope once more: the index alone lets nobody in."""
    entries = SearchEntry.objects.in_bulk(ids)
    many = [entries[pk] for pk in ids if pk in entries]
    seen_projects = {
        one.pk: one
        for one in projects(for_user=for_user).filter(pk__in={e.project for e in many if e.project})
    }
    rows = {one.row for one in many}
    seen_tables, indicators = {}, {}
    if SECTIONS[section].kind == SearchEntry.Kind.INDICATOR:
        indicators = Indicator.objects.in_bulk(rows)
    if SECTIONS[section].kind in (SearchEntry.Kind.UNIT, SearchEntry.Kind.COMMENT):
        seen_tables = {
            one.pk: one for one in tables(for_user=for_user).filter(pk__in={e.table for e in many})
        }
        kept: type[TableUnit | Comment] = (
            TableUnit if SECTIONS[section].kind == SearchEntry.Kind.UNIT else Comment
        )
        rows = set(kept.objects.filter(pk__in=rows).values_list("pk", flat=True))
    found = []
    for one in many:
        project = seen_projects.get(one.project or 0)
        table = project.table if project else seen_tables.get(one.table)
        indicator = indicators.get(one.row)
        there = one.row in rows and (project is not None or one.project is None)
        if table is None or not there or (indicators and indicator is None):
            continue
        own = one.name if SECTIONS[section].column == "name" else one.body
        title = own if section in ("project", "unit") else _title(project, indicator, section)
        found.append(
            Hit(
                section, table, project, indicator,
                marked(title, words), () if title == own else marked(own, words, around=_AROUND),
            )
        )  # fmt: skip
    return tuple(found)


def _title(project: Project | None, indicator: Indicator | None, section: str) -> str:
    parts = [str(project) if project else "", indicator.name if indicator else ""]
    return " › ".join(part for part in (parts if section == "value" else parts[:1]) if part)


@lru_cache(maxsize=20_000)
def _key_of(character: str) -> str:
    return key_of(character)


def marked(text: str, words: Iterable[str], *, around: int | None = None) -> tuple[Piece, ...]:
    """A text with the words marked, as they are found: width, case and white space do not count.

    Args:
        text: What to mark.
        words: From `words_of`.
        around: Of a long text, only so many characters before the first mark, and as much as four
            times that after it.

    >>> [one.text for one in marked("服务对象满 意度", ("满意",)) if one.marked]
    ['满 意']
    """
    places: list[int] = []
    folded = ""
    for place, character in enumerate(text):
        key = _key_of(character)
        folded += key
        places += [place] * len(key)
    covered = [False] * len(text)
    for word in words:
        at = folded.find(word)
        while at >= 0:
            for place in range(places[at], places[at + len(word) - 1] + 1):
                covered[place] = True
            at = folded.find(word, at + 1)
    start, end = 0, len(text)
    if around is not None and len(text) > 5 * around:
        first = covered.index(True) if True in covered else 0
        start = max(0, first - around)
        end = min(len(text), first + 4 * around)
    pieces: list[Piece] = [Piece("…", marked=False)] if start else []
    for place in range(start, end):
        if pieces and pieces[-1].marked == covered[place]:
            pieces[-1] = Piece(pieces[-1].text + text[place], covered[place])
        else:
            pieces.append(Piece(text[place], covered[place]))
    return tuple([*pieces, Piece("…", marked=False)] if end < len(text) else pieces)
