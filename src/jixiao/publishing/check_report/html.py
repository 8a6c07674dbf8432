"""One HTML file for officers: opens from disk, loads nothing, prints."""

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from jixiao.model import Check, RuleSummary
from jixiao.publishing.check_report.view import view_report
from jixiao.text import shown

if TYPE_CHECKING:
    from jinja2 import Template


def report_html(checks: Sequence[Check], rules: Sequence[RuleSummary] = ()) -> bytes:
    """A page with all findings, filters, rules without a verdict, and the score.

    Args:
        checks: One for each document, made with one rule set.
        rules: What there is to say of the rules, in the order of their codes.
    """
    template, style, script = _template()
    # What may run and be applied is named by its hash: nothing in a document can add to it.
    policy = f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; base-uri 'none'; form-action 'none'"
    page = template.render(
        report=view_report(checks, rules),
        style=style,
        script=script,
        policy=policy,
    )
    return page.encode()


@cache
def _template() -> "tuple[Template, str, str]":
    # Only this report needs it, and every start of the program would wait for it.
    from jinja2 import Environment, StrictUndefined  # noqa: PLC0415

    environment = Environment(
        autoescape=True,
        finalize=_visible,
        lstrip_blocks=True,
        trim_blocks=True,
        undefined=StrictUndefined,
    )
    return environment.from_string(_file("report.html.j2")), _file("report.css"), _file("report.js")


def _file(name: str) -> str:
    # A checkout may have other line ends, and the hash is over what the browser sees.
    content = (resources.files(__package__) / name).read_bytes()
    return content.decode().replace("\r\n", "\n")


def _visible(value: object) -> object:
    """Every text that the page prints, made safe to look at; escaping comes after."""
    # Our own style and script say of themselves that they are safe.
    ours = hasattr(value, "__html__")
    return shown(value) if isinstance(value, str) and not ours else value


def _hash(content: str) -> str:
    digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
    return f"sha256-{digest}"
