"""Every act that leaves an entry, with its sentence; `actions.toml` is the list."""

import tomllib
from importlib import resources

from django.utils.html import format_html
from django.utils.translation import gettext

ACTIONS: dict[str, str] = tomllib.loads(
    (resources.files(__package__) / "actions.toml").read_text(encoding="utf-8")
)["actions"]
"""The sentence of each action, such as ``table.submit``; ``{subject}`` stands for what it was about."""


def sentence_of(action: str, *, subject: str) -> str:
    """What was done, in the language of the page; an act no longer listed by its code."""
    return format_html(gettext(ACTIONS[action]), subject=subject) if action in ACTIONS else action
