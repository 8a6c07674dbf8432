"""How findings of this family quote target values: one finding for both terms of an indicator."""

from collections.abc import Callable, Iterable

from jixiao.checking.subjects import IndicatorSubject
from jixiao.checking.terms import Term
from jixiao.model import Edit, Place, TargetValue

_LONGEST = 40


def quote(terms: Iterable[Term]) -> str:
    """年度指标值“3个”; several joined with 、."""
    return "、".join([f"{one.label}“{shortened(one.text)}”" for one in terms])


def shortened(text: str) -> str:
    """A text that fits into a sentence."""
    text = text.strip()
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def places(terms: Iterable[Term]) -> tuple[Place, ...]:
    """Where all of them stood."""
    return tuple([place for one in terms for place in one.at])


def edits(
    indicator: IndicatorSubject, term: Term, change: Callable[[TargetValue], str]
) -> tuple[Edit, ...]:
    """What a fix makes of each printed text of a term; ``change`` gives the new text of one value.

    Both terms may say the same with other spaces, so each is changed by its own spans.
    """
    found = []
    for field in term.fields:
        target = indicator.period if field.startswith("period") else indicator.annual
        assert target is not None
        assert target.value is not None
        after = change(target.value)
        if after != target.text:
            found.append(Edit(field, target.text, after))
    return tuple(found)


NUMBERS = ("exactly", "at_least", "more_than", "at_most", "less_than", "between")
"""Kinds of value with one number or two bounds."""
