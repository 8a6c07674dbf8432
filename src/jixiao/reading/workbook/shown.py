"""What a cell shows: a stored value under its number format, as a spreadsheet would print it."""

import datetime
import re
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

# The formats that a workbook may use by number without writing them down.
BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
    14: "yyyy/m/d", 31: 'yyyy"年"m"月"d"日"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
    37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00",
    41: "#,##0", 42: "#,##0", 43: "#,##0.00", 44: "#,##0.00",
}  # fmt: skip
_LITERAL = re.compile(r'"[^"]*"|[\\!].|\[[^\]]*\]|_.|\*.')
# A point that a format prints between the digits of a whole number: 万元 of an amount in 元.
_DRAWN_POINT = re.compile(r'(?<=[#0?])(?:[\\!]\.|"\.")([#0?]+)')
_DIGITS = re.compile(r"[#0?][#0?,]*(?:\.[#0?]+)?,*|\.[#0?]+,*")
_DATE = re.compile(r"y+|m+|d+|h+|s+|\"([^\"]*)\"|\\(.)|\[[^\]]*\]|[^ymdhs]", re.IGNORECASE)
_SIGNIFICANT = 15  # digits that a spreadsheet keeps
_LARGEST = 1e20
_MOST_DECIMALS = 30
_WIDE = Context(prec=80)


def shown_number(value: float, code: str | None) -> str:
    """A number as its format prints it; without a format as it is stored.

    >>> shown_number(77402.61, "#,##0.00"), shown_number(0.95, "0%"), shown_number(120.0, None)
    ('77,402.61', '95%', '120')
    """
    number = stored_number(value)
    if not abs(value) < _LARGEST:
        return str(value)  # no amount, and more digits than a format could be applied to
    if not code or code in {"General", "@"}:
        return _plain(number)
    sections = _sections(code)
    if number < 0 and len(sections) > 1:
        section, number = sections[1], -number
    elif number == 0 and len(sections) > 2:
        section = sections[2]
    else:
        section = sections[0]
    drawn = _DRAWN_POINT.search(section)
    if drawn:
        number = number.quantize(Decimal(1), ROUND_HALF_UP, _WIDE) if "," not in section else number
        section = _DRAWN_POINT.sub(r".\1", section)
        number = number.scaleb(-len(drawn[1]))
    bare = _LITERAL.sub("", section)
    match = _DIGITS.search(bare)
    if match is None or "E" in bare:
        return _plain(number) if not _text_of(section).strip() or "E" in bare else _text_of(section)
    if "%" in bare:
        number *= 100
    for _ in range(len(match[0]) - len(match[0].rstrip(","))):
        number /= 1000
    decimals = match[0].rstrip(",").partition(".")[2]
    exact = Decimal(1).scaleb(-min(len(decimals), _MOST_DECIMALS))
    rounded = number.quantize(exact, ROUND_HALF_UP, _WIDE)
    printed = f"{rounded:,f}" if "," in match[0].rstrip(",") else f"{rounded:f}"
    printed = _without_optional(printed, decimals)
    before, after = section_ends(section)
    return f"{before}{printed}{after}".strip()


def stored_number(value: float) -> Decimal:
    """The decimal that was typed: a binary number at the 15 digits that a spreadsheet keeps."""
    return Decimal(f"{value:.{_SIGNIFICANT}g}")


def shown_date(value: datetime.datetime | datetime.date | datetime.time, code: str | None) -> str:
    """A date as its format prints it; without a format as ISO 8601.

    >>> shown_date(datetime.date(2021, 12, 31), 'yyyy"年"m"月"d"日"')
    '2021年12月31日'
    """
    if isinstance(value, datetime.time):
        return value.isoformat()
    if not isinstance(value, datetime.datetime):
        value = datetime.datetime(value.year, value.month, value.day)  # noqa: DTZ001 - a sheet has no zone
    if not code or not re.search("[ymd]", _LITERAL.sub("", code), re.IGNORECASE):
        midnight = (value.hour, value.minute, value.second) == (0, 0, 0)
        return value.date().isoformat() if midnight else value.isoformat(sep=" ")
    out = []
    after_hour = False
    for match in _DATE.finditer(_sections(code)[0]):
        piece = match[0]
        key = piece[0].lower()
        if match[1] is not None or match[2] is not None:
            out.append(match[1] or match[2] or "")
        elif piece.startswith("["):
            continue
        elif key == "y":
            out.append(f"{value.year % 100:02}" if len(piece) <= 2 else f"{value.year:04}")
        elif key == "m":
            part = value.minute if after_hour else value.month
            out.append(f"{part:02}" if len(piece) == 2 else str(part))
        elif key in "dhs":
            part = {"d": value.day, "h": value.hour, "s": value.second}[key]
            out.append(f"{part:02}" if len(piece) >= 2 else str(part))
            after_hour = key == "h"
        elif piece not in "@;":
            out.append(piece)
    return "".join(out).strip()


def section_ends(section: str) -> tuple[str, str]:
    """The words that a format prints before and after the digits, such as 元 or %."""
    marked = _LITERAL.sub(lambda m: _literal(m[0]), section)
    match = _DIGITS.search(marked)
    if match is None:
        return "", ""
    return marked[: match.start()].strip(), marked[match.end() :].strip()


@lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[str, ...]:
    parts, current, quoted = [], "", False
    for character in code:
        quoted ^= character == '"'
        if character == ";" and not quoted:
            parts.append(current)
            current = ""
        else:
            current += character
    return (*parts, current)


def _text_of(section: str) -> str:
    return _LITERAL.sub(lambda m: _literal(m[0]), section).replace("#", "").replace("?", "")


def _literal(piece: str) -> str:
    """What a quoted, escaped or bracketed part of a format prints; a digit in it is no place holder."""
    if piece.startswith('"'):
        return piece[1:-1]
    if piece[0] in "\\!":
        return piece[1]
    if piece.startswith("[$"):
        return piece[2:-1].partition("-")[0]
    return ""


def _without_optional(printed: str, decimals: str) -> str:
    """Without the last decimals that a format prints only where they are not zero."""
    optional = len(decimals) - len(decimals.rstrip("#"))
    while optional and printed.endswith("0"):
        printed, optional = printed[:-1], optional - 1
    return printed.rstrip(".")


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
