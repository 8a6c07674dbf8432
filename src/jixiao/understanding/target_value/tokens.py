"""A value scanned into tokens: what each production took, and what a token is."""

import re

import msgspec

from jixiao.understanding.target_value.finish import is_amount_name, is_lasting_name, is_time_name
from jixiao.understanding.target_value.productions import matches, quantity, whole_match
from jixiao.understanding.target_value.quantity import QUANTITIES
from jixiao.understanding.target_value.units import known_unit

DATES = frozenset(
    {"period", "recurring", "date", "short_year", "quarter", "year", "month_day", "month",
     "year_end", "day_of_month", "time_of_day"}
)  # fmt: skip
LATEST = re.compile(r"[ ]?(?:底|末)?(?:之前|以前|前|为止|止|之内|以内|内)(?!期|三|两|后)")
_PERIODS = frozenset("年季月周天日")
# Two groups or more of each form: one name alone gives no tuple of groups.
_COMPARED = {
    "quantity": ("before", "after", "after2", "more", "more2", "inner"),
    "percent": ("p_before", "p_after"),
    "fraction": ("f_before", "f_after"),
    "ratio": ("q_before", "q_after"),
    "enclosed": ("e_sign1", "e_sign2"),
    "interval": ("i_open", "i_close"),
}
_OR_NUMBERS = frozenset({"month", "date"})
_PLAIN_MONTHS = re.compile(r"[0-9]{1,2}[ ]?月")
_DECIMAL_DATE = re.compile(r"(?:19|20)[0-9]{2}\.[0-9]{1,2}")


class Token(msgspec.Struct, frozen=True, eq=False):
    """One match of a production; ``form`` is the production's name."""

    form: str
    start: int
    end: int
    match: re.Match[str]


class Clause(msgspec.Struct, eq=False):
    """What stands between two separators, its tokens, and the targets found among them."""

    start: int
    end: int = 0
    tokens: list[Token] = []
    targets: list[Token] = []
    deadlines: list[Token] = []
    rivals: int = 0


def scan(t: str, name: str, *, opened: bool, start: int = 0, end: int | None = None) -> list[Token]:
    """All tokens in order; ``opened`` looks into every bracket, else only where it says 其中."""
    end = len(t) if end is None else end
    found: list[Token] = []
    for match in matches(t, start, end):
        form = match.lastgroup or ""
        first, last = match.span()
        if form == "quantity":
            if _is_number(match):
                found.append(Token(form, first, last, match))
            continue
        if (form == "note" and (opened or "其中" in match[0])) or (
            form == "quoted" and match[0] == t.strip()
        ):
            found.append(Token("separator", first, first + 1, match))
            deeper = opened and form == "quoted"
            found += scan(t, name, opened=deeper, start=first + 1, end=last - 1)
            found.append(Token("separator", last - 1, last, match))
            continue
        again = form in _OR_NUMBERS and name and _rather_number(form, match[0], name)
        if form == "idiom" and "期" in name and match[0] == t.strip():
            again = match[0][-1] == "期"
        if again and (number := quantity().match(t, first, end)):
            found.append(Token("quantity", first, number.end(), number))
            continue
        if form in QUANTITIES:
            match = whole_match(match)  # noqa: PLW2901
        found.append(Token(form, first, last, match))
    return found


def _rather_number(form: str, printed: str, name: str) -> bool:
    """Whether 「12月」 is a length for a name of lengths, 「2026.1」 an amount for a name of amounts."""
    if form == "month":
        return _PLAIN_MONTHS.fullmatch(printed) is not None and is_lasting_name(name)
    return _DECIMAL_DATE.fullmatch(printed) is not None and is_amount_name(name)


def _is_number(match: re.Match[str]) -> bool:
    """Whether a Chinese numeral has a unit or a comparator; alone it is part of a word."""
    number: str = match["number"]
    return (
        number.isascii()
        or "成" in number
        or any(match.group("unit", "before", "after", "after2", "more"))
    )


def says_how_often(token: Token) -> bool:
    """Whether a number is only the period of another: 一月一次, 一天24小时."""
    return (
        token.form == "quantity"
        and token.match["number"] in ("一", "1")
        and token.match["unit"] in _PERIODS
        and not compared(token)
    )


def compared(token: Token) -> bool:
    """Whether a comparator stands with the number."""
    if token.form == "range":
        return True
    return any(token.match.group(*_COMPARED[token.form]))


def is_duration(token: Token) -> bool:
    """Whether the number counts time: 5个工作日, 24小时."""
    unit = (
        token.match["unit"]
        if token.form == "quantity"
        else token.match["r_unit"]
        if token.form == "range"
        else None
    )
    return unit is not None and unit != "" and known_unit(unit).dimension == "duration"


def asks_for_day(name: str, level2: str | None) -> bool:
    """Whether a bare date answers the indicator."""
    return not name or is_time_name(name, level2)
