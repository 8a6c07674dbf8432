"""The folder in which one office's data live: database, files, key."""

import os
import secrets
import sys
from pathlib import Path

VARIABLE = "JIXIAO_HOME"


def home_folder() -> Path:
    """The folder, made if need be: ``JIXIAO_HOME``, or the usual place of the system."""
    named = os.environ.get(VARIABLE)
    folder = Path(named) if named else _usual() / "jixiao"
    folder.mkdir(parents=True, exist_ok=True)
    return folder.resolve()


def _usual() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home())
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")


def secret(name: str, variable: str) -> str:
    """A secret from the environment, or from a file of the folder that only its owner can read."""
    if named := os.environ.get(variable):
        return named
    path = home_folder() / name
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(50))
    return path.read_text(encoding="ascii").strip()
