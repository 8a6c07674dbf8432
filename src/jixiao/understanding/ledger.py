"""The ledger: every character belongs to exactly one span; nothing is lost."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations, pairwise

from jixiao.model import (
    Ledger,
    Place,
    RawCell,
    RawDocument,
    Remainder,
    fill_in_columns,
    fill_in_example,
)
from jixiao.text import ZERO_WIDTH
from jixiao.understanding.entry_tokens import ENTRY_PARTS, SOUND_ENTRY
from jixiao.understanding.official import confusables_of, words
from jixiao.understanding.passage import TAG, Passage, plain_span


def _misread(word: str, *, wild: int = 1) -> str:
    """A word with ``wild`` characters misread, lost or added, confusable ones aside."""
    near = {**confusables_of(), "(": "（", ")": "）"}
    plain = [f"[{re.escape(c + near.get(c, ''))}]" for c in word]
    variants = set()
    for places in combinations(range(len(word)), min(wild, len(word) - 1)):
        lost = r"\S{0,2}" if wild == 1 else r"\S?"
        pieces = [lost if i in places else piece for i, piece in enumerate(plain)]
        variants.add(r"\s*".join(pieces))
    return "|".join(sorted(variants))


def _furniture() -> dict[str, str]:
    official = words()
    labels = [label for group in official["labels"].values() for label in group]
    columns = [name for names in official["columns"].values() for name in names]
    heads = [*columns, *official["column_groups"]["total"]]
    header = "|".join(_misread(name, wild=2 if len(name) > 3 else 1) for name in heads)
    header += "|" + "|".join(official["column_groups"]["within"])
    title = "|".join(_misread(name, wild=2) for name in official["labels"]["title"])
    return {
        "title": rf".{{0,30}}(?:{title}).{{0,40}}",
        "label": rf"(?:人民币|金额|[(（])?(?:{'|'.join(map(_misread, [*labels, *columns]))})"
        r"\s*[:：;；,，]*(?:人民币)?\s*",
        "label_part": rf"[{''.join(sorted({c for label in labels for c in label}))}:：;；,，\s]+",
        "header_cell": rf"[(（]?(?:{header})[)）]?\s*(?:[(（].{{0,8}}[)）])?[。.,，:：;；、*]*"
        r"\s*(?:[(（]?[A-Za-z][A-Za-z\s()（）,.'&/-]{0,60})?",
        "separator": r"[;；:：,，。、()（）]+|\t+",
        "blank_mark": r"[-—–－/]{1,2}|\s*(?:无|…+|\.{3,6})\s*|\s*[(（]\s*(?:无(?:项目|名称)?|资金使用单位)\s*[)）]\s*",
        "entry_number": r"[(（]?\d{1,3}\s*[、.．,，､)）]?",
        "fill_in_heading": "|".join(
            rf"[*＊]?\s*{re.escape(one.title)}" for one in fill_in_columns()
        ),
        "fill_in_example": "|".join(map(re.escape, fill_in_example().values())),
        "rule_line": r"[-—–=_─━|+*:\s]{2,}",
        "tag": TAG,
        "white_space": rf"[\s{ZERO_WIDTH}]+",
        "line_end": r"\r\n|\r|\n",
        "page_number": PAGE_NUMBER,
        "continued": r"[(（]?续\s*表[)）]?",
        "row_number": r"\d{1,4}\s*[、.．]?",
    }


PAGE_NUMBER = (
    r"第?\s*\d{1,4}\s*页.{0,12}|[-—–·]\s*\d{1,4}\s*[-—–·]|\d{1,3}(?:\s*/\s*\d{1,4})?"
    r"|[Pp](?:age)?\.?\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?"
)
FURNITURE = _furniture()
"""Kinds of furniture: text that the form prints, not the department; each with its pattern."""
_PATTERNS = {kind: re.compile(pattern) for kind, pattern in FURNITURE.items()}

FIELDS = (
    "department", "amount_unit", "budget_year", "spending_unit", "project_name", "amount",
    "objective", "level", "indicator_name", "period_target", "annual_target", "repeat",
)  # fmt: skip
"""Kinds of fields: text that stands in a record. A repeat stands in a recorded repair."""

UNREAD = "unread"
OUTSIDE = "outside"
"""Text of no target table; its kind goes on with where it stands, as ``outside:p3-9``."""
_ENTRIES = "entries"  # a stretch of sound entries, which `SOUND_ENTRY` takes apart again
_MOST_TEXTS = 1024  # entries that wait to be counted
_GAP = re.compile(
    rf"(?P<line_end>\r\n|\r|\n)|(?P<white_space>(?:[^\S\t\r\n]|[{ZERO_WIDTH}])+)|(?P<tag>{TAG})"
    r"|(?P<separator>\t+|[;；:：,，。、]+)|(?P<unread>(?:(?!<\s?/?\s?[A-Za-z])[^\s;；:：,，。、])+|.)"
)


Span = tuple[int, int, str]
"""``text[start:end]`` of the document, and its kind."""


class OverlappingSpans(RuntimeError):  # noqa: N818 - a fault of our own, named as it is
    """Two claims on the same character: a fault in this program, never in the document."""


class Claims:
    """Collects which characters were understood, while a document is."""

    def __init__(self) -> None:
        self.spans: list[Span] = []
        self._cells: dict[int, RawCell] = {}  # by the start of a stretch of entries
        self._texts: list[Sequence[str]] = []  # of entries that are not counted yet
        self._counts: defaultdict[str, int] = defaultdict(int)

    def claim(self, passage: Passage, start: int, end: int, kind: str) -> None:
        """Claim the printed ranges of a stretch of a passage."""
        for cell, low, high in passage.pieces(start, end):
            self.spans.append((cell.offset + low, cell.offset + high, kind))

    def entries(self, cell: RawCell, start: int, end: int, texts: Iterable[Sequence[str]]) -> None:
        """Claim a stretch of a cell that is sound entries: ``texts`` are the groups of each."""
        self.spans.append((cell.offset + start, cell.offset + end, _ENTRIES))
        self._cells[cell.offset + start] = cell
        self._texts += texts
        if len(self._texts) >= _MOST_TEXTS:
            self._count()

    def _count(self) -> None:
        """Count entries by the lot: a span for each part would be most of all spans."""
        columns = list(zip(*self._texts, strict=True)) or [()] * (2 * len(ENTRY_PARTS))
        for kind, parts in zip(ENTRY_PARTS, columns[::2], strict=True):
            self._counts[kind] += len("".join(parts))
        between = "".join(["".join(gaps) for gaps in columns[1::2]])
        separators = len("".join(between.split()))
        self._counts["separator"] += separators
        self._counts["white_space"] += len(between) - separators
        self._texts = []

    def furniture(self, passage: Passage, start: int, end: int, kind: str) -> None:
        """Claim furniture if the print matches the pattern of its kind; else it stays unread."""
        pieces = passage.pieces(start, end)
        kinds: tuple[str, ...] = (kind,)
        if len(pieces) > 1:
            # A label cut by a page stands in two pieces, each a part of it.
            whole = _is_furniture(passage.text[start:end], kind)
            kinds = (kind, "separator", "label_part") if whole else ()
        for cell, low, high in pieces:
            fitting = (k for k in kinds if _is_furniture(cell.text[low:high], k))
            span = (cell.offset + low, cell.offset + high, next(fitting, UNREAD))
            self.spans.append(span)

    def whole(self, cell: RawCell, kind: str) -> None:
        """Claim all that is printed in a cell as furniture, if it matches its pattern."""
        span = plain_span(cell)
        if span is None:
            passage = Passage.of(cell)
            self.furniture(passage, 0, len(passage.text), kind)
        elif span[0] < span[1]:
            fits = _is_furniture(cell.text[slice(*span)], kind)
            start, end = cell.offset + span[0], cell.offset + span[1]
            self.spans.append((start, end, kind if fits else UNREAD))

    def leave_outside(self, ranges: Sequence[tuple[int, int, str]]) -> None:
        """Text that belongs to no table; what was claimed in it is claimed no more.

        Args:
            ranges: Start and end in the document, and where that is.
        """
        if not ranges:
            return
        starts = [start for start, _, _ in ranges]
        kept = []
        for span in self.spans:
            index = bisect_right(starts, span[0]) - 1
            if index < 0 or span[0] >= ranges[index][1]:
                kept.append(span)
        self.spans = kept + [(start, end, f"{OUTSIDE}:{where}") for start, end, where in ranges]

    def settle(self, text: str) -> list[Span]:
        """All spans in order, without gap: what nobody claimed is furniture by pattern, or unread.

        Raises:
            OverlappingSpans: Two claims overlap.
        """
        settled: list[Span] = []
        position = 0
        for span in self._spans_in(text):
            for length, kind in _gap_kinds(text[position : span[0]]):
                settled.append((position, position + length, kind))
                position += length
            if span[1] > span[0]:
                settled.append(span)
            position = span[1]
        return settled

    def _spans_in(self, text: str) -> Iterator[Span]:
        """The claims in order, with a span for each part of an entry."""
        for start, end, kind in self._ordered(text):
            if kind != _ENTRIES:
                yield start, end, kind
                continue
            cell = self._cells[start]
            for match in SOUND_ENTRY.finditer(cell.text, start - cell.offset):
                if match.start() >= end - cell.offset:
                    break
                for part, (low, high) in zip(ENTRY_PARTS, match.regs[1::2], strict=True):
                    yield cell.offset + low, cell.offset + high, part

    def _ordered(self, text: str) -> list[Span]:
        """The claims in order, and an empty one at the end of the text."""
        ordered = sorted(self.spans)
        for (_, end, _), span in pairwise(ordered):
            if span[0] < end:
                raise OverlappingSpans(span, end)
        return [*ordered, (len(text), len(text), UNREAD)]

    def summarise(self, raw: RawDocument) -> Ledger:
        """Count the text by class and kind, and list what was not read with its place.

        The same as counting `settle`, without making its millions of spans.
        """
        text = raw.text
        self._count()
        by_kind = self._counts.copy()
        gaps: defaultdict[str, int] = defaultdict(int)
        unread: list[tuple[int, int]] = []
        torn: set[str] = set()
        position = 0
        for start, end, kind in self._ordered(text):
            if start != position:
                gap = text[position:start]
                if gap not in gaps and any(k == UNREAD for _, k in _gap_kinds(gap)):
                    torn.add(gap)
                gaps[gap] += 1
                if gap in torn:
                    unread += _unread_in(gap, position)
            if kind != _ENTRIES:
                by_kind[kind] += end - start
            if kind == UNREAD and end > start:
                unread.append((start, end))
            position = end
        for gap, times in gaps.items():
            for length, kind in _gap_kinds(gap):
                by_kind[kind] += length * times
        fields = sum(by_kind.get(kind, 0) for kind in FIELDS)
        rest = by_kind[UNREAD]
        apart = sum(count for kind, count in by_kind.items() if kind.startswith(OUTSIDE))
        return Ledger(
            characters=len(text),
            fields=fields,
            furniture=sum(by_kind.values()) - fields - rest - apart,
            unread=rest,
            outside=apart,
            by_kind={kind: count for kind, count in sorted(by_kind.items()) if count},
            remainder=_remainder(raw, _neighbours(text, unread)),
        )


@lru_cache(maxsize=4096)  # the same few labels and headers come again and again
def _is_furniture(text: str, kind: str) -> bool:
    return _PATTERNS[kind].fullmatch(text) is not None


@lru_cache(maxsize=4096)
def _gap_kinds(gap: str) -> tuple[tuple[int, str], ...]:
    """Lengths and kinds of the pieces of unclaimed text; the same few gaps come again and again."""
    return tuple((len(m.group()), m.lastgroup or UNREAD) for m in _GAP.finditer(gap))


def _unread_in(gap: str, position: int) -> list[tuple[int, int]]:
    found = []
    for length, kind in _gap_kinds(gap):
        if kind == UNREAD:
            found.append((position, position + length))
        position += length
    return found


def _neighbours(text: str, unread: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Unread stretches, those parted by separators alone taken together."""
    joined: list[tuple[int, int]] = []
    for start, end in unread:
        if joined and not text[joined[-1][1] : start].strip(";；:：,，。、 "):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _remainder(raw: RawDocument, unread: list[tuple[int, int]]) -> tuple[Remainder, ...]:
    if not unread:
        return ()
    found: list[Remainder] = []
    wanted = iter(unread)
    current = next(wanted, None)
    for table in raw.tables:
        for row in table.rows:
            if current is None:
                return tuple(found)
            if row and current[0] >= row[-1].offset + len(row[-1].text):
                continue
            for cell in row:
                while current is not None and current[0] < cell.offset + len(cell.text):
                    start, end = current[0] - cell.offset, current[1] - cell.offset
                    place: Place = cell.at(max(0, start), end)
                    found.append(Remainder(raw.text[current[0] : current[1]], place))
                    current = next(wanted, None)
    return tuple(found)
