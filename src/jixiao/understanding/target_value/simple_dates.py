"""「2024年12月31日前完成验收」 by the short way: one day or month, 前, and words without a number."""

import re

from jixiao.model.target_value import QUALITATIVE_CODE, Deadline, Span, TargetValue
from jixiao.understanding.target_value.dates import read_moment
from jixiao.understanding.target_value.direction import direction_of
from jixiao.understanding.target_value.draft import MARKS, Given
from jixiao.understanding.target_value.finish import ENDS, is_known
from jixiao.understanding.target_value.numbers import NUMERAL
from jixiao.understanding.target_value.productions import gate

_DATE = re.compile(
    r"(?P<date>(?:19|20)[0-9]{2}年(?:1[0-2]|0?[1-9])月(?:(?:3[01]|[12][0-9]|0?[1-9])日|[底末]?)"
    r"|(?P<month_day>(?:1[0-2]|0?[1-9])月(?:3[01]|[12][0-9]|0?[1-9])日)"
    r"|(?P<month>(?:1[0-2]|0?[1-9])月[底末]))(?P<before>之前|以前|前)(?![期三两后])"
)


def read_simple_date(given: Given) -> TargetValue | None:
    """The deadline of a text that begins with a plain date and 前; else None."""
    text, t, name, level2 = given
    match = _DATE.match(t)
    if match is None:
        return None
    start, end = match.span("before")
    trailing = t[end:]
    if trailing and (gate().search(t, end) or NUMERAL.search(trailing)):
        return None
    form = "month_day" if match["month_day"] else "month" if match["month"] else "date"
    moment = read_moment(form, t[:start])
    if moment is None:
        return None
    scope = trailing.strip(ENDS) or None
    doubt = f"“{scope}”是自由文字" if scope and not is_known(scope, name) else None
    verdict = direction_of("deadline", name, level2, zero=False, number=False)
    spans = [Span("date", 0, start, text[:start]), Span("comparator", start, end, text[start:end])]
    if trailing:
        role = "scope" if text[end:].strip(MARKS) else "mark"
        spans.append(Span(role, end, len(text), text[end:]))
    return Deadline(
        text, comparator_stated=True, date=moment.date, precision=moment.precision, scope=scope,
        direction=verdict.direction, direction_stated=verdict.stated, direction_reason=verdict.reason,
        comparison_code=QUALITATIVE_CODE, confidence="likely" if doubt else "certain",
        confidence_reason=doubt, spans=tuple(spans),
    )  # fmt: skip
