"""The data of the search: an index of character pairs and the records, in classic-script shards.

Chinese is written without spaces, so every two neighbouring characters of a text are indexed; a
word of two characters is then one look-up, a longer one the projects and indicators that hold all
its pairs, which the page verifies in their texts. The last character of a text stands alone, so
that one character is found too. All keys of one first character are in one shard.
"""

import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from jixiao.publishing.site.tallies import BANDS, CLASSES, FORMS, band_of, in_yuan
from jixiao.publishing.site.view import SiteIndicator, SiteProject, SiteTable
from jixiao.text import fold, shown

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_SHARD_BYTES = 48_000
_PROJECTS_IN_BLOCK = 100
_MARKS = {(False, False): "0", (True, False): "1", (False, True): "2", (True, True): "3"}


def search_files(tables: Sequence[SiteTable]) -> Iterator[tuple[str, bytes]]:
    """The shards, by their paths: ``docs`` (for facets), ``r0`` … (records), ``g0`` … (index)."""
    projects = [(table, project) for table in tables for project in table.projects]
    index = [_shard(f"g{number}", content) for number, content in enumerate(_index(projects))]
    blocks = (
        projects[start : start + _PROJECTS_IN_BLOCK]
        for start in range(0, len(projects), _PROJECTS_IN_BLOCK)
    )
    records = [
        _shard(f"r{number}", [_record(project) for _, project in block])
        for number, block in enumerate(blocks)
    ]
    size = sum(len(content) for _, content in (*index, *records))
    about = {"bytes": size, "shards": len(index), "block": _PROJECTS_IN_BLOCK}
    yield _shard("docs", about | _documents(tables, projects))
    yield from records
    yield from index


def pairs(text: str) -> set[str]:
    """The keys of one text: neighbouring characters, and the last alone.

    >>> sorted(pairs("满意 度"))
    ['度', '意度', '满意']
    """
    folded = searched(text)
    return {folded[i : i + 2] for i in range(len(folded))}


def searched(text: str) -> str:
    """A text as it is searched: width, case and white space make no difference."""
    return fold(shown(text)).lower()


def _documents(
    tables: Sequence[SiteTable], projects: Sequence[tuple[SiteTable, SiteProject]]
) -> dict[str, Any]:
    units: dict[tuple[int, str], int] = {}
    table_numbers = {id(table): number for number, table in enumerate(tables)}
    of_table, of_unit = [], []
    for table, project in projects:
        number = table_numbers[id(table)]
        of_table.append(number)
        of_unit.append(units.setdefault((number, shown(project.unit.name or "")), len(units)))
    indicators = [one for _, project in projects for one in project.indicators]
    return {
        "classes": CLASSES,
        "forms": FORMS,
        "bands": BANDS,
        "tables": [
            {
                "id": table.key,
                "department": shown(table.record.department or ""),
                "year": table.record.budget_year,
                "unit": shown(table.record.amount_unit or ""),
            }
            for table in tables
        ],
        "units": [name for _, name in units],
        "table": of_table,
        "unitOf": of_unit,
        "count": [len(project.indicators) for _, project in projects],
        "band": "".join(
            _digit(BANDS, band_of(project.record.funding.total, table.record.amount_unit))
            for table, project in projects
        ),
        "rank": _ranks(projects),
        "mark": "".join(_mark(project) for _, project in projects),
        "class": "".join(_digit(CLASSES, one.class_) for one in indicators),
        "form": "".join(_digit(FORMS, one.form) for one in indicators),
        "imark": "".join(_mark(one) for one in indicators),
    }


def _digit(names: Sequence[str], name: str) -> str:
    return _DIGITS[names.index(name)]


def _mark(one: SiteProject | SiteIndicator) -> str:
    return _MARKS[bool(one.notes.repairs), one.doubtful]


def _ranks(projects: Sequence[tuple[SiteTable, SiteProject]]) -> list[int]:
    """The place of each project by money, so that the page has no amounts to compare."""
    amounts = [
        in_yuan(project.record.funding.total, table.record.amount_unit)
        for table, project in projects
    ]
    nothing = Decimal("-Infinity")
    keys = [nothing if amount is None else amount for amount in amounts]
    order = sorted(range(len(keys)), key=keys.__getitem__, reverse=True)
    ranks = [0] * len(projects)
    for rank, index in enumerate(order):
        ranks[index] = rank
    return ranks


def _record(project: SiteProject) -> list[Any]:
    """What a result shows; beside it, the page verifies longer words in these very texts."""
    record = project.record
    total = "" if record.funding.total is None else f"{record.funding.total:,f}"
    return [
        project.key,
        *(shown(text or "") for text in (record.name, project.unit.name, record.objective)),
        total,
        [
            [
                one.key,
                "" if one.record.number is None else str(one.record.number),
                *(shown(text) for text in _indicator_texts(one)),
            ]
            for one in project.indicators
        ],
    ]


def _indicator_texts(one: SiteIndicator) -> tuple[str, str, str]:
    period, annual = one.record.period_target, one.record.annual_target
    # An entry without a name was read as its raw text alone.
    name = one.record.name or one.record.text
    return name, period.text if period else "", annual.text if annual else ""


def _index(projects: Sequence[tuple[SiteTable, SiteProject]]) -> list[dict[str, str]]:
    """Which projects and indicators hold each pair, by shards of about one size."""
    postings: dict[str, list[int]] = {}
    number = 0
    for table, project in projects:
        record = project.record
        texts = (record.name, project.unit.name, record.objective, table.record.department)
        for text in (texts, *(_indicator_texts(one) for one in project.indicators)):
            for pair in set().union(*(pairs(one or "") for one in text)):
                postings.setdefault(pair, []).append(number)
            number += 1
    written = {pair: _deltas(numbers) for pair, numbers in sorted(postings.items())}
    size = sum(len(pair.encode()) + len(numbers) + 6 for pair, numbers in written.items())
    count = 1 + size // _SHARD_BYTES
    shards: list[dict[str, str]] = [{} for _ in range(count)]
    for pair, numbers in written.items():
        shards[ord(pair[0]) % count][pair] = numbers
    return shards


def _deltas(numbers: Sequence[int]) -> str:
    """Rising numbers as the steps between them, in base 36.

    >>> _deltas([0, 1, 37])
    '0 1 10'
    """
    before = 0
    steps = []
    for number in numbers:
        steps.append(_base36(number - before))
        before = number
    return " ".join(steps)


def _base36(number: int) -> str:
    digits = _DIGITS[number % 36]
    while number := number // 36:
        digits = _DIGITS[number % 36] + digits
    return digits


def _shard(name: str, content: Any) -> tuple[str, bytes]:
    written = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    # Safe wherever a copy of it may be pasted: no tag and no comment can begin in it.
    for character in "<>&\u2028\u2029":
        written = written.replace(character, f"\\u{ord(character):04x}")
    return f"data/{name}.js", f'jixiao.take("{name}",{written});\n'.encode()
