"""The forms in which ``jixiao publish`` puts out records."""

import datetime
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from jixiao.model import Reading
from jixiao.pipeline import forms_of

Files = Iterable[tuple[str, bytes]]
"""Names below the output, and contents; the name of a single file is empty."""


class PublishForm(NamedTuple):
    """One form: ending of its file, whether it is a folder, whether the gate stands before it.

    ``prose`` says that it prints the indicators of a project in one cell.
    """

    ending: str
    write: Callable[[Reading, str], Files]
    folder: bool = False
    gated: bool = True
    prose: bool = True


def _single(make: Callable[[Reading, str], bytes]) -> Callable[[Reading, str], Files]:
    return lambda reading, paper: (("", make(reading, paper)),)


def _xlsx(reading: Reading, paper: str) -> bytes:
    from jixiao.publishing.official.xlsx import form_xlsx  # noqa: PLC0415 - only where asked for

    return form_xlsx(forms_of(reading), paper=paper)


def _docx(reading: Reading, paper: str) -> bytes:
    from jixiao.publishing.official.docx import form_docx  # noqa: PLC0415

    return form_docx(forms_of(reading), on=_today(), paper=paper)


def _pdf(reading: Reading, paper: str) -> bytes:
    from jixiao.publishing.official.pdf import form_pdf  # noqa: PLC0415

    return form_pdf(forms_of(reading), on=_today(), paper=paper)


def _today() -> datetime.date:
    return datetime.date.today()  # noqa: DTZ011 - the officer's own day


def _html(reading: Reading, paper: str) -> bytes:
    from jixiao.publishing.official.page import form_html  # noqa: PLC0415

    return form_html(forms_of(reading), paper=paper)


def _template(reading: Reading, paper: str) -> bytes:
    from jixiao.publishing.official.template import fill_in_template  # noqa: PLC0415

    del paper
    return fill_in_template(reading.table)


FORMS: dict[str, PublishForm] = {
    "xlsx": PublishForm(".xlsx", _single(_xlsx)),
    "docx": PublishForm(".docx", _single(_docx)),
    "pdf": PublishForm(".pdf", _single(_pdf)),
    "template": PublishForm(".xlsx", _single(_template), gated=False, prose=False),
    "html": PublishForm(".html", _single(_html)),
}
"""What `--as` can name."""


def form_names() -> Sequence[str]:
    """The names in the order of the help page."""
    return tuple(FORMS)
