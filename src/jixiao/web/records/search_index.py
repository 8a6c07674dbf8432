"""The only module that knows how the database finds words: runs of two characters, in SQLite's FTS5.

Chinese has no blanks between words, and an index of three characters finds no word of two. So a text
becomes its overlapping pairs of characters, and a word is a phrase of pairs: that is exactly
"contains". In PostgreSQL the same pairs can stand in a ``tsvector``.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

import msgspec
from django.db import connection
from django.db.models.expressions import RawSQL

from jixiao.text import fold
from jixiao.web.records.models import SearchEntry

_LONGEST_WORD = 60
_MOST_WORDS = 8


class Section(NamedTuple):
    """What can be asked for: the rows of a kind, and which of their two texts."""

    kind: str
    column: str


SECTIONS = {
    "project": Section("project", "name"),
    "objective": Section("project", "body"),
    "indicator": Section("indicator", "name"),
    "value": Section("indicator", "body"),
    "unit": Section("unit", "name"),
    "comment": Section("comment", "body"),
}
"""In the order in which a page shows them."""


class Index(NamedTuple):
    """The statements of an index of rows by their id; only the names below ever stand for ``INDEX``."""

    make: str = (
        "CREATE VIRTUAL TABLE INDEX USING fts5(body, content='', columnsize=0, tokenize='ascii')"
    )
    drop: str = "DROP TABLE INDEX"
    put: str = "INSERT INTO INDEX(rowid, body) VALUES (%s, %s)"
    take: str = "INSERT INTO INDEX(INDEX, rowid, body) VALUES ('delete', %s, %s)"
    empty: str = "INSERT INTO INDEX(INDEX) VALUES ('delete-all')"
    find: str = "SELECT rowid FROM INDEX WHERE INDEX MATCH %s"
    last: str = (
        "SELECT json_group_array(rowid) FROM"
        " (SELECT rowid FROM INDEX WHERE INDEX MATCH %s ORDER BY rowid DESC LIMIT %s)"
    )
    many: str = "SELECT count(*) FROM (SELECT 1 FROM INDEX WHERE INDEX MATCH %s LIMIT %s)"


def _index(name: str) -> Index:
    return Index(*(statement.replace("INDEX", name) for statement in Index()))


PUBLIC = _index("records_publicgrams")
"""What everybody may find: an index of its own, so that no working copy can get in between."""
LIBRARY = _index("records_librarygrams")
LIBRARY_SOURCES = _index("records_librarysourcegrams")
"""Names in the indicator library, and of the projects and units that use it."""


def key_of(text: str) -> str:
    """A text as it is compared: width, case and white space do not count."""
    return fold(text).casefold()


def words_of(query: str) -> tuple[str, ...]:
    """The words of a query; all of them must be found.

    >>> words_of("满意度　培训 ")
    ('满意度', '培训')
    """
    words = (key_of(word)[:_LONGEST_WORD] for word in query.split())
    return tuple(dict.fromkeys(word for word in words if word))[:_MOST_WORDS]


def put(entries: Sequence[SearchEntry]) -> None:
    """Add saved entries."""
    _run(
        "INSERT INTO records_searchgrams(rowid, name, body, marks) VALUES (%s, %s, %s, %s)", entries
    )


def drop(entries: Sequence[SearchEntry]) -> None:
    """Take entries out again; they must say what they said when they were put in."""
    _run(
        "INSERT INTO records_searchgrams(records_searchgrams, rowid, name, body, marks) VALUES ('delete', %s, %s, %s, %s)",
        entries,
    )


def empty() -> None:
    """Take everything out."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO records_searchgrams(records_searchgrams) VALUES ('delete-all')")


def find(
    words: Sequence[str], section: str, marks: Sequence[Sequence[str]], *, start: int, most: int
) -> list[int]:
    """Ids of entries that hold all words, at least one of them in the section, the newest first.

    Args:
        words: From `words_of`.
        section: One of `SECTIONS`.
        marks: Of each group an entry has one.
        start: How many to pass over.
        most: How many to give.
    """
    sql = "SELECT rowid FROM records_searchgrams WHERE records_searchgrams MATCH %s ORDER BY rowid DESC LIMIT %s OFFSET %s"
    with connection.cursor() as cursor:
        cursor.execute(sql, [_match(words, section, marks), most, start])
        return [rowid for (rowid,) in cursor.fetchall()]


def occurs(words: Sequence[str]) -> bool:
    """Whether any entry holds all words: if none does, nothing is to be counted."""
    sql = "SELECT 1 FROM records_searchgrams WHERE records_searchgrams MATCH %s LIMIT 1"
    with connection.cursor() as cursor:
        cursor.execute(sql, [f"{{name body}} : ({' AND '.join(map(_phrase, words))})"])
        return cursor.fetchone() is not None


def count(words: Sequence[str], section: str, marks: Sequence[Sequence[str]], *, most: int) -> int:
    """How many entries hold all words; counting ends at ``most``."""
    sql = "SELECT count(*) FROM (SELECT 1 FROM records_searchgrams WHERE records_searchgrams MATCH %s LIMIT %s)"
    with connection.cursor() as cursor:
        cursor.execute(sql, [_match(words, section, marks), most])
        (found,) = cursor.fetchone()
    return found


Row = tuple[int, str] | tuple[int, str, str]
"""An id, a text as compared, and perhaps marks to narrow by: words without a z, as pairs have one."""


def put_rows(index: Index, rows: Iterable[Row]) -> None:
    """Add rows."""
    _with_grams(index.put, rows)


def take_rows(index: Index, rows: Iterable[Row]) -> None:
    """Take rows out again; they must say what they said when they were put in."""
    _with_grams(index.take, rows)


def _with_grams(statement: str, rows: Iterable[Row]) -> None:
    grams = [(pk, " ".join([*_pairs(text), *marks])) for pk, text, *marks in rows]
    if grams:
        with connection.cursor() as cursor:
            cursor.executemany(statement, grams)


def empty_rows(*indexes: Index) -> None:
    """Take all rows out."""
    with connection.cursor() as cursor:
        for index in indexes:
            statement = index.empty
            cursor.execute(statement)


def found_in(index: Index, words: Sequence[str]) -> RawSQL:
    """The ids of rows that hold all words, for ``__in`` of a filter."""
    statement = index.find
    return RawSQL(statement, [" AND ".join(map(_phrase, words))])  # noqa: S611 - one of ours


def last_in(
    index: Index, words: Sequence[str], marks: Sequence[Sequence[str]] = (), *, most: int
) -> list[int]:
    """The same, asked for now and only so many, the greatest first.

    Args:
        index: Where.
        words: From `words_of`.
        marks: Of each group a row has one; there must be words or marks.
        most: How many to give.
    """
    return msgspec.json.decode(_asked(index.last, words, marks, most))


def at_least(index: Index, words: Sequence[str], number: int) -> bool:
    """Whether so many rows hold all words."""
    return _asked(index.many, words, (), number) == number


def _asked(statement: str, words: Sequence[str], marks: Sequence[Sequence[str]], most: int) -> Any:
    # One row whatever is found: between two rows other threads may run, each for milliseconds.
    wanted = [*map(_phrase, words), *(f"({' OR '.join(group)})" for group in marks)]
    with connection.cursor() as cursor:
        cursor.execute(statement, [" AND ".join(wanted), most])
        return cursor.fetchone()[0]


def _match(words: Sequence[str], section: str, marks: Sequence[Sequence[str]]) -> str:
    kind, column = SECTIONS[section]
    phrases = [_phrase(word) for word in words]
    groups = [(f"k{kind}",), *marks]
    narrowed = " AND ".join(f"({' OR '.join(group)})" for group in groups)
    # 「满意度 90%」 is a name and a value: one word must stand here, the others may stand beside it.
    wanted = f"{column} : ({' OR '.join(phrases)})"
    if len(phrases) > 1:
        wanted += f" AND {{name body}} : ({' AND '.join(phrases)})"
    return f"{wanted} AND marks : ({narrowed})"


def _phrase(word: str) -> str:
    if len(word) == 1:
        return f'"{_code(word)}" *'
    return f'"{" ".join(_pairs(word)[:-1])}"'


def _run(sql: str, entries: Iterable[SearchEntry]) -> None:
    rows = [(one.pk, _grams(one.name), _grams(one.body), one.marks) for one in entries]
    with connection.cursor() as cursor:
        cursor.executemany(sql, rows)


def _grams(text: str) -> str:
    return " ".join(_pairs(key_of(text)))


def _pairs(key: str) -> list[str]:
    """Each character with the one after it, as words of plain letters; the last one stands alone."""
    codes = [*map(_code, key), ""]
    return [one + other for one, other in pairwise(codes)]


@lru_cache(maxsize=40_000)
def _code(character: str) -> str:
    return f"{ord(character):x}z"
