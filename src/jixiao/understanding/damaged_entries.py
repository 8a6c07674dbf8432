"""Read an indicator cell that recognition has damaged: nothing dropped, nothing invented."""

import re
from itertools import pairwise

from jixiao.model import Doubt, Indicator, Level, Subject, Target
from jixiao.text import fold
from jixiao.understanding.context import Context
from jixiao.understanding.dialect import Dialect
from jixiao.understanding.entry_draft import DOUBTS, Draft, Range
from jixiao.understanding.entry_numbers import ask_about_numbers
from jixiao.understanding.entry_tokens import (
    ANNUAL,
    ANNUAL_GROUP,
    HEAD,
    NUMBER_MARKS,
    PERIOD,
    SEPARATORS,
    Token,
    loose_tokens,
    read_level,
    trimmed,
)
from jixiao.understanding.ledger import UNREAD
from jixiao.understanding.lost_heads import coded_head, head_between, is_cut
from jixiao.understanding.passage import Passage
from jixiao.understanding.sound_entries import read_sound_entry
from jixiao.understanding.stutter import without_overlap, without_stutter

_FIELD = re.compile(f"[^{SEPARATORS}]+")
_MISREAD_NUMBER = re.compile(rf"(?<=[{SEPARATORS}])([^{SEPARATORS}\d]{{1,2}}[{NUMBER_MARKS}]?)$")
_MARK_ALONE = re.compile(rf"(?:(?<=[{SEPARATORS}])|\A)[{NUMBER_MARKS}]$")  # its number is lost
_LEVEL_INSIDE = re.compile(rf"\d-[㐀-鿿]{{2,10}}[{SEPARATORS}]")
_ADVICE = "请对照原件核对；如原件确实如此，可在更正文件中确认。"


def read_damaged(passage: Passage, context: Context, dialect: Dialect) -> tuple[Indicator, ...]:
    """Entries of a damaged cell; what cannot be placed is claimed as unread and asked about."""
    passage = without_overlap(passage, context)
    passage = without_stutter(passage, context)
    return _Assembly(passage, context, dialect).run()


class _Assembly:
    """Walks over the marks of one cell and builds its entries."""

    def __init__(self, passage: Passage, context: Context, dialect: Dialect) -> None:
        self.passage = passage
        self.text = passage.text
        self.claims, self.notes, self.subject = context
        self.dialect = dialect
        self.drafts: list[Draft] = []
        self._next_mark = len(self.text)
        self._next_kind = HEAD
        self._done: list[Range] = []
        self._taken = 0  # labels before are those of an undamaged entry

    def run(self) -> tuple[Indicator, ...]:
        tokens = loose_tokens(self.text)
        marks = [token.noise[0] if token.noise else token.start for token in tokens]
        for index, token in enumerate(tokens):
            if token.start < self._taken:
                continue
            self._next_mark = marks[index + 1] if index + 1 < len(marks) else len(self.text)
            self._next_kind = tokens[index + 1].kind if index + 1 < len(marks) else HEAD
            if token.noise:
                self._unread(*token.noise, "标签前多出的字符")
            if token.kind == HEAD:
                self._head(token)
            else:
                self._label(token)
        if not self.drafts:
            self._unread(0, len(self.text), "没有找到任何指标条目")
            return ()
        self._finish(len(self.text))
        kept = [draft for draft in self.drafts if self._is_entry(draft)]
        for draft, following in pairwise(kept):
            if ANNUAL in draft.values:
                between = self.text[draft.values[ANNUAL][1] : following.start]
                self.dialect.between[between] += not between.strip(SEPARATORS)
        ask_about_numbers(kept, self.passage, self.notes, self.subject)
        return tuple(self._build(draft) for draft in kept)

    def _head(self, token: Token) -> None:
        start, number = self._number_span(token)
        if self.drafts:
            self._finish(start, int(self.text[slice(*number)]) if number else None)
        elif start:
            self._unread(0, start, "第一个条目之前的残余文字")
        draft = Draft(start, number, token.level1, token.level2, open_at=token.end)
        self.drafts.append(draft)
        if token.sound is not None:
            self._sound(draft, token.sound)

    def _sound(self, draft: Draft, sound: re.Match[str]) -> None:
        """Take over an undamaged entry; its last value stays open, as the next head may be lost."""
        _, _, _, draft.name, period, target, annual, last = sound.regs[1::2]
        draft.labels, draft.values = {PERIOD: period, ANNUAL: annual}, {PERIOD: target}
        draft.open, draft.open_at, draft.sound = ANNUAL, last[0], sound
        self._taken = draft.open_at
        for label in draft.labels.values():
            self.dialect.inside[self.text[label[0] - 1]] += 1

    def _number_span(self, token: Token) -> tuple[int, Range | None]:
        """Where an entry begins, and its number.

        Without an end mark the digits of a value run into the number: the expected number tells
        them apart. A number misread as other characters is unread.
        """
        before = self._number(self.drafts[-1]) if self.drafts else None
        if token.number is None:
            if marked := _MARK_ALONE.search(self.text, max(0, token.start - 2), token.start):
                return marked.start(), None
            misread = _MISREAD_NUMBER.search(self.text, max(0, token.start - 4), token.start)
            if misread and before is not None and misread.start(1) >= self._reached():
                self._unread(*misread.span(1), "误读的条目编号")
                return misread.start(1), None
            return token.start, None
        low, high = token.number
        while low > 0 and self.text[low - 1].isdigit():
            low -= 1
        expected = str((before or 0) + 1)
        run = self.text[low:high]
        # Glued to a value: behind other characters, or where the value would else be empty.
        valueless = bool(self.drafts) and self.drafts[-1].open_at == low
        glued = low > 0 and (self.text[low - 1] not in SEPARATORS or valueless)
        if before is not None and glued and run != expected and run.endswith(expected):
            return high - len(expected), (high - len(expected), high)
        return token.start, token.number

    def _number(self, draft: Draft) -> int | None:
        return int(self.text[slice(*draft.number)]) if draft.number else None

    def _label(self, token: Token) -> None:
        edge = token.noise[0] if token.noise else token.start
        if not self.drafts:
            self._first_without_head(token, edge)
        draft = self.drafts[-1]
        turned = token.kind == PERIOD and PERIOD not in draft.labels and self._next_kind == HEAD
        if turned and draft.open:
            draft.close(self.text, edge)  # the annual value stands before the period's
        elif token.kind == PERIOD and draft.labels:
            if PERIOD not in draft.labels or not self._is_repeat(draft, token, edge):
                draft = self._lost_head(draft, edge)
        elif token.kind == ANNUAL and ANNUAL in draft.labels:
            number = self._number(draft) or 0
            lost = coded_head(self.text, draft.open_at, edge, number + 1) if draft.open else None
            if lost is None:
                if not self._is_repeat(draft, token, edge):
                    self._second_value(draft, token, edge)
                return
            draft = self._add(lost, edge)
        elif draft.open:
            draft.close(self.text, edge)
        if token.kind in draft.labels:
            return
        draft.labels[token.kind] = (token.start, token.end)
        draft.open, draft.open_at = token.kind, token.end
        if edge:
            self.dialect.inside[self.text[edge - 1]] += 1

    def _first_without_head(self, token: Token, edge: int) -> None:
        """A label before any head: the start of the cell is lost, or was cut inside a head."""
        draft = head_between(self.text, 0, edge, expected=None)
        if draft is None:
            draft = Draft(0, open_at=0)
            if token.kind == PERIOD and edge:
                draft.doubts.append("name_unclear")
            elif edge:
                self._unread(0, edge, "第一个条目之前的残余文字")
                draft.start = draft.open_at = edge
        self.drafts.append(draft)

    def _lost_head(self, draft: Draft, edge: int) -> Draft:
        """Two entries in one: find the second head, misread beyond the pattern, or mark it lost."""
        number = self._number(draft)
        start = draft.open_at if draft.open else self._frontier(draft)
        found = head_between(self.text, start, edge, None if number is None else number + 1)
        if found is None:
            fields = list(_FIELD.finditer(self.text, start, edge))
            found = Draft(edge, open_at=edge)
            if draft.open and len(fields) > 1:
                found.start = found.open_at = fields[-1].start()
                draft.doubts.append("value_unclear")
                found.doubts.append("name_unclear")
            elif not draft.open and fields:
                self._unread(fields[0].start(), fields[-1].end(), "夹在两个条目之间的残余文字")
        return self._add(found, edge)

    def _add(self, found: Draft, edge: int) -> Draft:
        """A lost head that was found: the entry before ends there, its own name at ``edge``."""
        self.drafts[-1].close(self.text, found.start)
        self.drafts.append(found)
        found.close(self.text, edge)
        return found

    def _is_repeat(self, draft: Draft, token: Token, edge: int) -> bool:
        """Whether the label and value that follow say again what the draft says already."""
        if draft.open:
            if draft.open != token.kind:
                return False
            draft.close(self.text, edge)
        value = draft.values.get(token.kind)
        if value is None:
            return False
        stop = trimmed(self.text, token.end, self._next_mark)
        said, again = self.text[slice(*value)], self.text[token.end : stop]
        if fold(again).rstrip("。") != fold(said).rstrip("。"):
            return False
        if not self.notes.repair(
            "repeat_dropped",
            at=self.passage.places(token.start, stop),
            before=self.passage.printed(draft.labels[token.kind][0], stop),
            after=self.passage.printed(draft.labels[token.kind][0], value[1]),
            reason="同一指标值印了两次且相同，只留一次。",
            subject=self.subject,
        ):
            return False
        self.claims.claim(self.passage, token.start, stop, "repeat")
        self._done.append((token.start, stop))
        return True

    def _second_value(self, draft: Draft, token: Token, edge: int) -> None:
        draft.close(self.text, edge)
        draft.doubts.append("value_twice")
        stop = trimmed(self.text, token.start, self._next_mark)
        self._unread(token.start, stop, "重复而不同的指标值")

    def _reached(self) -> int:
        """How far the text is accounted for: what stands before is claimed, or a label."""
        return max(self._frontier(self.drafts[-1]), self.drafts[-1].open_at)

    def _frontier(self, draft: Draft) -> int:
        """How far the last draft has been read, unread text included."""
        return max(draft.stop(), self._done[-1][1] if self._done else 0)

    def _finish(self, end: int, following: int | None = None) -> None:
        """Close the last draft at ``end``; a head without labels may hide in its last value.

        ``following`` is the number of the next entry: where it skips one, the number found in
        the value is that entry's.
        """
        draft = self.drafts[-1]
        expected = (self._number(draft) or 0) + 1
        if following != expected and draft.open in (PERIOD, ANNUAL) and draft.number:
            hidden = head_between(self.text, draft.open_at, end, expected)
            proven = following == expected + 1 or (hidden and is_cut(hidden, self.text, end))
            told = hidden is not None and (hidden.number or hidden.level1) and hidden.level2
            if hidden is not None and (told or proven):
                if proven and not hidden.level2:
                    hidden.doubts.append("name_unclear")
                draft.close(self.text, hidden.start)
                self.drafts.append(hidden)
                draft = hidden
        draft.close(self.text, end)

    def _is_entry(self, draft: Draft) -> bool:
        """A head alone, cut before the name, is not an entry: it says nothing about the project."""
        if draft.name or draft.labels:
            return True
        self._unread(draft.start, draft.stop(), "只剩开头的残缺条目")
        return False

    def _build(self, draft: Draft) -> Indicator:
        sound = draft.sound
        read = (draft.start, draft.values.get(ANNUAL), draft.doubts)
        if sound is not None and read == (sound.start(), sound.span(ANNUAL_GROUP), []):
            built = read_sound_entry(self.passage, sound, self.claims)
            if built is not None:
                return built
        return self._build_damaged(draft)

    def _build_damaged(self, draft: Draft) -> Indicator:
        levels = [self._level(draft.level1, second=False), self._level(draft.level2, second=True)]
        doubts = list(draft.doubts)
        if draft.number is None:
            doubts.append("number_missing")
        if draft.level1 is None or draft.level2 is None:
            doubts.append("level_missing")
        elif levels[1][1] is None or levels[0][2]:
            doubts.append("level_unclear")
        if not self._labels_hold(draft):
            doubts.append("label_unclear")
        if draft.name is None:
            doubts.append("name_missing")
        elif _LEVEL_INSIDE.search(self.text, *draft.name) and "name_unclear" not in doubts:
            doubts.append("name_unclear")
        missing = ((PERIOD, "period_missing"), (ANNUAL, "annual_missing"))
        doubts += [doubt for kind, doubt in missing if kind not in draft.values]
        stop = draft.stop()
        at = self.passage.places(draft.start, stop)
        number = self._number(draft)
        self._claim(draft)
        subject = Subject(
            self.subject.table, self.subject.spending_unit, self.subject.project, number
        )
        name = self.passage.printed(*draft.name) if draft.name else None
        for doubt in doubts:
            self.notes.question(
                doubt,
                f"指标“{name or '（无名称）'}”{DOUBTS[doubt]}。",
                _ADVICE,
                at=at,
                subject=subject,
            )
        return Indicator(
            number=number,
            text=self.passage.printed(draft.start, stop),
            level1=levels[0][0],
            level2=levels[1][0],
            class_=levels[1][1],
            name=name,
            period_target=self._target(draft, PERIOD),
            annual_target=self._target(draft, ANNUAL),
            at=at,
            doubts=tuple(Doubt(doubt, DOUBTS[doubt]) for doubt in doubts),
        )

    def _level(self, span: Range | None, *, second: bool) -> tuple[Level, str | None, bool]:
        """A level as printed, the code it is understood as, and whether a misreading stays open."""
        if span is None:
            return Level(), None, False
        read = read_level(self.text[slice(*span)], second=second)
        level = Level(read.code, read.label)
        if not read.misread or read.understood is None:
            return level, read.understood, False
        permitted = self.notes.repair(
            "label_folded",
            at=self.passage.places(*span),
            before=self.passage.printed(*span),
            after=f"{read.understood}-{read.label}",
            reason="编码与名称合起来只有一种读法。",
            subject=self.subject,
        )
        return level, read.understood if permitted else None, not permitted

    def _target(self, draft: Draft, kind: str) -> Target | None:
        span = draft.values.get(kind)
        if span is None:
            return None
        return Target(self.passage.printed(*span), None, self.passage.places(*span))

    def _labels_hold(self, draft: Draft) -> bool:
        """Record misread labels as repairs; False where one must not be made."""
        hold = True
        for kind, span in draft.labels.items():
            label = self.text[slice(*span)].rstrip(SEPARATORS)
            right = "实施周期指标值" if kind == PERIOD else "年度指标值"
            hold = hold and (
                label == right
                or self.notes.repair(
                    "label_folded",
                    at=self.passage.places(*span),
                    before=self.passage.printed(*span),
                    after=right,
                    reason="标签只有一个字误读。",
                    subject=self.subject,
                )
            )
        return hold

    def _claim(self, draft: Draft) -> None:
        claim = self.claims.claim
        if draft.number:
            start, end = draft.number
            marked = self.text[end : end + 1] in (*NUMBER_MARKS, ",", "，", ")", "）")
            opened = start > draft.start and self.text[start - 1] in "(（"
            self.claims.furniture(self.passage, start - opened, end + marked, "entry_number")
        for level in (draft.level1, draft.level2):
            if level:
                claim(self.passage, *level, "level")
        if draft.name:
            claim(self.passage, *draft.name, "indicator_name")
        for span in draft.labels.values():
            self.claims.furniture(self.passage, *span, "label")
        for kind, value in draft.values.items():
            claim(self.passage, *value, "period_target" if kind == PERIOD else "annual_target")

    def _unread(self, start: int, end: int, what: str) -> None:
        if start >= end:
            return
        self.claims.claim(self.passage, start, end, UNREAD)
        self._done.append((start, end))
        self.notes.question(
            "unread_text",
            f"{what}未能识别：“{self.passage.printed(start, end)}”。",
            "请对照原件，看这里是否丢失了条目或文字。",
            at=self.passage.places(start, end),
            subject=self.subject,
        )
