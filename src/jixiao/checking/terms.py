"""The targets of an indicator as findings speak of them."""

import msgspec

from jixiao.model import Place, Target, TargetValue

_PERIOD = ("实施周期指标值", ("period_target.text",))
_ANNUAL = ("年度指标值", ("annual_target.text",))
_BOTH = ("指标值", (*_PERIOD[1], *_ANNUAL[1]))
_LAST_MARKS = "。;,、"


class Term(msgspec.Struct, frozen=True, gc=False):
    """A printed target with what findings say of it; one for both terms where both say the same.

    ``label`` is how a finding calls it. ``key`` is the folded text, without its last punctuation.
    ``whole_key`` has it. ``fields`` are its JSON fields, as an `Edit` names them.
    """

    label: str
    key: str
    whole_key: str
    text: str
    kind: str
    value: TargetValue
    fields: tuple[str, ...]
    at: tuple[Place, ...]


def terms_of(
    period: Target | None, period_key: str, annual: Target | None, annual_key: str
) -> tuple[Term, ...]:
    """The printed targets with their folded texts: period before annual, one where both agree."""
    if period is None or period.value is None:
        if annual is None or annual.value is None:
            return ()
        return (_term(annual, annual_key, *_ANNUAL, annual.at),)
    if annual is None or annual.value is None:
        return (_term(period, period_key, *_PERIOD, period.at),)
    if period.text != annual.text:
        first = _term(period, period_key, *_PERIOD, period.at)
        second = _term(annual, annual_key, *_ANNUAL, annual.at)
        if first.key != second.key:
            return first, second
    key, value, (label, fields) = annual_key.rstrip(_LAST_MARKS), annual.value, _BOTH
    at = period.at + annual.at
    return (Term(label, key, annual_key, annual.text, value.kind, value, fields, at),)


def _term(
    target: Target, whole: str, label: str, fields: tuple[str, ...], at: tuple[Place, ...]
) -> Term:
    value = target.value
    assert value is not None
    return Term(label, whole.rstrip(_LAST_MARKS), whole, target.text, value.kind, value, fields, at)
