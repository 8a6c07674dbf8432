"""Where results go: standard output, one file, or a folder with a file for each."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from jixiao.batch import Found
from jixiao.cli.files import make_folder, name_in_folder, overwritten_input, printable, write_whole
from jixiao.cli.formats import Format
from jixiao.cli.outcome import Outcome
from jixiao.cli.streams import CannotWrite, write_out


class Results(Protocol):
    """Takes the outcome of each file, in order."""

    def put(self, number: int, outcome: Outcome) -> None:
        """Write one outcome, of the file with this number in the list.

        Raises:
            CannotWrite: It could not be written; ``goes_on`` says whether the next one may.
        """

    @property
    def goes_on(self) -> bool:
        """Whether one failure leaves the others."""


class OnStandardOutput:
    """All outcomes one after the other."""

    goes_on = False

    def __init__(self, form: Format[Any]) -> None:
        self._form = form
        self._first = True

    def put(self, number: int, outcome: Outcome) -> None:
        """Write one outcome at once, so that a reader of a pipe need not wait."""
        del number
        if outcome.content:
            write_out((self._form.head if self._first else self._form.between) + outcome.content)
            self._first = False


class InFiles:
    """A file for each document that could be read; ``folder`` is None where it is one file."""

    goes_on = True

    def __init__(self, form: Format[Any], targets: Sequence[Path], folder: Path | None) -> None:
        self._form = form
        self.targets = targets
        self.folder = folder

    def put(self, number: int, outcome: Outcome) -> None:
        """Write one file; an unreadable document has none."""
        target = self.targets[number]
        if outcome.error is None:
            if self.folder not in (None, target.parent):
                make_folder(target.parent)
            write_whole(target, self._form.head + outcome.content)


def in_files(
    form: Format[Any], found: Sequence[Found], output: str, others: Sequence[Path]
) -> InFiles:
    """Results in ``output``: a folder for several files or where there is one, else a file.

    Args:
        form: The form of output.
        found: The files that will be read; those of a folder keep their places in it.
        output: What the user named.
        others: Other files that must not be overwritten.

    Raises:
        CannotWrite: The folder cannot be made, or a file that is read would be overwritten.
    """
    target = Path(output)
    ends = tuple(mark for mark in (os.sep, os.altsep) if mark)
    one = (
        [each.named for each in found] == [True]
        and not target.is_dir()
        and not output.endswith(ends)
    )
    inside = [each.inside for each in found]
    targets = [target] if one else name_in_folder(target, inside, form.extension)
    if lost := overwritten_input(targets, [*(each.path for each in found), *others]):
        raise CannotWrite(f"{printable(lost)}：这是要读的文件，不会覆盖；请用 -o 另给一个路径。")
    if not one:
        make_folder(target)
    return InFiles(form, targets, None if one else target)
