"""The numbers of a project's indicators, and those of its goal that they are held against."""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property

from jixiao.checking.policy import Policy
from jixiao.checking.rules.consistency._numbers import (
    GoalNumber,
    common_run,
    numbers_of,
    quoted,
)
from jixiao.checking.rules.consistency._units import same_unit
from jixiao.checking.subjects import IndicatorSubject, ProjectSubject

Stated = tuple[IndicatorSubject, Decimal, str, str]
"""An indicator, one of its numbers, the family of its unit, and the unit."""
LONG_RUN = 4
"""Characters in a row that a name and the goal share only where they speak of one thing."""
_NO_WORD = re.compile(r"[^\w]|[0-9□]")


class Targets:
    """The numbers of a project's indicators, and those of its goal that they are held against.

    ``named`` are all numbers of the goal, ``goal`` those that promise a result.
    """

    def __init__(
        self,
        project: ProjectSubject,
        named: Sequence[GoalNumber],
        goal: list[GoalNumber],
        policy: Policy,
    ) -> None:
        self.project = project
        self.named = named
        self.goal = goal
        self.policy = policy
        self.stated: list[Stated] = [
            (one, number, family, unit)
            for one in project.indicators
            for term in one.terms
            for number, family, unit in numbers_of(term.value)
        ]
        self.printed = {number for _, number, *_ in self.stated}
        self.counted = {(number, unit) for _, number, _, unit in self.stated}
        self.families = {family for _, _, family, _ in self.stated}
        self.numbers = {one.number for one in named}
        self._around: dict[int, tuple[str, str]] = {}  # asked again and again of each number
        self._clauses: dict[int, str] = {}
        self._taken: dict[int, set[int]] = {}
        self.together: dict[str, Decimal] = {}  # 2间 and 3间 of a goal may be one target, 5间
        for one in goal:
            self.together[one.unit] = self.together.get(one.unit, Decimal(0)) + one.number

    @cached_property
    def outputs(self) -> list[tuple[IndicatorSubject, Decimal, str]]:
        """The counts of what is done: indicators that are no benefits, their first number, its unit."""
        return [
            (one, number, unit)
            for one in self.project.indicators
            if one.value is not None and one.level not in ("2", "3")
            for number, family, unit in numbers_of(one.value)[:1]
            if number and family == "count"
        ]

    @cached_property
    def texts(self) -> str:
        """Names and targets in one; the month of a date is no count."""
        return " ".join(
            part
            for one in self.project.indicators
            for part in (one.name_key, *(t.whole_key for t in one.terms if t.kind != "deadline"))
        )

    def taken(self, promise: GoalNumber) -> set[int]:
        """The indicators that another number of the goal meets, but for those nearer to this one.

        And those per so many people or places, with which no number of the goal is compared.
        """
        found = self._taken.get(id(promise))
        if found is None:
            found = self._taken[id(promise)] = self._taken_but_for(promise)
        return found

    def _taken_but_for(self, promise: GoalNumber) -> set[int]:
        others: dict[Decimal, list[GoalNumber]] = {}
        for one in self.goal:
            if one.number != promise.number:
                others.setdefault(one.number, []).append(one)
        return {
            id(one)
            for one, number, *_ in self.stated
            if number in others and not self._is_nearer(promise, one, others[number])
        } | self.densities

    @cached_property
    def densities(self) -> set[int]:
        """Indicators per so many people or places: 每千名常住人口拥有床位数."""
        density = self.policy.pattern("consistency_density")
        return {id(one) for one in self.project.indicators if density.search(one.name_key)}

    def _is_nearer(
        self, promise: GoalNumber, one: IndicatorSubject, others: list[GoalNumber]
    ) -> bool:
        shared = self.shared(promise, one, LONG_RUN)
        return shared > 0 and all(self.shared(other, one) < shared for other in others)

    def shared(self, promise: GoalNumber, one: IndicatorSubject, least: int = 2) -> int:
        """How many characters in a row the words around the number share with the name."""
        words, behind = self.around(promise)
        name = one.name_key
        return max(common_run(words, name, least), common_run(behind, name, least))

    def is_said(self, number: Decimal, unit: str) -> bool:
        """Whether the goal names the number in this unit, be it of a part."""
        return any(
            one.number == number and same_unit(one.unit, unit, self.policy) for one in self.named
        )

    def bare_name(self, one: IndicatorSubject) -> str:
        """The name without filling words and without 人数, 面积."""
        name = self.policy.pattern("consistency_count_ends").sub("", one.measure_key)
        return _NO_WORD.sub("", self.policy.pattern("consistency_filler").sub("", name))

    def clause(self, promise: GoalNumber) -> str:
        """The whole clause around a number, see `quoted`."""
        found = self._clauses.get(id(promise))
        if found is None:
            found = quoted(self.project.objective_key, promise.start, promise.end)
            self._clauses[id(promise)] = found
        return found

    def around(self, promise: GoalNumber) -> tuple[str, str]:
        """What stands before the number and behind its unit, without filling words."""
        found = self._around.get(id(promise))
        if found is None:
            filler = self.policy.pattern("consistency_filler")
            found = self._around[id(promise)] = (
                _NO_WORD.sub("", filler.sub("", promise.words)),
                _NO_WORD.sub("", filler.sub("", promise.after)),
            )
        return found
