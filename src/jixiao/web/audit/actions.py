"""Every act that leaves an entry, with its sentence; `actions.toml` is the list."""

import tomllib
from importlib import resources

ACTIONS: dict[str, str] = tomllib.loads(
    (resources.files(__package__) / "actions.toml").read_text(encoding="utf-8")
)["actions"]
"""The sentence of each action, such as ``table.submit``; ``{subject}`` stands for what it was about."""
