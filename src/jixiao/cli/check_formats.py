"""The forms in which a check is put out."""

import datetime
from collections.abc import Callable
from typing import NamedTuple

from jixiao import __version__
from jixiao.checking import Checker, summaries
from jixiao.cli.check_view import diff_of, show_check
from jixiao.cli.formats import Format, nothing
from jixiao.cli.page import Look, Page
from jixiao.cli.streams import CannotWrite
from jixiao.keeping import ReadingError, to_json
from jixiao.model import Check, Fixed, ObjectiveTable, Severity
from jixiao.publishing import report_html, report_junit, report_sarif

CHECK_FORMATS = ("text", "json", "jsonl", "html", "xlsx", "docx", "sarif", "junit")
_REPORTS = {"html": ".html", "sarif": ".sarif", "junit": ".xml", "xlsx": ".xlsx", "docx": ".docx"}
_BINARY = ("xlsx", "docx")


class Checked(NamedTuple):
    """A check, and the tables that were checked."""

    check: Check
    tables: tuple[ObjectiveTable, ...]


def choose_check_format(
    name: str,
    checker: Checker,
    *,
    to_file: bool,
    several: bool,
    statistics: bool = False,
    severity: Severity = "info",
    look: Look | None = None,
) -> Format[Checked]:
    """A form of output for checks; arguments as for `choose_format`.

    Args:
        name: One of `CHECK_FORMATS`.
        checker: Its rules are told in reports.
        to_file: A file for each check.
        several: More than one file is checked.
        statistics: Of the text form, only the counts by rule.
        look: Of pages for people; found out where left out.
        severity: In JUnit, from which severity on a finding is a failure.

    Raises:
        CannotWrite: A report of its own kind of file is asked for several files at once.
    """
    if name in _BINARY and not to_file:
        raise CannotWrite(f"{name} 不能输出到屏幕；请用 -o 写到文件。")
    if name in _REPORTS:
        if several and not to_file:
            raise CannotWrite(f"几个文件的 {name} 不能接在一起输出；请用 -o 给一个文件夹。")
        return Format(_REPORTS[name], _report(name, checker, severity), nothing)
    if name == "text":
        page = Page(for_terminal=not to_file, look=look)

        def shown(checked: Checked) -> bytes:
            page.take()
            show_check(checked.check, page, statistics=statistics)
            return page.take()

        return Format(".txt", shown, nothing, between=f"\n{'─' * page.width}\n\n".encode())
    pretty = name == "json" and (to_file or not several)

    def encode(record: Checked | ReadingError) -> bytes:
        return to_json(record.check if isinstance(record, Checked) else record, pretty=pretty)

    return Format(f".{name}", encode, encode)


def _report(name: str, checker: Checker, severity: Severity) -> Callable[[Checked], bytes]:
    rules = summaries(checker.policy, checker.rules)

    def encode(checked: Checked) -> bytes:
        check, tables = checked
        if name == "html":
            return report_html((check,), rules)
        if name == "xlsx":
            from jixiao.publishing.check_report.xlsx import report_xlsx  # noqa: PLC0415 - heavy

            return report_xlsx(tables, check, rules)
        if name == "docx":
            from jixiao.publishing.check_report.docx import report_docx  # noqa: PLC0415 - heavy

            today = datetime.date.today()  # noqa: DTZ011 - the officer's own day
            return report_docx(tables, check, rules, on=today)
        if name == "sarif":
            return report_sarif((check,), rules, version=__version__)
        return report_junit((check,), rules, severity=severity)

    return encode


def diff_format() -> Format[Fixed]:
    """What a fix would change, for people."""
    return Format(".diff", lambda fixed: diff_of(fixed).encode(), nothing)


def fixed_format(*, to_file: bool, several: bool) -> Format[Fixed]:
    """The mended records with the list of changes."""
    pretty = to_file or not several

    def encode(record: Fixed | ReadingError) -> bytes:
        return to_json(record, pretty=pretty)

    return Format(".fixed.json", encode, encode)
