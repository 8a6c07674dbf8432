"""What a cell shows of a date, a time of day or a length of time."""

import datetime
import re
from collections.abc import Callable

_PIECE = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|[_*].|\[(?P<bracket>[^\]]*)\]|(?P<half>AM/PM|A/P|上午/下午)'
    r"|(?P<code>y+|m+|d+|h+|s+|a{3,}|e+)|(?P<parts>\.0+)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAYS = "一二三四五六日"
_DIGITS = "〇一二三四五六七八九"
_CHINESE = re.compile(r"\[DBNum1\]", re.IGNORECASE)
_SHORT = 3
_FIRST = datetime.datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet has no zone

Stored = datetime.datetime | datetime.date | datetime.time | datetime.timedelta


def shown_date(value: Stored, code: str | None) -> str:
    """A date or time as its format prints it; without a format as ISO 8601.

    >>> shown_date(datetime.date(2021, 12, 31), 'yyyy"年"m"月"d"日"')
    '2021年12月31日'
    >>> shown_date(datetime.date(2021, 10, 31), '[DBNum1][$-804]yyyy"年"m"月"d"日"')
    '二〇二一年十月三十一日'
    """
    pieces = list(_PIECE.finditer(_first_section(code or "")))
    codes = {m["code"][0].lower() for m in pieces if m["code"]} | {
        m["bracket"][0].lower()
        for m in pieces
        if m["bracket"] and set(m["bracket"]) <= set("hmsHMS")
    }
    length = None
    if isinstance(value, datetime.timedelta):
        try:
            length, value = value, _FIRST + value
        except OverflowError:
            return str(value)
    elif isinstance(value, datetime.time):
        if not codes or codes & set("yde"):
            return value.isoformat()
        value = datetime.datetime.combine(_FIRST.date(), value)
    elif not isinstance(value, datetime.datetime):
        value = datetime.datetime(value.year, value.month, value.day)  # noqa: DTZ001
    if not codes:
        midnight = (value.hour, value.minute, value.second) == (0, 0, 0)
        return value.date().isoformat() if midnight else value.isoformat(sep=" ")
    return _printed(value, pieces, length, _numerals(code or "")).strip()


def _printed(
    value: datetime.datetime,
    pieces: list["re.Match[str]"],
    length: datetime.timedelta | None,
    number: Callable[[int, int], str],
) -> str:
    halves = any(piece["half"] for piece in pieces)
    out: list[str] = []
    after_hour = False
    for place, piece in enumerate(pieces):
        code = (piece["code"] or "").lower()
        width = len(code)
        elapsed = (piece["bracket"] or "").lower()
        if piece["quoted"] is not None or piece["escaped"] is not None:
            out.append(piece["quoted"] or piece["escaped"] or "")
        elif elapsed and set(elapsed) <= set("hms"):
            seconds = int((length or value - _FIRST).total_seconds())
            out.append(f"{seconds // {'h': 3600, 'm': 60, 's': 1}[elapsed[0]]:0{len(elapsed)}}")
            after_hour = elapsed[0] == "h"
        elif piece["half"]:
            choice = piece["half"].split("/")
            out.append(choice[value.hour >= 12])
        elif code.startswith(("y", "e")):
            short = width <= 2 and code[0] == "y"
            out.append(number(value.year % 100, -2) if short else number(value.year, -4))
        elif code.startswith("m") and (after_hour or _before_seconds(pieces, place)):
            out.append(number(value.minute, width))
        elif code.startswith("m"):
            name = _MONTHS[value.month - 1]
            named = {3: name[:_SHORT], 4: name, 5: name[0]}
            out.append(named.get(width) or number(value.month, width))
        elif code.startswith("a"):
            out.append(("星期" if width > _SHORT else "") + _WEEKDAYS[value.weekday()])
        elif code.startswith("d"):
            name = _DAYS[value.weekday()]
            out.append({3: name[:_SHORT], 4: name}.get(width) or number(value.day, width))
        elif code.startswith("h"):
            hour = (value.hour - 1) % 12 + 1 if halves else value.hour
            out.append(number(hour, width))
        elif code.startswith("s"):
            out.append(number(value.second, width))
        elif piece["parts"]:
            out.append("." + f"{value.microsecond:06}"[: len(piece["parts"]) - 1])
        elif piece["other"] not in {None, "@"}:
            out.append(piece["other"])
        if code:
            after_hour = code[0] == "h"
    return "".join(out)


def _before_seconds(pieces: list["re.Match[str]"], place: int) -> bool:
    following = next((m["code"] for m in pieces[place + 1 :] if m["code"]), "")
    return following[:1].lower() == "s"


def _numerals(code: str) -> Callable[[int, int], str]:
    """How numbers are written: in digits of a least width, or in Chinese; years digit by digit."""
    if not _CHINESE.search(code):
        return lambda number, width: f"{number:0{abs(width)}}"

    def chinese(number: int, width: int) -> str:
        if width < 0:
            return "".join(_DIGITS[int(digit)] for digit in f"{number:0{-width}}")
        tens, ones = divmod(number, 10)
        head = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
        return head + (_DIGITS[ones] if ones or not tens else "")

    return chinese


def _first_section(code: str) -> str:
    """What a format says before its first semicolon outside of quotes."""
    quoted = False
    for place, character in enumerate(code):
        quoted ^= character == '"'
        if character == ";" and not quoted:
            return code[:place]
    return code
