"""Which rules can find something in a subject, so that the others need not be asked."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from jixiao.checking import facts
from jixiao.checking.many_texts import in_parts
from jixiao.checking.policy import Policy
from jixiao.checking.rule import Finder, Picker, Rule
from jixiao.checking.subjects import IndicatorSubject, ProjectSubject
from jixiao.checking.words import Signs

_MOST = 4096
_FIRST = 1 << facts.COUNT  # the bit of the first set of words


class Runnable(NamedTuple):
    """A rule made ready to be called."""

    rule: Rule
    find: Finder
    wants_policy: bool


class Group:
    """The rules that look at subjects of one class and kinds of value.

    Of these, only those of whose words the subject holds one can find something.
    """

    def __init__(self, rules: Sequence[tuple[int, int, Rule]]) -> None:
        self.codes = frozenset(rule.code for _, _, rule in rules)
        self.with_signs = _BySigns([(number, bit) for number, bit, _ in rules])
        """The rules for a subject with these signs, by their numbers in the dispatch."""


class _BySigns(dict[int, tuple[int, ...]]):
    """Worked out when first asked for: a look-up without a call, there is one for each subject."""

    def __init__(self, rules: Sequence[tuple[int, int]]) -> None:
        super().__init__()
        self._rules = rules

    def __missing__(self, signs: int) -> tuple[int, ...]:
        if len(self) >= _MOST:
            self.clear()
        found = tuple(number for number, bit in self._rules if not bit or bit & signs)
        self[signs] = found
        return found


class Dispatch:
    """Rules by what they look at, under one policy."""

    def __init__(self, rules: Sequence[Rule], policy: Policy) -> None:
        self._signs: dict[str, Signs] = {}
        self._bits: dict[str, int] = {}
        self._policy = policy
        self._pickers: list[tuple[Picker, int]] = []
        for kind in facts.NAMES:
            of_kind = [one for one in rules if one.subject == kind]
            words = {one.code: _words_of(one, policy) for one in of_kind}
            sets = list(dict.fromkeys(found for found in words.values() if found))
            self._signs[kind] = Signs(sets)
            for one in of_kind:
                found = words[one.code]
                if found is not None:
                    bit = _FIRST << sets.index(found) if found else 0
                    self._bits[one.code] = bit | facts.bits_of(kind, one.facts)
                if one.picked is not None:
                    bit = _FIRST << len(sets) + len(self._pickers)
                    self._bits[one.code] = self._bits.get(one.code, 0) | bit
                    self._pickers.append((one.picked, bit))
        self.rules = tuple(Runnable(one, one.find, one.wants_policy) for one in rules)
        # The same names come again and again.
        self._of_names: dict[str, int] = {}
        self._of_classes: dict[frozenset[str | None], int] = {}
        self._of_indicators: dict[tuple[str | None, str | None, str | None], Group] = {}
        self._of_kind: dict[str, Group] = {}

    def for_kind(self, kind: str) -> Group:
        """The rules of a kind of subject that has no sorts."""
        found = self._of_kind.get(kind)
        if found is None:
            found = self._of_kind[kind] = self._group(lambda rule: rule.subject == kind)
        return found

    def signs_of_projects(self, projects: Sequence[ProjectSubject]) -> list[int]:
        """Which words the texts of each hold, what was picked, and its facts."""
        found: list[int] = []
        for texts in in_parts([one.text_key for one in projects]):
            signs = [its * _FIRST for its in self._signs["project"].of_each(texts)]
            for picked, bit in self._pickers:
                for number in picked(texts, self._policy):
                    signs[number] |= bit
            found += signs
        return [
            signs | self._lacks_of(one.classes) | facts.facts_of_project(one)
            for signs, one in zip(found, projects, strict=True)
        ]

    def _lacks_of(self, classes: frozenset[str | None]) -> int:
        found = self._of_classes.get(classes)
        if found is None:
            if len(self._of_classes) >= _MOST:
                self._of_classes.clear()
            found = self._of_classes[classes] = facts.lacks_of(classes)
        return found

    def signs_of_indicator(self, one: IndicatorSubject) -> int:
        """Which words its name holds, and its facts."""
        signs = self._of_names.get(one.name_key)
        if signs is None:
            if len(self._of_names) >= _MOST:
                self._of_names.clear()
            signs = self._of_names[one.name_key] = (
                self._signs["indicator"].of(one.name_key) * _FIRST
            )
        return signs | facts.facts_of_indicator(one)

    def for_indicator(self, one: IndicatorSubject) -> Group:
        """The rules that look at its class and the kinds of its values."""
        period, annual = one.period, one.annual
        key = (
            one.class_,
            None if period is None or period.value is None else period.value.kind,
            None if annual is None or annual.value is None else annual.value.kind,
        )
        found = self._of_indicators.get(key)
        if found is None:
            found = self._of_indicators[key] = self._group(lambda rule: _looks_at(rule, *key))
        return found

    def _group(self, looks_at: Callable[[Rule], bool]) -> Group:
        return Group(
            [
                (number, self._bits.get(one.rule.code, 0), one.rule)
                for number, one in enumerate(self.rules)
                if looks_at(one.rule)
            ]
        )


def _words_of(rule: Rule, policy: Policy) -> frozenset[str] | None:
    """The words of which a subject has to hold one or a fact be true; None where it may do without."""
    found = set(rule.says)
    for name in rule.words:
        needed = policy.needed(name)
        if needed is None:
            return None
        found |= needed
    return frozenset(found) if rule.words or rule.says or rule.facts else None


def _looks_at(rule: Rule, class_: str | None, period: str | None, annual: str | None) -> bool:
    return (
        rule.subject == "indicator"
        and (not rule.classes or (class_ or "").startswith(rule.classes))
        and (not rule.kinds or period in rule.kinds or annual in rule.kinds)
    )
