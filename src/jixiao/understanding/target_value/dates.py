"""Dates and periods as printed → ISO 8601, never more exact than the print."""

import calendar
import datetime
import re
from typing import NamedTuple

_RUN = re.compile(
    r"[0-9]+|元(?=月)|[〇零○一二三四五六七八九十]+(?=[年月日号季个])|(?<=[第前])[一二三四]"
)
_CN = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "元": 1}
_TO = re.compile(r"[ ]*(?:[~至到]|--|——)[ ]*")
_DASH = re.compile(r"(?<=[0-9日号月年份时点分半整])[ ]*-[ ]*(?=[0-9早晚上下中凌])")
_CLOCK = re.compile("[:时点]")
_FIRST_SERIAL, _LAST_SERIAL = 40_000, 55_000  # 2009 to 2050
_EPOCH = datetime.date(1899, 12, 30)
_TIME = re.compile(r"[ ]?[0-9]{1,2}(?::[0-9]{2}|[时点])$")
_NOON = 12
_AFTERNOON = re.compile("下午|晚")
_YEAR_DIGITS = 4
_QUARTERS = re.compile(r"(?:([0-9]{4})年度?)?第?([一二三四1-4])(?=季|[ ]*[-~至到])")
_MONTH_OF = re.compile("(?:[首头末]|第一个?|最后一?个?)月")  # of a quarter, a half year, a term


class Moment(NamedTuple):
    """A date in ISO 8601, how exact it is, and what the print leaves open."""

    date: str | None
    precision: str
    note: str | None = None


def _numbers(text: str) -> list[int]:
    return [int(run) if run.isdecimal() else _chinese(run) for run in _RUN.findall(text)]


def _chinese(run: str) -> int:
    if "十" not in run:
        return int("".join(str(_CN[c]) for c in run))
    tens, _, ones = run.partition("十")
    return (_CN.get(tens, 1) if tens else 1) * 10 + (_CN.get(ones, 0) if ones else 0)


def read_moment(form: str, text: str) -> Moment | None:
    """The moment that a production's text prints; None where no such day exists.

    >>> read_moment("date", "2024年12月31日").date, read_moment("month", "6月底").date
    ('2024-12-31', '--06')
    >>> read_moment("quarter", "第三季度").note
    '“第三季度”可指第二季度末或第三季度末'
    >>> read_moment("date", "2024年2月31日") is None
    True
    """
    if form in ("year_end", "fiscal"):
        return Moment(
            None, "quarter" if "季" in text else "month" if text.startswith("月") else "year"
        )
    if form == "period":
        return _period(text)
    if form == "quarter":
        return _quarter(text)
    if form == "recurring":
        return _recurring(text)
    note = None
    if form == "date" and (time := _TIME.search(text)):
        text, note = text[: time.start()], f"{time[0].strip()}前"
    numbers = _numbers(text)
    if form == "time_of_day":
        minute = numbers[1] if len(numbers) > 1 else 30 if "半" in text else 0
        hour = numbers[0] + (12 if numbers[0] < _NOON and _AFTERNOON.search(text) else 0)
        return Moment(f"T{hour:02}:{minute:02}", "time")
    if form == "day_of_month":
        return Moment(f"---{numbers[0]:02}", "day")
    if form == "short_year":
        numbers[0] += 2000
        date = _iso(numbers)
        return None if date is None else Moment(date, _precision(numbers), "年份只印两位")
    if form in ("month_day", "month"):
        date = _iso([None, *numbers])
        return None if date is None else Moment(date, "day" if form == "month_day" else "month")
    date = _iso(numbers)
    return None if date is None else Moment(date, _precision(numbers), note)


def _precision(numbers: list[int]) -> str:
    return ("year", "month", "day")[len(numbers) - 1]


def _iso(numbers: list[int | None] | list[int]) -> str | None:
    year, *rest = numbers
    head = "-" if year is None else str(year)
    if not rest:
        return head
    month = rest[0] or 0
    if not 1 <= month <= 12 or len(rest) > 2:
        return None
    if len(rest) == 1:
        return f"{head}-{month:02}"
    day = rest[1] or 0
    if not 1 <= day <= calendar.monthrange(year or 2024, month)[1]:
        return None
    return f"{head}-{month:02}-{day:02}"


def _quarters(text: str) -> Moment | None:
    """「2024年第一季度至第三季度」, 「1-3季度」."""
    found = _QUARTERS.findall(text)
    if len(found) != 2:
        return None
    begin, end = (_CN.get(which) or int(which) for _, which in found)
    year = found[0][0] or "-"
    return Moment(f"{year}-{3 * begin - 2:02}/{found[1][0] or year}-{3 * end:02}", "period")


def _period(text: str) -> Moment | None:
    if "季" in text:
        return _quarters(text)
    parts = text.split("-")
    if _TO.search(text):
        halves = _TO.split(text, maxsplit=1)
    elif len(parts) in (4, 6) and "年" not in text:  # 2023-07-01-2024-06-30
        half = len(parts) // 2
        halves = ["-".join(parts[:half]), "-".join(parts[half:])]
    else:
        halves = _DASH.split(text, maxsplit=1)
    if len(halves) != 2:
        return None
    if _CLOCK.search(text):
        first, second = (read_moment("time_of_day", half) for half in halves)
        return (
            None
            if first is None or second is None
            else Moment(f"{first.date}/{second.date}", "period")
        )
    begin: list[int | None] = [*_numbers(halves[0])]
    end: list[int | None] = [*_numbers(halves[1])]
    if not begin or not end:
        return None
    if len(str(begin[0])) < _YEAR_DIGITS:
        begin.insert(0, None)
    if len(str(end[0])) < _YEAR_DIGITS:
        end = (
            begin[: max(1, len(begin) - len(end))] + end
            if len(end) < len(begin)
            else [begin[0], *end]
        )
    one, other = _iso(begin), _iso(end)
    if one is None or other is None:
        return None
    return Moment(f"{one}/{other}", "period")


def _quarter(text: str) -> Moment | None:
    # The year's own numeral stands before 年.
    head, year_sign, tail = (
        text.rpartition("年") if "半年" not in text else text[:-3].rpartition("年")
    )
    body = tail if year_sign else text
    if "半年" in text:
        body = "上半年" if "上半年" in text else "下半年"
        months, precision = ("01", "06") if body == "上半年" else ("07", "12"), "half_year"
    else:
        numerals = re.findall(r"[一二三四1-4]", body)
        if not numerals:
            return None
        which = _CN[numerals[-1]] if numerals[-1] in _CN else int(numerals[-1])
        start = 1 if "前" in body else 3 * which - 2
        months, precision = (f"{start:02}", f"{3 * which:02}"), "quarter"
    years = [n for n in _numbers(head + "年") if n > 999] if head else []
    year = str(years[0]) if years else "-"
    date = f"{year}-{months[0]}/{year}-{months[1]}"
    if precision == "half_year" or "前" in body:
        return Moment(date, precision)
    names = ("", "第一季度", "第二季度", "第三季度", "第四季度")
    which = int(months[1]) // 3
    before = names[which - 1] if which > 1 else "上年第四季度"
    if body.endswith(("底", "末")):
        return Moment(date, precision)
    return Moment(date, precision, f"“{names[which]}”可指{before}末或{names[which]}末")


def _recurring(text: str) -> Moment | None:
    if _MONTH_OF.search(text):
        return Moment(None, "month")
    numbers: list[int | None] = [*_numbers(text)]
    if "年" in text and numbers:
        date = _iso([None, *numbers])
        return (
            None if date is None else Moment(date, "day" if len(numbers) > 1 else "month", "每年")
        )
    note = None if text[0] == "每" else text[:2]  # 「次月5日」
    if len(numbers) > 1:
        return Moment(f"---{numbers[0]:02}/---{numbers[1]:02}", "period", note)
    if numbers:
        return Moment(f"---{numbers[0]:02}", "day", note)
    return Moment(None, "quarter" if "季" in text else "month" if "月" in text else "year")


def serial_date(number: int) -> str | None:
    """The day a spreadsheet's serial number stands for, or None where it is none of our time.

    >>> serial_date(44561), serial_date(100)
    ('2021-12-31', None)
    """
    if not _FIRST_SERIAL <= number <= _LAST_SERIAL:
        return None
    return (_EPOCH + datetime.timedelta(days=number)).isoformat()
