"""What a cell shows: a stored value under its number format, as a spreadsheet would print it."""

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import NamedTuple

from jixiao.reading.workbook.formats import Section, section_for

_SIGNIFICANT = 15  # digits that a spreadsheet keeps
_LARGEST = 1e20
_MOST_DECIMALS = 30
_WIDE = Context(prec=80)
_FEWEST_DECIMALS = 2  # of an amount
_SMALLEST = Decimal("0.005")  # difference that matters
_EXACT_DECIMALS = 6
_SHOWN = re.compile(r"[0-9][0-9,]*(?:\.(?P<decimals>[0-9]+))?")
_SCALES = (0, 3, 4, 6, 8)


class Number(NamedTuple):
    """How a cell shows a number: ``text``.

    Where it rounds or leaves out what it holds, ``exact`` is the number written the same way. Where
    it shows nothing, or in a way that is not followed here, the text is the number and ``hidden``
    true. ``scale`` is by how many powers of ten the cell shows the number smaller than it is.
    """

    text: str
    exact: str = ""
    hidden: bool = False
    scale: int = 0


def read_number(value: float, code: str | None) -> Number:
    """A number as its cell shows it, and what it holds where that is another.

    >>> read_number(12345.67, "#,##0.00").text, read_number(0.956, "0%").text
    ('12,345.67', '96%')
    >>> read_number(12.5, '0"元"')[:2], read_number(-12.5, "0.00;[Red]0.00")[:2]
    (('13元', '12.5元'), ('12.50', '-12.50'))
    >>> read_number(12.5, ";;;")[::2]
    ('12.5', True)
    """
    if not abs(value) < _LARGEST or not code or code in {"General", "@"}:
        return Number(shown_number(value, code))
    number = stored_number(value)
    section, signed = section_for(number, code)
    shown = _printed(section, number, signed=signed)
    if section.other:
        return Number(shown, hidden=True)
    if number == 0:
        return Number(shown)
    if not section.prints_number:
        said = shown.strip("-－—–/ ")
        # Latin letters are a code of dates that is not known here.
        return Number(_plain(number), hidden=True) if said.isascii() else Number(shown)
    if section.percent:
        return Number(shown, scale=section.scale)
    in_full = _in_full(section, number)
    if in_full is section and number > 0:
        return Number(shown, scale=section.scale)
    full = _printed(in_full, number, signed=signed)
    if number < 0 and not any(sign in full for sign in "-－"):
        full = f"-{full.strip('()（）')}"  # shown in red, or in parentheses
    return Number(shown, "" if full == shown else full, scale=section.scale)


def number_shown(shown: str, value: float) -> Number:
    """A number of which the file says what its cell shows.

    >>> number_shown("13", 12.5)[:2], number_shown("12.3万", 123456.0)[::3]
    (('13', '12.5'), ('12.3万', 4))
    """
    number = stored_number(value)
    if number == 0:
        return Number(shown)
    found = _SHOWN.search(shown)
    if found is None:
        said = shown.strip("-－—–/ ")
        return Number(shown) if said else Number(_plain(number), hidden=True)
    if "%" in shown or not abs(value) < _LARGEST:
        return Number(shown)
    decimals = len(found["decimals"] or "")
    digits = Decimal(found[0].replace(",", ""))
    for scale in _SCALES:
        exact = number.scaleb(-scale)
        if abs(_rounded(abs(exact), decimals) - digits) <= Decimal(1).scaleb(-decimals):
            break
    else:
        return Number(shown, _plain(number))
    before, after = shown[: found.start()], shown[found.end() :]
    lost = decimals < _FEWEST_DECIMALS and abs(abs(exact) - digits) >= _SMALLEST
    full = f"{before}{_plain(abs(_rounded(exact, _EXACT_DECIMALS)))}{after}" if lost else shown
    if number < 0 and not any(sign in full for sign in "-－"):
        full = f"-{full.strip('()（）')}"
    return Number(shown, "" if full == shown else full, scale=scale)


def _in_full(section: Section, number: Decimal) -> Section:
    """The section with more decimals, where it has fewer than an amount and they matter."""
    decimals = section.decimals
    if decimals >= _FEWEST_DECIMALS:
        return section
    exact = number.scaleb(-section.scale)
    pieces = section.pieces
    holders = [place for place, (kind, _) in enumerate(pieces) if kind in {"holder", "point"}]
    if not holders or abs(exact - _rounded(exact, decimals)) < _SMALLEST:
        return section
    behind = holders[-1] + 1
    more = [] if any(kind == "point" for kind, _ in pieces) else [("point", ".")]
    more += [("holder", "#")] * (_EXACT_DECIMALS - decimals)
    return section._replace(pieces=(*pieces[:behind], *more, *pieces[behind:]))


def shown_number(value: float, code: str | None) -> str:
    """A number as its format prints it; without a format as it is stored.

    >>> shown_number(77402.61, "#,##0.00"), shown_number(0.95, "0%"), shown_number(120.0, None)
    ('77,402.61', '95%', '120')
    >>> shown_number(123456, '[>=10000]0!.0,"万";0')
    '12.3万'
    """
    number = stored_number(value)
    if not abs(value) < _LARGEST:
        return str(value)  # no amount, and more digits than a format could be applied to
    if not code or code in {"General", "@"}:
        return _plain(number)
    section, signed = section_for(number, code)
    return _printed(section, number, signed=signed)


def stored_number(value: float) -> Decimal:
    """The decimal that was typed: a binary number at the 15 digits that a spreadsheet keeps."""
    return Decimal(f"{value:.{_SIGNIFICANT}g}")


def _printed(section: Section, number: Decimal, *, signed: bool) -> str:
    """A number under one section; another way to write it than digits is not followed."""
    if section.other:
        return _plain(number)
    percents = section.pieces.count(("text", "%"))
    value = abs(number).scaleb(2 * percents - section.scale)
    decimals = min(section.decimals, _MOST_DECIMALS)
    general = ("general", "") in section.pieces
    rounded = value if general else _rounded(value, decimals)
    minus = "-" if number < 0 and signed and rounded and section.prints_number else ""
    if general:
        words = (_plain(value) if kind == "general" else one for kind, one in section.pieces)
        return f"{minus}{''.join(words)}".strip()
    whole, _, fraction = f"{rounded:f}".partition(".")
    pieces = section.pieces
    point = next((n for n, (kind, _) in enumerate(pieces) if kind == "point"), len(pieces))
    pointed = point < len(pieces)
    out = _whole(pieces[:point], whole, grouped=section.grouped, pointed=pointed)
    out += _fraction(pieces[point:], fraction)
    return f"{minus}{out}".strip()


def _whole(
    pieces: tuple[tuple[str, str], ...], digits: str, *, grouped: bool, pointed: bool
) -> str:
    """The part before the point, filled from the right; the first holder takes what is left over.

    A zero before a point is written also where a format leaves it out: an amount begins with a digit.
    """
    holders = sum(kind == "holder" for kind, _ in pieces)
    least = sum(piece == ("holder", "0") for piece in pieces)
    digits = digits.zfill(least)
    if digits == "0" and not least and not pointed:
        digits = ""
    out: list[str] = []
    printed = 0
    for kind, character in reversed(pieces):
        if kind != "holder":
            out.append(character)
            continue
        holders -= 1
        for _ in range(len(digits) if not holders else min(1, len(digits))):
            if grouped and printed and printed % 3 == 0:
                out.append(",")
            out.append(digits[-1])
            digits = digits[:-1]
            printed += 1
    return "".join(reversed(out))


def _fraction(pieces: tuple[tuple[str, str], ...], digits: str) -> str:
    """The point and the part behind it, without last zeros that are shown only where they count."""
    last = 0
    holders = [character for kind, character in pieces if kind == "holder"]
    for place, character in enumerate(holders, start=1):
        if character == "0" or digits[place - 1 : place].strip("0"):
            last = place
    out = ""
    filled = 0
    last = min(last, _MOST_DECIMALS)
    for kind, character in pieces:
        if kind == "holder":
            filled += 1
            out += (digits[filled - 1 : filled] or "0") if filled <= last else ""
        elif kind != "point" or last:
            out += character
    return out


def _rounded(value: Decimal, decimals: int) -> Decimal:
    exact = Decimal(1).scaleb(-min(decimals, _MOST_DECIMALS))
    return value.quantize(exact, ROUND_HALF_UP, _WIDE)


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
