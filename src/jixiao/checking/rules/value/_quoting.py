"""How findings of this family quote target values: one finding for both terms of an indicator."""

from collections.abc import Callable, Sequence

from jixiao.checking.subjects import IndicatorSubject
from jixiao.checking.terms import Term
from jixiao.model import Edit, Place, TargetValue

_LONGEST = 40


def quote(terms: Sequence[Term]) -> str:
    """年度指标值“3个”; several joined with 、."""
    if len(terms) == 1:
        return _quoted(terms[0])
    return "、".join(map(_quoted, terms))


def _quoted(one: Term) -> str:
    """What it is called, and as much of its text as fits into a sentence."""
    text = one.text.strip()
    if len(text) > _LONGEST:
        text = f"{text[: _LONGEST - 1]}…"
    return f"{one.label}“{text}”"


def places(terms: Sequence[Term]) -> tuple[Place, ...]:
    """Where all of them stood."""
    if len(terms) == 1:
        return terms[0].at
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
