"""What a rule is: a small generator of findings over one subject, and what it says of itself."""

import inspect
import typing
from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from jixiao.checking.many_texts import ManyTexts
from jixiao.checking.policy import Policy
from jixiao.checking.subjects import (
    IndicatorSubject,
    ProjectSubject,
    TablesSubject,
    TableSubject,
    UnitSubject,
)
from jixiao.checking.terms import Term
from jixiao.model import Edit, Place, SubjectKind

SUBJECTS: dict[type, SubjectKind] = {
    IndicatorSubject: "indicator",
    ProjectSubject: "project",
    UnitSubject: "spending_unit",
    TableSubject: "table",
    TablesSubject: "tables",
}
"""Subject of a rule by the annotation of its first parameter."""


class Found(msgspec.Struct, frozen=True, gc=False):
    """What a rule yields: wrong is what ``message`` says, to be done is ``advice``.

    ``at`` is where; left out, it is where the subject stands. ``about`` names a part of the
    subject (an indicator of a project) that the finding is about. ``also`` are further parts with
    the same fault, each with its own place, so that one fault of a table is one finding.
    ``unclear`` makes it insufficient data instead of an accusation; ``severity`` overrides the
    rule book where a rule has two degrees. ``hides`` are texts of the table that no finding may
    print, each with what stands for it.
    """

    message: str
    advice: str
    at: tuple[Place, ...] | None = None
    about: Any = None
    also: tuple[Any, ...] = ()
    edits: tuple[Edit, ...] = ()
    unclear: bool = False
    lighter: bool = False
    hides: tuple[tuple[str, str], ...] = ()


Finder = Callable[..., Iterable[Found]]
"""A subject, and the policy where the rule has a second parameter, to findings."""

Picker = Callable[[ManyTexts, Policy], Iterable[int]]
"""The texts of many projects to the numbers of those that may have the fault."""


NameFilter = Callable[[str, Policy], bool]
"""The folded name of an indicator, to whether the rule may find something there."""

TermFilter = Callable[[Term, Policy], bool]
"""A target, to whether the rule may find something there, by its kind, its text and its unit."""


class Rule(msgspec.Struct, frozen=True):
    """规则: code, name, and the function that finds; policy stands in the rule book.

    ``classes`` and ``kinds`` narrow an indicator rule to level-2 codes (or a level-1 code for all
    of its classes) and to kinds of typed value. ``words`` are lists of the policy, ``says`` plain
    words: where an indicator's name (for a project rule, any of its texts) holds none of either,
    the rule finds nothing unless one of ``facts`` holds, of which `facts.NAMES` tells. ``picked``
    tells it of the texts of many projects at once, ``named`` of the name of an indicator that holds
    one of the words, ``stated`` of one of its targets: names and targets come again and again, so
    they are asked once for each.

    ``needs`` are facts without which it cannot run: ``budget_year``, ``amount_unit``,
    ``earlier_years``, or a member of `Companions`. ``despite_damage`` marks a rule that judges
    damaged text on purpose. A rule does not pickle: send its code, and find it.
    """

    code: str
    name: str
    subject: SubjectKind
    title: str
    page: str
    find: Finder
    since: str
    classes: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    picked: Picker | None = None
    named: NameFilter | None = None
    stated: TermFilter | None = None
    needs: tuple[str, ...] = ()
    despite_damage: bool = False
    wants_policy: bool = False


def rule(  # noqa: PLR0913 - all that a rule may declare
    code: str,
    *,
    since: str,
    classes: Iterable[str] = (),
    kinds: Iterable[str] = (),
    words: Iterable[str] = (),
    says: Iterable[str] = (),
    facts: Iterable[str] = (),
    picked: Picker | None = None,
    named: NameFilter | None = None,
    stated: TermFilter | None = None,
    needs: Iterable[str] = (),
    despite_damage: bool = False,
) -> Callable[[Finder], Rule]:
    """Make a function a rule: its name, docstring and first parameter say the rest."""

    def make(function: Finder) -> Rule:
        first, *more = inspect.signature(function).parameters
        page = inspect.getdoc(function) or ""
        return Rule(
            code=code,
            name=function.__name__.replace("_", "-"),
            subject=SUBJECTS[typing.get_type_hints(function)[first]],
            title=page.partition("\n")[0].rstrip("。"),
            page=page,
            find=function,
            since=since,
            classes=tuple(classes),
            kinds=tuple(kinds),
            words=tuple(words),
            says=tuple(says),
            facts=tuple(facts),
            picked=picked,
            named=named,
            stated=stated,
            needs=tuple(needs),
            despite_damage=despite_damage,
            wants_policy=bool(more),
        )

    return make
