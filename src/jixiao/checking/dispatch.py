"""Which rules can find something in a subject, so that the others need not be asked."""

import functools
import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from jixiao.checking import facts
from jixiao.checking.many_texts import in_parts
from jixiao.checking.policy import BookEntry, Policy
from jixiao.checking.rule import SUBJECTS, Finder, NameFilter, Picker, Rule, TermFilter
from jixiao.checking.subjects import IndicatorSubject, ProjectSubject
from jixiao.checking.terms import Term
from jixiao.checking.words import Signs
from jixiao.model import Severity, SubjectKind

_MOST = 4096
_FIRST = 1 << facts.COUNT  # the bit of the first set of words


class Runnable(NamedTuple):
    """A rule made ready to be called."""

    rule: Rule
    find: Finder
    wants_policy: bool
    entry: BookEntry
    severity: Severity
    """Of its usual degree, at the stage."""


class Asked:
    """The rules that look at a subject of some class, kinds of value and signs."""

    __slots__ = ("codes", "numbers", "signs")

    def __init__(self, numbers: tuple[int, ...], codes: frozenset[str], signs: int) -> None:
        self.numbers = numbers
        """Those that can find something, by their numbers in the dispatch."""
        self.codes = codes
        """All of them."""
        self.signs = signs


class _Looking(NamedTuple):
    """A rule that looks at a class: with any of ``kinds``, and finds something with any of ``bits``.

    Where there are none of either, it needs none.
    """

    number: int
    code: str
    kinds: int
    bits: int


class _BySigns(dict[int, Asked]):
    """Worked out when first asked for: a look-up without a call, there is one for each subject."""

    def __init__(self, rules: Sequence[_Looking]) -> None:
        super().__init__()
        self._rules = rules
        self._kinds = functools.reduce(operator.or_, [one.kinds for one in rules], 0)
        self._of_kinds: dict[int, tuple[list[_Looking], frozenset[str]]] = {}

    def __missing__(self, signs: int) -> Asked:
        if len(self) >= _MOST:
            self.clear()
        kinds = signs & self._kinds
        if kinds not in self._of_kinds:
            those = [one for one in self._rules if not one.kinds or one.kinds & kinds]
            self._of_kinds[kinds] = those, frozenset(one.code for one in those)
        looking, codes = self._of_kinds[kinds]
        numbers = tuple(one.number for one in looking if not one.bits or one.bits & signs)
        found = self[signs] = Asked(numbers, codes, signs)
        return found


class Dispatch:
    """Rules by what they look at, under one policy at one stage."""

    def __init__(self, rules: Sequence[Rule], policy: Policy, stage: str) -> None:
        self._signs: dict[str, Signs] = {}
        self._tells: dict[str, bool] = {}  # whether the signs know the words of every rule
        self._bits: dict[str, int] = {}
        self._policy = policy
        self._pickers: list[tuple[Picker, int]] = []
        self._named: list[tuple[NameFilter, int, int]] = []  # with the bits it needs and gives
        self._stated: list[tuple[TermFilter, int]] = []
        for kind in facts.NAMES:
            of_kind = [one for one in rules if one.subject == kind]
            words = {one.code: _words_of(one, policy) for one in of_kind}
            sets = list(dict.fromkeys(found for found in words.values() if found))
            self._signs[kind] = Signs(sets)
            self._tells[kind] = not any(one.words and words[one.code] is None for one in of_kind)
            free = _FIRST << len(sets)
            for one in of_kind:
                found = words[one.code]
                bit = _FIRST << sets.index(found) if found else 0
                if one.named is not None:
                    self._named.append((one.named, bit, free))
                    bit, free = free, free << 1
                if one.stated is not None:
                    self._stated.append((one.stated, free))
                    bit, free = bit | free, free << 1
                if bit or found is not None:
                    bit |= facts.bits_of(kind, one.facts)
                if one.picked is not None:
                    self._pickers.append((one.picked, free))
                    bit, free = bit | free, free << 1
                if bit:
                    self._bits[one.code] = bit
        entries = [policy.book[one.code] for one in rules]
        self.rules = tuple(
            Runnable(one, one.find, one.wants_policy, entry, entry.severity_at(stage))
            for one, entry in zip(rules, entries, strict=True)
        )
        # The same names come again and again.
        self._of_names: dict[str, int] = {}
        self._of_terms: dict[tuple[str, str, str | None], int] = {}
        self._of_classes: dict[frozenset[str | None], int] = {}
        self._of_level: dict[str | None, _BySigns] = {}
        self._of_kind = {
            kind: self._those(lambda rule, kind=kind: rule.subject == kind)  # type: ignore[misc]
            for kind in SUBJECTS.values()
        }

    def asked_of(self, kind: SubjectKind) -> Asked:
        """The rules for a kind of subject that has no signs."""
        return self._of_kind[kind][0]

    def asked_of_project(self, signs: int, its: Iterable[Asked]) -> Asked:
        """The rules that look at its signs and at those of its indicators."""
        held = 0
        for one in its:
            held |= one.signs
        return self._of_kind["project"][signs | facts.facts_of_any(held)]

    def signs_of_projects(self, projects: Sequence[ProjectSubject]) -> list[int]:
        """Which words the texts of each hold, what was picked, and its facts.

        Fills in the ``pairs`` of each.
        """
        found: list[int] = []
        for texts in in_parts([one.text_key for one in projects]):
            signs: list[int] = []
            for its, pairs in self._signs["project"].of_each(texts):
                if self._tells["project"]:
                    projects[len(found) + len(signs)].pairs = pairs
                signs.append(its * _FIRST)
            for number in texts.with_digits(facts.LONG):
                signs[number] |= facts.LONG_NUMBER
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

    def asked_of_indicator(self, one: IndicatorSubject, signs: int) -> Asked:
        """The rules that look at its class, its kinds of value, its facts and the signs of its name."""
        class_ = one.class_
        of_level = self._of_level.get(class_)
        if of_level is None:
            of_level = self._of_level[class_] = self._those(
                lambda rule: (
                    rule.subject == "indicator"
                    and (not rule.classes or (class_ or "").startswith(rule.classes))
                )
            )
        signs |= facts.facts_of_indicator(one)
        of_terms = self._of_terms
        for term in one.terms:
            unit = term.value.measure_unit
            # The same text may be another kind, or have a unit, by what the name says of it.
            named = unit.text if unit is not None and unit.from_ == "name" else None
            key = term.whole_key, term.kind, named
            found = of_terms.get(key)
            if found is None:
                if len(of_terms) >= _MOST:
                    of_terms.clear()
                found = of_terms[key] = self._signs_of_term(term)
            signs |= found
        return of_level[signs]

    def _signs_of_term(self, term: Term) -> int:
        """What a target tells, and which rules it is something for."""
        stated = sum(bit for stated, bit in self._stated if stated(term, self._policy))
        return stated | facts.facts_of_term(term)

    def signs_of_names(self, names: Iterable[str]) -> Mapping[str, int]:
        """Which words these names of indicators hold, and which rules they are something for."""
        if len(self._of_names) >= _MOST:
            self._of_names = {}  # who was given the old one still needs it
        known = self._of_names
        for texts in in_parts(list(set(names).difference(known))):
            found = self._signs["indicator"].of_each(texts)
            for name, (its, _) in zip(texts.keys, found, strict=True):
                signs = its * _FIRST | facts.facts_of_name(name)
                for named, needed, bit in self._named:
                    if (not needed or needed & signs) and named(name, self._policy):
                        signs |= bit
                known[name] = signs
        return known

    def _those(self, looks_at: Callable[[Rule], bool]) -> _BySigns:
        return _BySigns(
            [
                _Looking(
                    number,
                    one.code,
                    facts.bits_of("indicator", one.kinds),
                    self._bits.get(one.code, 0),
                )
                for number, (one, *_) in enumerate(self.rules)
                if looks_at(one)
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
