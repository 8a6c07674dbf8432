"""The official form as a web page of one file: an accessible table that prints well."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from jixiao.publishing.official.form import Form, printed_amount


def form_html(forms: Sequence[Form], *, paper: str = "a4") -> bytes:
    """A page with a table for each form; no script, nothing from outside."""
    document = _template().render(forms=forms, paper=paper.upper(), amount=printed_amount)
    return str(document).encode("utf-8", "xmlcharrefreplace")


@cache
def _template() -> Any:
    # Only this form of output needs it.
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415

    loader = PackageLoader(__package__ or "", ".")
    environment = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page.html.jinja")
