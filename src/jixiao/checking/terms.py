"""The targets of an indicator as findings speak of them."""

import msgspec

from jixiao.model import Place, Target, TargetValue
from jixiao.text import fold

_PERIOD = ("实施周期指标值", ("period_target.text",))
_ANNUAL = ("年度指标值", ("annual_target.text",))
_LAST_MARKS = "。;,、"


class Term(msgspec.Struct, frozen=True, gc=False):
    """A printed target with what findings say of it; one for both terms where both say the same.

    ``label`` is how a finding calls it. ``key`` is the folded text without its last punctuation.
    ``fields`` are its JSON fields, as an `Edit` names them.
    """

    label: str
    key: str
    text: str
    kind: str
    value: TargetValue
    fields: tuple[str, ...]
    at: tuple[Place, ...]


def terms_of(period: Target | None, annual: Target | None) -> tuple[Term, ...]:
    """The printed targets: period before annual, one where both say the same."""
    if period is None or period.value is None:
        return () if annual is None or annual.value is None else (_term(annual, *_ANNUAL),)
    if annual is None or annual.value is None:
        return (_term(period, *_PERIOD),)
    if period.text != annual.text:
        first, second = _term(period, *_PERIOD), _term(annual, *_ANNUAL)
        if first.key != second.key:
            return first, second
    return (_term(annual, "指标值", (*_PERIOD[1], *_ANNUAL[1]), period.at),)


def _term(target: Target, label: str, fields: tuple[str, ...], at: tuple[Place, ...] = ()) -> Term:
    value = target.value
    assert value is not None
    key = fold(target.text).rstrip(_LAST_MARKS)
    return Term(label, key, target.text, value.kind, value, fields, at + target.at)
