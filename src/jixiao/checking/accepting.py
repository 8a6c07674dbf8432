"""Which findings are accepted already: a person's entries with reason, and a baseline.

Both are keyed on content, never on a line, so that another reading of the same document with
other recognition noise does not open them again.
"""

import datetime
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from jixiao.checking.draft import Draft, indicator_name
from jixiao.checking.subjects import TableSubject
from jixiao.model import Suppression
from jixiao.text import fold, likeness

BASELINE = "jixiao.baseline/1"
_ALIKE = 0.75  # names with up to a quarter of their characters misread

Key = tuple[str, str, str]


class Accepted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """接受的问题: a person's entry; names as printed, left out they mean any."""

    rule: str
    reason: str
    author: str
    project: str | None = None
    indicator: str | None = None
    until: datetime.date | None = None


class BaselineEntry(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """One accepted finding; ``parts`` is how many places it had: more of them are worse."""

    rule: str
    project: str | None
    indicator: str | None
    parts: int
    message: str


class Baseline(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """基线: what was found when it was made; only what is new or worse counts."""

    schema: str
    entries: tuple[BaselineEntry, ...]


class InvalidBaseline(ValueError):  # noqa: N818 - reads as what it says
    """Not a baseline file; the text is for people."""


def baseline_of(drafts: Iterable[Draft]) -> Baseline:
    """The baseline that accepts these findings; insufficient data is no finding."""
    return Baseline(BASELINE, tuple(_entry(one) for one in drafts if not one.unclear))


def write_baseline(baseline: Baseline) -> bytes:
    """As JSON, one entry a line, so that a difference can be read."""
    lines = [msgspec.json.encode(one).decode() for one in baseline.entries]
    body = ",\n".join(lines)
    return f'{{"schema":"{BASELINE}","entries":[\n{body}\n]}}\n'.encode()


def read_baseline(content: bytes) -> Baseline:
    """What `write_baseline` wrote.

    Raises:
        InvalidBaseline: It is something else.
    """
    try:
        # Editors of Windows put a mark before the text.
        found = msgspec.json.decode(content.removeprefix(BOM_UTF8), type=Baseline)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InvalidBaseline(
            f"不是基线文件（{error}）；请用 --write-baseline 重新生成。"
        ) from error
    if found.schema != BASELINE:
        raise InvalidBaseline(f"基线文件的 schema 是 {found.schema!r}，不是 {BASELINE}。")
    return found


class Acceptance:
    """Matches findings with entries and baseline; a day in the past ends an entry.

    Args:
        entries: A person's.
        baseline: Accepted findings of before.
        today: For entries with a last day.
    """

    def __init__(
        self,
        entries: Sequence[Accepted] = (),
        baseline: Baseline | None = None,
        *,
        today: datetime.date,
    ) -> None:
        self._entries = tuple(entries)
        self._baseline = baseline
        self._today = today
        self._used: set[int] = set()

    def suppressions(
        self, drafts: Sequence[Draft], tables: Sequence[TableSubject]
    ) -> list[Suppression | None]:
        """For each finding why it is not counted, or None."""
        found = [self._by_entry(draft) for draft in drafts]
        if self._baseline is not None:
            left = [n for n, one in enumerate(found) if one is None and not drafts[n].unclear]
            for number in _in_baseline(drafts, left, self._baseline.entries, tables):
                found[number] = Suppression("baseline")
        return found

    def unused(self) -> tuple[str, ...]:
        """Entries that met nothing, or are past their day, in words."""
        return tuple(
            _words(entry, expired=self._expired(entry))
            for number, entry in enumerate(self._entries)
            if number not in self._used
        )

    def _expired(self, entry: Accepted) -> bool:
        return entry.until is not None and entry.until < self._today

    def _by_entry(self, draft: Draft) -> Suppression | None:
        for number, entry in enumerate(self._entries):
            if entry.rule == draft.rule.code and not self._expired(entry) and _meant(entry, draft):
                self._used.add(number)
                until = entry.until.isoformat() if entry.until else None
                return Suppression("entry", entry.reason, entry.author, until)
        return None


def _meant(entry: Accepted, draft: Draft) -> bool:
    _, project, indicator = _key(draft)
    return (entry.project is None or fold(entry.project) == project) and (
        entry.indicator is None or fold(entry.indicator) == indicator
    )


def _words(entry: Accepted, *, expired: bool) -> str:
    parts = [one for one in (entry.rule, entry.project, entry.indicator) if one]
    why = f"已于 {entry.until} 到期" if expired else "没有对上任何问题"
    return f"{' · '.join(parts)}：{why}（{entry.author}：{entry.reason}）"


def _entry(draft: Draft) -> BaselineEntry:
    project, name = draft.project, indicator_name(draft.about)
    return BaselineEntry(
        draft.rule.code,
        project.record.name if project else None,
        name.name if name else None,
        1 + len(draft.found.also),
        draft.found.message,
    )


def _key(draft: Draft) -> Key:
    project, name = draft.project, indicator_name(draft.about)
    indicator = fold(name.name or "") if name else ""
    return draft.rule.code, project.name_key if project else "", indicator


def _in_baseline(
    drafts: Sequence[Draft],
    left: Sequence[int],
    entries: Sequence[BaselineEntry],
    tables: Sequence[TableSubject],
) -> list[int]:
    """The findings that the baseline accepts: first those of the same words, then of like words."""
    free: dict[Key, list[BaselineEntry]] = {}
    for entry in entries:
        key = (entry.rule, fold(entry.project or ""), fold(entry.indicator or ""))
        free.setdefault(key, []).append(entry)
    accepted: list[int] = []
    open_: list[int] = []
    for number in left:
        entry_list = free.get(_key(drafts[number]), [])
        match = _take(entry_list, drafts[number])
        (accepted if match else open_).append(number)
    # An entry whose very words still stand in the document is not meant by others like it.
    present = Counter(
        (one.project.name_key, one.name_key) for table in tables for one in table.indicators
    )
    present.update((project.name_key, "") for table in tables for project in table.projects)
    by_rule: dict[str, list[Key]] = {}
    for key, many in free.items():
        if many and not present[key[1:]]:
            by_rule.setdefault(key[0], []).append(key)
    for number in open_:
        rule, project, indicator = _key(drafts[number])
        for key in by_rule.get(rule, ()):
            alike = free[key] and _like(key[1], project) and _like(key[2], indicator)
            if alike and _take(free[key], drafts[number]):
                accepted.append(number)
                break
    return accepted


def _take(entries: list[BaselineEntry], draft: Draft) -> bool:
    """Use up one entry that has at least as many places as the finding."""
    parts = 1 + len(draft.found.also)
    for number, entry in enumerate(entries):
        if entry.parts >= parts:
            del entries[number]
            return True
    return False


def _like(one: str, other: str) -> bool:
    return one == other or bool(one and other and likeness(one, other) >= _ALIKE)
