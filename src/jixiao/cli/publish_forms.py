"""The forms in which ``jixiao publish`` puts out records."""

import datetime
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from jixiao import __version__
from jixiao.model import Reading
from jixiao.pipeline import forms_of
from jixiao.publishing.official import Form

Files = Iterable[tuple[str, bytes]]
"""Names below the output, and contents; the name of a single file is empty."""


class Prepared(NamedTuple):
    """A reading to publish; ``forms`` only where the form of output prints prose."""

    reading: Reading
    forms: tuple[Form, ...]


class PublishForm(NamedTuple):
    """One form: ending of its file, whether it is a folder, whether the gate stands before it.

    ``prose`` says that it prints the indicators of a project in one cell, ``joint`` that several
    files become one output.
    """

    ending: str
    write: Callable[[Sequence[Prepared], str], Files]
    folder: bool = False
    gated: bool = True
    prose: bool = True
    joint: bool = False


def _single(
    make: Callable[[tuple[Form, ...], str], bytes],
) -> Callable[[Sequence[Prepared], str], Files]:
    return lambda ready, paper: (("", make(ready[0].forms, paper)),)


def _xlsx(forms: tuple[Form, ...], paper: str) -> bytes:
    from jixiao.publishing.official.xlsx import form_xlsx  # noqa: PLC0415 - only where asked for

    return form_xlsx(forms, paper=paper)


def _docx(forms: tuple[Form, ...], paper: str) -> bytes:
    from jixiao.publishing.official.docx import form_docx  # noqa: PLC0415

    return form_docx(forms, on=_today(), paper=paper)


def _pdf(forms: tuple[Form, ...], paper: str) -> bytes:
    from jixiao.publishing.official.pdf import form_pdf  # noqa: PLC0415

    return form_pdf(forms, on=_today(), paper=paper)


def _today() -> datetime.date:
    return datetime.date.today()  # noqa: DTZ011 - the officer's own day


def _html(forms: tuple[Form, ...], paper: str) -> bytes:
    from jixiao.publishing.official.page import form_html  # noqa: PLC0415

    return form_html(forms, paper=paper)


def _template(ready: Sequence[Prepared], paper: str) -> Files:
    from jixiao.publishing.official.template import fill_in_template  # noqa: PLC0415

    del paper
    return (("", fill_in_template(ready[0].reading.tables)),)


def _site(ready: Sequence[Prepared], paper: str) -> Files:
    from jixiao.publishing.official.xlsx import form_xlsx  # noqa: PLC0415
    from jixiao.publishing.site import write_site  # noqa: PLC0415

    readings = [one.reading for one in ready]
    downloads: dict[str, bytes] = {}
    for number, reading in enumerate(readings, start=1):
        department = reading.tables[0].department or "目标表"
        safe = "".join(c for c in department if c.isalnum())[:60]
        content = form_xlsx(forms_of(reading), paper=paper)
        downloads[f"{number}-{safe}.xlsx"] = content
    return write_site(
        readings, downloads=downloads, published=_today(), made_by=f"jixiao {__version__}"
    )


def _data(name: str) -> Callable[[Sequence[Prepared], str], Files]:
    """A form of open data, by the name of the function that makes its one file."""

    def write(ready: Sequence[Prepared], paper: str) -> Files:
        from jixiao.publishing import open_data  # noqa: PLC0415

        del paper
        return (("", getattr(open_data, name)([one.reading for one in ready])),)

    return write


def _package(ready: Sequence[Prepared], paper: str) -> Files:
    from jixiao.publishing.open_data import package_files  # noqa: PLC0415

    del paper
    return package_files([one.reading for one in ready])


FORMS: dict[str, PublishForm] = {
    "xlsx": PublishForm(".xlsx", _single(_xlsx)),
    "docx": PublishForm(".docx", _single(_docx)),
    "pdf": PublishForm(".pdf", _single(_pdf)),
    "template": PublishForm(".xlsx", _template, gated=False, prose=False),
    "html": PublishForm(".html", _single(_html)),
    "csv": PublishForm(".csv", _data("csv_file"), prose=False),
    "json": PublishForm(".json", _data("json_file"), prose=False),
    "jsonl": PublishForm(".jsonl", _data("jsonl_file"), prose=False),
    "parquet": PublishForm(".parquet", _data("parquet_file"), prose=False),
    "package": PublishForm("", _package, folder=True, prose=False, joint=True),
    "integrated": PublishForm(".json", _data("integrated_file"), prose=False),
    "site": PublishForm("", _site, folder=True, prose=False, joint=True),
}
"""What `--as` can name."""

ENDINGS = frozenset(form.ending for form in FORMS.values() if form.ending)
"""What the files of all forms end with."""


def form_names() -> Sequence[str]:
    """The names in the order of the help page."""
    return tuple(FORMS)
