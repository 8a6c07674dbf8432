"""Which rules can find something in a subject, so that the others need not be asked."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Finder, Rule
from jixiao.checking.subjects import IndicatorSubject, ProjectSubject
from jixiao.checking.words import Signs

_MOST = 4096


class Runnable(NamedTuple):
    """A rule made ready to be called."""

    rule: Rule
    find: Finder
    wants_policy: bool


class Sort:
    """Subjects in which the same rules can find something, by their numbers in the dispatch."""

    def __init__(self, numbers: Iterable[int]) -> None:
        self.numbers = tuple(numbers)


class Group:
    """The rules that look at subjects of one class and kinds of value.

    Of these, only those of whose words the subject holds one can find something.
    """

    def __init__(self, rules: Sequence[tuple[int, int, Rule]]) -> None:
        self.codes = frozenset(rule.code for _, _, rule in rules)
        self._rules = rules
        self._by_signs: dict[int, Sort] = {}

    def with_signs(self, signs: int) -> Sort:
        """The rules for a subject with these signs."""
        found = self._by_signs.get(signs)
        if found is None:
            if len(self._by_signs) >= _MOST:
                self._by_signs.clear()
            found = self._by_signs[signs] = Sort(
                number
                for number, bit, rule in self._rules
                if (not bit or bit & signs) and (signs & 1 or not rule.differs)
            )
        return found


class Dispatch:
    """Rules by what they look at, under one policy."""

    def __init__(self, rules: Sequence[Rule], policy: Policy) -> None:
        self._signs: dict[str, Signs] = {}
        self._bits: dict[str, int] = {}
        for kind in ("indicator", "project"):
            of_kind = [one for one in rules if one.subject == kind]
            words = {one.code: found for one in of_kind if (found := _words_of(one, policy))}
            sets = list(dict.fromkeys(words.values()))
            self._signs[kind] = Signs(sets)
            self._bits |= {code: 2 << sets.index(found) for code, found in words.items()}
        self.rules = tuple(Runnable(one, one.find, one.wants_policy) for one in rules)
        # The same names come again and again.
        self._of_names: dict[str, int] = {}
        self._of_indicators: dict[tuple[str | None, str | None, str | None], Group] = {}
        self._of_kind: dict[str, Group] = {}

    def for_kind(self, kind: str) -> Group:
        """The rules of a kind of subject that has no sorts."""
        found = self._of_kind.get(kind)
        if found is None:
            found = self._of_kind[kind] = self._group(lambda rule: rule.subject == kind)
        return found

    def signs_of_project(self, one: ProjectSubject) -> int:
        """Which words its texts hold."""
        return self._signs["project"].of(one.text_key) << 1

    def signs_of_indicator(self, one: IndicatorSubject) -> int:
        """Which words its name holds, and whether its targets differ."""
        period, annual = one.period, one.annual
        differ = period is not None and annual is not None and period.text != annual.text
        signs = self._of_names.get(one.name_key)
        if signs is None:
            if len(self._of_names) >= _MOST:
                self._of_names.clear()
            signs = self._of_names[one.name_key] = self._signs["indicator"].of(one.name_key) << 1
        return signs | differ

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
    """The words of which a subject has to hold one; None where that cannot be said."""
    found = set(rule.says)
    for name in rule.words:
        needed = policy.needed(name)
        if needed is None:
            return None
        found |= needed
    return frozenset(found) if rule.words or rule.says else None


def _looks_at(rule: Rule, class_: str | None, period: str | None, annual: str | None) -> bool:
    return (
        rule.subject == "indicator"
        and (not rule.classes or (class_ or "").startswith(rule.classes))
        and (not rule.kinds or period in rule.kinds or annual in rule.kinds)
    )
