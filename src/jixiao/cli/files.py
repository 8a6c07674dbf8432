"""Which files to read and to write, and writing them whole or not at all."""

import contextlib
import errno
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from jixiao.batch.replacing import replace
from jixiao.cli.streams import CannotWrite, reason_of

_WRITABLE = 0o222  # by anybody


def printable(path: Path) -> str:
    """The path as text; what of a file name is no UTF-8 becomes U+FFFD, of each system its kind."""
    return "".join("\ufffd" if "\ud800" <= one <= "\udfff" else one for one in str(path))


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


def _identity(path: Path) -> tuple[int, int] | str | None:
    try:
        status = path.stat()
        # Some network drives number no files.
        return (status.st_dev, status.st_ino) if status.st_ino else os.path.normcase(path.resolve())
    except (OSError, ValueError):
        return None


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
    write_together([(path, content)], folders=False)


def write_together(files: Iterable[tuple[Path, bytes]], *, folders: bool = True) -> None:
    """Write all of some files, with the ``folders`` that they need, or none of them.

    Raises:
        CannotWrite: One of them cannot be written.
    """
    made: list[Path] = []
    beside: list[tuple[Path, Path]] = []
    try:
        for path, content in files:
            with _said(path):
                made += _folders(path.parent) if folders else ()
                # A device or pipe can only be written to; through a link, the file that it leads
                # to is meant.
                if path.exists() and not path.is_file():
                    path.write_bytes(content)
                else:
                    beside.append((path.resolve(), _neighbour(path.resolve())))
                    _fill(*beside[-1], content)
        for path, neighbour in beside:
            with _said(path):
                replace(neighbour, path)
    except BaseException:
        for _, neighbour in beside:
            neighbour.unlink(missing_ok=True)
        for folder in reversed(made):
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise


def _folders(folder: Path) -> list[Path]:
    """Make a folder; those that there were not before."""
    lacking = [one for one in (folder, *folder.parents) if not os.path.lexists(one)]
    if lacking:
        make_folder(folder)
    return lacking[::-1]


@contextlib.contextmanager
def _said(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise CannotWrite(f"{printable(path)}：写不出结果，{reason_of(error)}。") from error
    except UnicodeError as error:
        problem = "系统的字符编码里没有这个文件名里的字；请把系统语言设为 UTF-8"
        raise CannotWrite(f"{printable(path)}：写不出结果，{problem}。") from error


def _neighbour(path: Path) -> Path:
    return path.with_name(f".jixiao-{secrets.token_hex(8)}.tmp")


def _fill(path: Path, neighbour: Path, content: bytes) -> None:
    """Write the neighbour that shall become the file."""
    if path.exists() and not (os.access(path, os.W_OK) and path.stat().st_mode & _WRITABLE):
        # Replacing needs no right to the file itself; its owner meant it to stay, and so he does
        # where we run as one who may do anything.
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    with neighbour.open("xb") as file:
        file.write(content)
    if path.exists():
        shutil.copymode(path, neighbour)
