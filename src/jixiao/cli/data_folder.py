"""The folder of an office, for the commands that work on one."""

from pathlib import Path

from jixiao.cli.streams import CannotWrite, reason_of

_DATABASE = "jixiao.sqlite3"


def data_folder(named: str | None, *, filled: bool = False) -> Path:
    """Where the data live, made if need be.

    Args:
        named: What the user named; None for the usual place of the system.
        filled: There must be data: of a folder whose name was mistyped all would seem in order.

    Raises:
        CannotWrite: It cannot be used, or holds no data where it must.
    """
    from jixiao.web import serving  # noqa: PLC0415 - only commands of the site pay for it

    lacking = "{} 里没有数据；请用 --home 指出数据文件夹。"
    if filled and named and not Path(named).exists():
        raise CannotWrite(lacking.format(named))
    try:
        folder = serving.home(named)
        if filled and not (folder / _DATABASE).exists():
            raise CannotWrite(lacking.format(folder))
    except OSError as error:
        raise _unusable(named, error) from error
    return folder


def open_office(named: str | None, *, filled: bool = False) -> Path:
    """Start Django over the folder, its database brought up to date; the folder.

    Raises:
        CannotWrite: As ``data_folder``; or the database cannot be opened.
    """
    from jixiao.web import serving  # noqa: PLC0415 - Django takes a second to load

    folder = data_folder(named, filled=filled)
    try:
        serving.prepare(folder)
    except OSError as error:
        raise _unusable(str(folder), error) from error
    except serving.CannotOpen as error:
        raise broken_database(folder, error) from error
    return folder


def broken_database(folder: Path, error: Exception) -> CannotWrite:
    """What to say where SQLite refuses its file."""
    return CannotWrite(
        f"{folder / _DATABASE}：数据库打不开，可能已损坏，或没有写入权限（{error}）。\n"
        "可以用备份恢复：jixiao office restore 备份文件。"
    )


def _unusable(named: str | None, error: OSError) -> CannotWrite:
    place = named or str(error.filename or "")
    return CannotWrite(f"数据文件夹 {place} 用不了：{reason_of(error)}。请用 --home 另指一个。")
