"""A page of text for people: paragraphs, facts, numbered notes and tables, in Chinese widths."""

import io
import os
import sys
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from jixiao.cli.wrap import shown, width_of, wrap

WIDTH = 120
"""Columns where the output is no terminal."""

_GUTTER = 2
_NARROWEST = 12


class Column(NamedTuple):
    """A column of a table; the flexible one takes what is left and is wrapped."""

    title: str
    right: bool = False
    flexible: bool = False


class Row(NamedTuple):
    """Cells of a table's row, and how they look."""

    cells: Sequence[str]
    style: str = ""


class Look(NamedTuple):
    """How wide pages are, and whether in colour; other processes are told by this one."""

    width: int
    coloured: bool


def look_of_output(*, for_terminal: bool) -> Look:
    """The look of pages on standard output, or in a file."""
    terminal = Console(file=sys.stdout)
    here = for_terminal and terminal.is_terminal
    coloured = here and terminal.color_system is not None and not terminal.legacy_windows
    # COLUMNS is how a person says how wide a page in a pipe should be.
    return Look(terminal.width if here or "COLUMNS" in os.environ else WIDTH, coloured)


class Page:
    """Text of a page as it grows; in colour only for a terminal."""

    def __init__(
        self, *, for_terminal: bool, width: int | None = None, look: Look | None = None
    ) -> None:
        look = look or look_of_output(for_terminal=for_terminal)
        coloured = look.coloured
        self.width = width or look.width
        self._buffer = io.StringIO()
        self._console = Console(
            file=self._buffer,
            force_terminal=coloured,
            color_system="standard" if coloured else None,
            legacy_windows=False,
            width=self.width,
            markup=False,
            highlight=False,
            emoji=False,
        )

    def take(self) -> bytes:
        """All that was written since the last call, in UTF-8."""
        lines = self._buffer.getvalue().split("\n")
        self._buffer.seek(0)
        self._buffer.truncate()
        text = "\n".join(line.rstrip(" ") for line in lines)
        return text.encode("utf-8", "backslashreplace")

    def heading(self, text: str) -> None:
        """A heading after an empty line."""
        self._print(Text())
        self._print(Text(text, "bold cyan"))

    def paragraph(self, text: str, style: str = "", indent: int = 2) -> None:
        """Wrapped text."""
        for line in wrap(shown(text), self.width - indent):
            self._print(Text(" " * indent + line, style))

    def facts(self, facts: Iterable[tuple[str, str]]) -> None:
        """Labels with what they say, one below the other."""
        facts = list(facts)
        room = max(width_of(label) for label, _ in facts) + _GUTTER
        for label, value in facts:
            self._beside(label, "dim", room, [(value, "")])

    def numbered(self, notes: Iterable[Sequence[tuple[str, str]]]) -> None:
        """Notes of several styled paragraphs each, numbered from 1."""
        notes = list(notes)
        room = len(str(len(notes))) + 2 * _GUTTER
        for number, paragraphs in enumerate(notes, start=1):
            self._beside(f"{number:>{room - _GUTTER}}", "dim", room, paragraphs)

    def table(self, columns: Sequence[Column], rows: Sequence[Row]) -> None:
        """A table as wide as it needs to be, at most as wide as the page."""
        cells = [[shown(cell) for cell in row.cells] for row in rows]
        widths = [
            max(map(width_of, (column.title, *(row[index] for row in cells))))
            for index, column in enumerate(columns)
        ]
        fixed = sum(w for w, column in zip(widths, columns, strict=True) if not column.flexible)
        room = max(_NARROWEST, self.width - fixed - _GUTTER * (len(columns) - 1))
        table = Table(
            box=SIMPLE_HEAD,
            header_style="dim",
            padding=(0, 1, 0, 0),
            pad_edge=False,
            show_edge=False,
        )
        for column in columns:
            table.add_column(
                column.title,
                justify="right" if column.right else "left",
                no_wrap=not column.flexible,
                overflow="fold",
                # Else the library narrows other columns too, and wraps our lines once more.
                max_width=room if column.flexible else None,
            )
        for row, texts in zip(rows, cells, strict=True):
            table.add_row(
                *(
                    Text(_hanging(text, room) if column.flexible else text)
                    for column, text in zip(columns, texts, strict=True)
                ),
                style=row.style,
            )
        self._print(table)

    def _beside(
        self, left: str, style: str, room: int, paragraphs: Iterable[tuple[str, str]]
    ) -> None:
        gap = " " * (room - width_of(left))
        for text, text_style in paragraphs:
            for line in wrap(shown(text), self.width - room):
                self._print(Text.assemble((left, style), gap, (line, text_style)))
                left, gap = "", " " * room

    def _print(self, what: Text | Table) -> None:
        if isinstance(what, Text):
            self._console.print(what, no_wrap=True, overflow="ignore", crop=False)
        else:
            self._console.print(what)


def _hanging(text: str, width: int) -> str:
    """Wrapped, all lines as far in as the first."""
    indent = " " * (len(text) - len(text.lstrip(" ")))
    return "\n".join(indent + line for line in wrap(text.lstrip(" "), width - len(indent)))
