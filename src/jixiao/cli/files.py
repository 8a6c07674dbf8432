"""Which files to read and to write, and writing them whole or not at all."""

import errno
import os
import secrets
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

from jixiao.cli.streams import CannotWrite, reason_of


def printable(path: Path) -> str:
    """The path as text; bytes of a file name that are not UTF-8 become U+FFFD."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def name_in_folder(folder: Path, inside: Sequence[Path], extension: str) -> list[Path]:
    """A file in the folder for each path below it; the second of a name gets ``-2``.

    >>> names = name_in_folder(Path("out"), [Path("a.txt"), Path("b/A.txt"), Path("A.csv")], ".json")
    >>> [path.as_posix() for path in names]
    ['out/a.json', 'out/b/A.json', 'out/A-2.json']
    """
    taken: set[str] = set()
    numbers: dict[str, int] = {}
    targets = []
    for path in inside:
        plain = folder / path.parent / path.stem
        # Windows and macOS hold a.json and A.json to be one file.
        key = str(plain).casefold()
        number = numbers.get(key, 0) + 1
        while (name := _numbered(plain, number) + extension).casefold() in taken:
            number += 1
        numbers[key] = number
        taken.add(name.casefold())
        targets.append(Path(name))
    return targets


def _numbered(path: Path, number: int) -> str:
    return str(path) if number == 1 else f"{path}-{number}"


def overwritten_input(targets: Iterable[Path], inputs: Iterable[Path]) -> Path | None:
    """The first target that is an input file, under whatever name."""
    identities = {identity for path in inputs if (identity := _identity(path)) is not None}
    return next((path for path in targets if _identity(path) in identities), None)


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return status.st_dev, status.st_ino


def make_folder(folder: Path) -> None:
    """Make a folder for results, with its parents.

    Raises:
        CannotWrite: It cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        message = f"{printable(folder)}：已有同名的文件，不能建文件夹；请用 -o 另给一个文件夹名。"
        raise CannotWrite(message) from error
    except OSError as error:
        raise CannotWrite(f"{printable(folder)}：建不了文件夹，{reason_of(error)}。") from error


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that a full disk or an interrupt leaves the old one, or none.

    Raises:
        CannotWrite: The file cannot be written.
    """
    try:
        if path.exists() and not path.is_file():
            # A device or pipe can only be written to; and a folder says so itself.
            path.write_bytes(content)
        else:
            # Through a link, the file that it leads to is meant.
            _replace(path.resolve(), content)
    except OSError as error:
        raise CannotWrite(f"{printable(path)}：写不出结果，{reason_of(error)}。") from error


def _replace(path: Path, content: bytes) -> None:
    if path.exists() and not os.access(path, os.W_OK):
        # Replacing needs no right to the file itself; its owner meant it to stay.
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    neighbour = path.with_name(f".jixiao-{secrets.token_hex(8)}.tmp")
    try:
        with neighbour.open("xb") as file:
            file.write(content)
        if path.exists():
            shutil.copymode(path, neighbour)
        neighbour.replace(path)
    except BaseException:
        neighbour.unlink(missing_ok=True)
        raise
