"""What stands before a table's header: title, department, amount unit, year."""

import re
from dataclasses import dataclass, field

from jixiao.model import Place, RawCell
from jixiao.text import fold, likeness
from jixiao.understanding.official import (
    amount_unit_pattern,
    bracketed_amount_unit,
    unconfused,
    words,
)
from jixiao.understanding.passage import Passage

_LABELLED = re.compile(r"(.{2,6}?)[:：;；](.*)", re.DOTALL)
_YEAR = re.compile(r"(?<!\d)(20\d\d)年")
_YEAR_LINE = re.compile(r"[(（]?(20\d\d)年度?[)）]?")
_YEAR_LAST = re.compile(r"(?:预算)?年度[:：](20\d\d)年?度?$")
# Behind a department's name: 某局（2025年度）, 某局　2025年度.
_YEAR_BEHIND = re.compile(
    r"(?:[(（\[【](20\d\d)年度?(?:部门)?(?:预算)?[)）\]】]?|(?<!\d)(20\d\d)年度?(?:部门)?(?:预算)?)$"
)
_NO_LABEL = (0, 0)
_CONTINUED = re.compile(r"[(（]?续表[)）]?$")
_SURE = 0.7
_LONGEST_TITLE = 60
_LONGEST_FRONT = 500
_LONGEST_LABEL = 8  # 人民币 and brackets around 单位：万元
_TITLE = "项目支出绩效目标表"


@dataclass
class Labelled:
    """A value printed behind a label; ``misread`` where the label was not printed as it is.

    ``inside`` is a value inside other furniture, such as the year in a title. ``label`` is empty
    there, and before a year that needs none.
    """

    passage: Passage
    label: tuple[int, int]
    value: tuple[int, int]
    understood: str
    misread: bool = False
    inside: bool = False

    @property
    def printed(self) -> str:
        """The value as printed."""
        return self.passage.printed(*self.value)


@dataclass
class Front:
    """The labels of one table; ``others`` are those that a page says again."""

    title: Labelled | None = None
    department: Labelled | None = None
    amount_unit: Labelled | None = None
    year: Labelled | None = None
    others: list[Labelled] = field(default_factory=list)

    @property
    def at(self) -> tuple[Place, ...]:
        """Where the title stood, or the first other label where there is none."""
        for one in (self.title, self.department, self.amount_unit, self.year):
            if one is not None:
                return one.passage.places(one.label[0] if one.label[1] else 0, one.value[1])
        return ()

    def put(self, kind: str, labelled: Labelled) -> None:
        """Keep the first of a kind; what a page says again is kept aside."""
        if getattr(self, kind) is None:
            setattr(self, kind, labelled)
        else:
            self.others.append(labelled)

    def repeat(self, other: "Front") -> None:
        """Take over what a later page says again of the same table."""
        for kind in ("department", "amount_unit", "year"):
            labelled = getattr(other, kind)
            if labelled is not None:
                self.put(kind, labelled)
        self.others += other.others


Found = list[tuple[str, Labelled]]
"""Kind (title, department, amount_unit, year, continued) and what was found."""


def labels_in(passage: Passage) -> Found:
    """The labels that a cell holds; none where it is something else.

    >>> from jixiao.model import RawCell
    >>> cell = RawCell("部门名称：某局 单位：万元", 0, 1, 1)
    >>> [(kind, labelled.understood) for kind, labelled in labels_in(Passage.of(cell))]
    [('amount_unit', '万元'), ('department', '某局')]
    """
    text = passage.text
    if _is_title(text):
        found: Found = [("title", Labelled(passage, _NO_LABEL, (0, len(text)), text))]
        year = _YEAR.search(text)
        if year:
            found.append(("year", Labelled(passage, _NO_LABEL, year.span(1), year[1], inside=True)))
        return found + unit_inside(passage)
    line = _YEAR_LINE.fullmatch(text)
    if line:
        return [("year", Labelled(passage, _NO_LABEL, line.span(), line[1]))]
    found = []
    mark = _CONTINUED.search(text)
    if mark:
        found.append(("continued", Labelled(passage, _NO_LABEL, mark.span(), mark[0])))
        text = text[: mark.start()]
    end = len(text)
    unit = amount_unit_pattern().search(unconfused(text))
    if unit and _stands_apart(text, unit):
        span = (unit.start(), unit.start(1))
        misread = unconfused(text)[slice(*unit.span())] != text[slice(*unit.span())]
        found.append(("amount_unit", Labelled(passage, span, unit.span(1), unit[1], misread)))
        end = unit.start()
        # On the line of the unit: 2025年度　单位：万元.
        for line in (_YEAR_LINE.fullmatch(text, 0, end), _YEAR_LINE.fullmatch(text, unit.end())):
            if line:
                found.append(("year", Labelled(passage, _NO_LABEL, line.span(), line[1])))
                return found
    year = _YEAR_LAST.search(text, 1, end)  # between department and unit, on one line
    if year:
        label, value = (year.start(), year.start(1)), (year.start(1), year.end())
        found.append(("year", Labelled(passage, label, value, year[1])))
        end = year.start()
    return found + _labelled(passage, end)


def label_lines(cell: RawCell) -> list[RawCell]:
    """The parts of a cell, where it holds several labels below one another; else the cell as it is.

    Where tables make the layout of a page, one cell may hold all that stands before our table.
    """
    if "\n" not in cell.text or len(cell.text) > _LONGEST_FRONT:
        return [cell]
    starts = [0, *(place + 1 for place, sign in enumerate(cell.text) if sign == "\n")]
    lines = zip(starts, [*starts[1:], len(cell.text)], strict=True)
    heads = [start for start, end in lines if labels_in(Passage.of(cell.part(start, end)))]
    if len(heads) < 2:
        return [cell]
    # A line without a label goes on with the one above it.
    edges = sorted({0, *heads})
    ends = [*edges[1:], len(cell.text)]
    return [cell.part(start, end) for start, end in zip(edges, ends, strict=True)]


def unit_inside(passage: Passage) -> Found:
    """An amount unit inside a title or a header cell, such as 总计（万元）."""
    match = bracketed_amount_unit().search(passage.text)
    if match is None:
        return []
    return [("amount_unit", Labelled(passage, _NO_LABEL, match.span(1), match[1], inside=True))]


def _is_title(text: str) -> bool:
    if len(text) > _LONGEST_TITLE:
        return False
    known = any(title in text for title in words()["labels"]["title"])
    return known or likeness(text[: len(_TITLE)], _TITLE, least=_SURE) >= _SURE


def _stands_apart(text: str, unit: re.Match[str]) -> bool:
    """Whether 单位：万元 is a line of its own, or ends a line with another label."""
    before, after = text[: unit.start()], text[unit.end() :]
    return (len(after) <= 1 or _YEAR_LINE.fullmatch(after) is not None) and (
        len(before) <= _LONGEST_LABEL or _LABELLED.match(before) is not None
    )


def _labelled(passage: Passage, end: int) -> Found:
    text = passage.text
    official = words()["labels"]
    name = official["department"][0]
    match = _LABELLED.fullmatch(text, 0, end)
    if match is None and text.startswith(name) and end > len(name):
        match = re.fullmatch(rf"({name})(.+)", text[:end])  # the colon is lost
    if match is None:
        return []
    label = unconfused(fold(match[1]))
    span, value = (0, match.start(2)), match.span(2)
    if label in official["department"] or likeness(label, name, least=_SURE) >= _SURE:
        misread = fold(match[1]) not in official["department"]
        found: Found = []
        year = _YEAR_BEHIND.search(text, value[0] + 1, value[1])
        if year:
            value, behind = (value[0], year.start()), (year.start(), value[1])
            year_of = year[1] or year[2]
            found.append(("year", Labelled(passage, _NO_LABEL, behind, year_of)))
        name = text[slice(*value)]
        return [*found, ("department", Labelled(passage, span, value, name, misread))]
    year = re.match(r"(20\d\d)年?度?", match[2]) if label in official["budget_year"] else None
    if year:
        low = match.start(2)
        return [("year", Labelled(passage, span, (low, low + year.end()), year[1]))]
    return []
