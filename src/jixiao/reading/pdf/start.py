"""Starts the child process: run by its path, so that it loads nothing but what reads PDF files.

Importing ``jixiao.reading.pdf.worker`` the usual way would first run ``jixiao/__init__.py`` and with
it the whole library, which takes longer than to read most files.
"""

import sys
import types
from pathlib import Path

_HERE = Path(__file__).resolve().parent


def main() -> None:
    """Put bare packages in place of the real ones, then serve."""
    for name, path in (
        ("jixiao", _HERE.parents[1]),
        ("jixiao.reading", _HERE.parent),
        ("jixiao.reading.pdf", _HERE),
    ):
        package = types.ModuleType(name)
        package.__path__ = [str(path)]
        sys.modules[name] = package
    from jixiao.reading.pdf.worker import main as serve  # noqa: PLC0415 - needs these packages

    serve()


if __name__ == "__main__":
    main()
