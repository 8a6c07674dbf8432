"""The files that a reading, or the check of it, is given out as: made by the library, named here."""

import datetime
from collections.abc import Callable
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jixiao import model
from jixiao.pipeline import forms_of


class Verdict(NamedTuple):
    """A check, and the rules that it names."""

    check: model.Check
    rules: tuple[model.RuleSummary, ...]


class Out(NamedTuple):
    """One kind of file: title, ending, media type, and what makes it on a day.

    ``of_check`` says that it tells of the check; such files are never published.
    """

    title: Promise
    ending: str
    media_type: str
    make: Callable[[model.Reading, Verdict | None, datetime.date], bytes]
    of_check: bool = False


def _xlsx(reading: model.Reading, verdict: Verdict | None, on: datetime.date) -> bytes:
    from jixiao.publishing.official.xlsx import form_xlsx  # noqa: PLC0415 - only where asked for

    return form_xlsx(forms_of(reading), on=on)


def _docx(reading: model.Reading, verdict: Verdict | None, on: datetime.date) -> bytes:
    from jixiao.publishing.official.docx import form_docx  # noqa: PLC0415

    return form_docx(forms_of(reading), on=on)


def _pdf(reading: model.Reading, verdict: Verdict | None, on: datetime.date) -> bytes:
    from jixiao.publishing.official.pdf import form_pdf  # noqa: PLC0415

    return form_pdf(forms_of(reading), on=on)


def _template(reading: model.Reading, verdict: Verdict | None, on: datetime.date) -> bytes:
    from jixiao.publishing.official.template import fill_in_template  # noqa: PLC0415

    return fill_in_template(reading.tables, filled=True)


def _data(name: str) -> Callable[[model.Reading, Verdict | None, datetime.date], bytes]:
    def make(reading: model.Reading, verdict: Verdict | None, on: datetime.date) -> bytes:
        from jixiao.publishing import open_data  # noqa: PLC0415

        return getattr(open_data, name)([reading])

    return make


def _opinion(reading: model.Reading, verdict: Verdict | None, on: datetime.date) -> bytes:
    from jixiao.publishing.check_report.docx import report_docx  # noqa: PLC0415

    assert verdict is not None
    return report_docx(reading.tables, verdict.check, verdict.rules, on=on)


def _report(reading: model.Reading, verdict: Verdict | None, on: datetime.date) -> bytes:
    from jixiao.publishing.check_report.xlsx import report_xlsx  # noqa: PLC0415

    assert verdict is not None
    return report_xlsx(reading.tables, verdict.check, verdict.rules)


def _report_page(reading: model.Reading, verdict: Verdict | None, on: datetime.date) -> bytes:
    from jixiao.publishing import report_html  # noqa: PLC0415

    assert verdict is not None
    return report_html([verdict.check], verdict.rules)


_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OUTS: dict[str, Out] = {
    "xlsx": Out(_("正式表格（Excel）"), ".xlsx", _XLSX, _xlsx),
    "docx": Out(_("正式表格（Word）"), ".docx", _DOCX, _docx),
    "pdf": Out(_("正式表格（PDF）"), ".pdf", "application/pdf", _pdf),
    "csv": Out(_("开放数据（CSV）"), ".csv", "text/csv; charset=utf-8", _data("csv_file")),
    "json": Out(_("开放数据（JSON）"), ".json", "application/json", _data("json_file")),
    "package": Out(_("开放数据包（ZIP）"), ".zip", "application/zip", _data("package_zip")),
    "template": Out(_("填报模板（Excel）"), ".xlsx", _XLSX, _template),
    "opinion": Out(_("审核意见（Word）"), ".docx", _DOCX, _opinion, of_check=True),
    "report": Out(_("校验报告（Excel）"), ".xlsx", _XLSX, _report, of_check=True),
    "report-page": Out(_("校验报告（网页）"), ".html", "text/html; charset=utf-8", _report_page, of_check=True),
}  # fmt: skip
PUBLIC = ("xlsx", "pdf", "csv", "json", "package")
"""What is offered to everyone, of a disclosed version."""

_NAMES = {"template": "填报模板", "opinion": "审核意见", "report": "校验报告", "report-page": "校验报告",
          "csv": "开放数据", "json": "开放数据", "package": "开放数据包"}  # fmt: skip


def file_name(department: str, year: int, form: str, version: int | None = None) -> str:
    """What a file is called, in Chinese.

    >>> file_name("某市 商务局", 2024, "xlsx", 3)
    '某市商务局2024年项目支出绩效目标表（第3版）.xlsx'
    """
    safe = "".join(one for one in department if one.isalnum())[:60]
    what = _NAMES.get(form, "")
    which = "" if version is None else f"（第{version}版）"
    return f"{safe}{year}年项目支出绩效目标表{what}{which}{OUTS[form].ending}"
