"""HTML files that open from disk, load nothing, and run nothing but our own script."""

import base64
import hashlib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from jixiao.text import shown

if TYPE_CHECKING:
    from jinja2 import Template


def render(package: str, name: str, **context: object) -> bytes:
    """A page from ``<name>.html.j2``, ``.css`` and ``.js`` of a package.

    Args:
        package: Where the three files are.
        name: Their name.
        context: What the template shows; ``style``, ``script`` and ``policy`` are added.
    """
    template, style, script = _template(package, name)
    # What may run and be applied is named by its hash: nothing in a document can add to it.
    policy = f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; base-uri 'none'; form-action 'none'"
    return template.render(**context, style=style, script=script, policy=policy).encode()


@cache
def _template(package: str, name: str) -> "tuple[Template, str, str]":
    # Only these pages need it, and every start of the program would wait for it.
    from jinja2 import Environment, StrictUndefined  # noqa: PLC0415

    environment = Environment(
        autoescape=True,
        finalize=_visible,
        lstrip_blocks=True,
        trim_blocks=True,
        undefined=StrictUndefined,
    )
    template = environment.from_string(_file(package, f"{name}.html.j2"))
    return template, _file(package, f"{name}.css"), _file(package, f"{name}.js")


def _file(package: str, name: str) -> str:
    # A checkout may have other line ends, and the hash is over what the browser sees.
    content = (resources.files(package) / name).read_bytes()
    return content.decode().replace("\r\n", "\n")


def _visible(value: object) -> object:
    """Every text that the page prints, made safe to look at; escaping comes after."""
    # Our own style and script say of themselves that they are safe.
    ours = hasattr(value, "__html__")
    return shown(value) if isinstance(value, str) and not ours else value


def _hash(content: str) -> str:
    digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
    return f"sha256-{digest}"
