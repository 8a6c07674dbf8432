"""The whole content of an office in one file: a backup of the folder, or an export of the records.

A backup is the database as it is, with the keys and files, for the same program and database. An
export is every record as text with the files, for another database; keys stay behind, so the trail
that comes in is checked with the key that came along in the export's manifest only if given.
"""

import errno
import hashlib
import json
import os
import re
import shutil
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import IO

import jixiao
from jixiao.batch.replacing import replace

BACKUP = "jixiao.backup/1"
_MANIFEST = "manifest.json"
_DATABASE = "jixiao.sqlite3"
_KEYS = ("secret.key", "audit.key")
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
"""What a damaged archive raises when it is opened, or when one of its files is read."""
_KEPT = re.compile(r"files/[0-9a-f]{2}/[0-9a-f]{64}")  # as `source_files` names them
_BLOCK = 1 << 20


class InvalidArchive(ValueError):  # noqa: N818 - reads as what it says
    """Not a whole backup of ours; the text is for people."""


def backup(home: Path, target: Path, *, at: datetime) -> int:
    """Write the folder of an office into one file, while people go on working.

    The database is copied by SQLite itself, so it is as of one moment; files are never changed
    once they are there. The file is written beside and then takes its name.

    Returns:
        How many files it holds.
    """
    partial = beside(target)
    try:
        with tempfile.TemporaryDirectory(dir=target.parent) as folder:
            copy = Path(folder) / _DATABASE
            _copy_database(home / _DATABASE, copy)
            sums: dict[str, str] = {}
            with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as archive:
                for name, path in _members(home, copy):
                    sums[name] = _hash(path.open("rb"))
                    archive.write(path, name)
                manifest = {
                    "schema": BACKUP, "version": jixiao.__version__, "made_at": at.isoformat(),
                    "files": sums,
                }  # fmt: skip
                archive.writestr(_MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
        replace(partial, target)
    finally:
        partial.unlink(missing_ok=True)
    return len(sums)


def beside(target: Path) -> Path:
    """An empty file of its owner's alone, to be filled before it takes the name that is meant.

    Raises:
        OSError: It cannot be made, or the name is a folder's.
    """
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    partial = target.with_name(target.name + ".partial")
    partial.unlink(missing_ok=True)
    partial.touch(0o600)
    return partial


def restore(source: Path, home: Path, *, at: datetime) -> Path | None:
    """Make the folder of an office what a backup says; all of it is checked before anything changes.

    Returns:
        Where the folder that was there has been put, if there was one.

    Raises:
        InvalidArchive: The file is no backup, or not whole.
    """
    home.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(dir=home.parent))
    try:
        _unpack(source, fresh)
        aside = None
        if home.exists() and any(home.iterdir()):
            aside = home.with_name(f"{home.name}-before-{at:%Y%m%d-%H%M%S}")
            replace(home, aside)
        elif home.exists():
            home.rmdir()
        try:
            replace(fresh, home)
        except BaseException:
            if aside is not None:
                replace(aside, home)
            raise
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    return aside


def _unpack(source: Path, folder: Path) -> None:
    try:
        _take_out(source, folder)
    except InvalidArchive:
        raise
    except (*DAMAGED, LookupError, AttributeError, ValueError, sqlite3.DatabaseError) as error:
        raise InvalidArchive("这不是完整的备份文件，可能没有复制完。") from error


def _take_out(source: Path, folder: Path) -> None:
    with zipfile.ZipFile(source) as archive:
        manifest = json.loads(archive.read(_MANIFEST))
        if not isinstance(manifest, dict) or manifest.get("schema") != BACKUP:
            raise InvalidArchive("这不是本程序的备份文件。")
        for name, expected in manifest["files"].items():
            target = folder / _safe(name)
            target.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(name) as packed, target.open("wb") as file:
                shutil.copyfileobj(packed, file, _BLOCK)
            if _hash(target.open("rb")) != expected:
                raise InvalidArchive(f"备份里的 {name} 与清单不符，文件可能已损坏。")
            if name in _KEYS:
                target.chmod(0o600)
    with closing(sqlite3.connect(folder / _DATABASE)) as database:
        if database.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise InvalidArchive("备份里的数据库已损坏。")


def _safe(name: str) -> str:
    if name != _DATABASE and name not in _KEYS and not _KEPT.fullmatch(name):
        raise InvalidArchive(f"备份里有不该有的文件：{name}")
    return name


def _copy_database(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


def _members(home: Path, database: Path) -> Iterator[tuple[str, Path]]:
    yield _DATABASE, database
    for name in _KEYS:
        if (home / name).exists():
            yield name, home / name
    for path in sorted((home / "files").rglob("*")):
        # What is half written has a name of its own and is in no record yet.
        if path.is_file() and not path.name.startswith("tmp"):
            yield path.relative_to(home).as_posix(), path


def _hash(file: IO[bytes]) -> str:
    with file:
        return hashlib.file_digest(file, "sha256").hexdigest()
