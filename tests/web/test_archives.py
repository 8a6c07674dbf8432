"""A backup restored is equal; a broken one changes nothing."""

import hashlib
import json
import os
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from jixiao.web.archives import InvalidArchive, backup, restore

AT = datetime(2026, 3, 2, tzinfo=UTC)
FURNISH = (
    "from jixiao.web import serving; serving.prepare(None)\n"
    "from jixiao.web.showcase import furnish; furnish(('kaifaqu', 'zengcheng'))"
)
_TELL = (
    "from jixiao.web import serving; serving.prepare(None)\n"
    "import sys; from django.core.management import call_command\n"
    "call_command('dumpdata', 'accounts', 'audit', 'records', stdout=sys.stdout, exclude="
    "['records.searchentry', 'records.libraryuse', 'records.libraryindicator', "
    "'records.librarysource', 'records.librarytally'])\n"
)


def own_environment(home: Path) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    return own | {"JIXIAO_HOME": str(home)}


def _run(home: Path, *command: str) -> str:
    """A command of an office of its own, in a process of its own: this one's database is another."""
    done = subprocess.run(
        [sys.executable, *command], env=own_environment(home), check=False,
        capture_output=True, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def furnished(tmp_path_factory, begin_home):
    home = begin_home(tmp_path_factory.mktemp("office") / "home")
    _run(home, "-c", FURNISH)
    return home


def _files(home: Path) -> dict[str, bytes]:
    return {
        p.relative_to(home).as_posix(): p.read_bytes()
        for p in (home / "files").rglob("*")
        if p.is_file()
    }


def test_what_is_restored_is_equal(furnished, tmp_path):
    backup(furnished, tmp_path / "b.zip", at=AT)
    restore(tmp_path / "b.zip", tmp_path / "again", at=AT)

    assert _run(tmp_path / "again", "-c", _TELL) == _run(furnished, "-c", _TELL)
    assert _files(tmp_path / "again") == _files(furnished) != {}
    assert "全部完好" in _run(tmp_path / "again", "-m", "jixiao", "office", "verify")


def test_what_was_there_is_put_aside(furnished, tmp_path):
    backup(furnished, tmp_path / "b.zip", at=AT)
    home = tmp_path / "home"
    home.mkdir()
    (home / "mine.txt").write_text("旧")

    aside = restore(tmp_path / "b.zip", home, at=AT)

    assert (aside / "mine.txt").read_text() == "旧"
    assert (home / "jixiao.sqlite3").exists()


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-200])


def _other(path: Path) -> None:
    path.write_bytes(b"not a zip")


def _changed(path: Path) -> None:
    _rewrite(path, {"audit.key": b"x"})


def _escaping(path: Path) -> None:
    manifest = json.loads(zipfile.ZipFile(path).read("manifest.json"))
    manifest["files"]["../evil"] = "0"
    _rewrite(path, {"manifest.json": json.dumps(manifest).encode(), "../evil": b"x"})


def _rewrite(path: Path, new: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path) as old:
        members = {name: old.read(name) for name in old.namelist()} | new
    with zipfile.ZipFile(path, "w") as file:
        for name, content in members.items():
            file.writestr(name, content)


def _reserved(path: Path) -> None:
    manifest = json.loads(zipfile.ZipFile(path).read("manifest.json"))
    manifest["files"]["files/CON"] = hashlib.sha256(b"x").hexdigest()
    _rewrite(path, {"manifest.json": json.dumps(manifest).encode(), "files/CON": b"x"})


def _nameless(path: Path) -> None:
    manifest = json.loads(zipfile.ZipFile(path).read("manifest.json"))
    manifest["files"] = {"": "0"} | manifest["files"]
    _rewrite(path, {"manifest.json": json.dumps(manifest).encode()})


def _no_database(path: Path) -> None:
    manifest = json.loads(zipfile.ZipFile(path).read("manifest.json"))
    manifest["files"]["jixiao.sqlite3"] = hashlib.sha256(b"x" * 5000).hexdigest()
    new = {"manifest.json": json.dumps(manifest).encode(), "jixiao.sqlite3": b"x" * 5000}
    _rewrite(path, new)


def _garbled(path: Path) -> None:
    """Bytes in the midst of the packed database, where unpacking stumbles before any sum is right."""
    with zipfile.ZipFile(path) as archive:
        start = archive.getinfo("jixiao.sqlite3").header_offset + 300
    content = bytearray(path.read_bytes())
    content[start : start + 400] = b"\xff" * 400
    path.write_bytes(content)


@pytest.mark.parametrize(
    "damage",
    [_cut, _other, _changed, _escaping, _reserved, _nameless, _no_database, _garbled],
)
def test_a_broken_backup_changes_nothing(furnished, tmp_path, damage):
    backup(furnished, tmp_path / "b.zip", at=AT)
    damage(tmp_path / "b.zip")
    home = tmp_path / "home"
    home.mkdir()
    (home / "mine.txt").write_text("旧")

    with pytest.raises(InvalidArchive):
        restore(tmp_path / "b.zip", home, at=AT)

    assert [path.name for path in tmp_path.iterdir() if path.name not in ("b.zip",)] == ["home"]
    assert (home / "mine.txt").read_text() == "旧"
    assert not (tmp_path / "evil").exists()


def test_an_export_comes_in_equal(furnished, tmp_path):
    _run(furnished, "-m", "jixiao", "office", "export", str(tmp_path / "e.zip"))
    home = tmp_path / "new"
    said = _run(home, "-m", "jixiao", "office", "import", str(tmp_path / "e.zip"))

    assert "audit.key" in said
    assert _run(home, "-c", _TELL) == _run(furnished, "-c", _TELL)
    assert _files(home) == _files(furnished)
    done = subprocess.run(
        [sys.executable, "-m", "jixiao", "office", "verify"], env=own_environment(home),
        check=False, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 1
    assert "第 1 至" in done.stdout
    assert "多半是密钥换了" in done.stdout
    (home / "audit.key").write_bytes((furnished / "audit.key").read_bytes())
    assert "全部完好" in _run(home, "-m", "jixiao", "office", "verify")


def test_nothing_comes_in_over_what_is_there(furnished, tmp_path):
    _run(furnished, "-m", "jixiao", "office", "export", str(tmp_path / "e.zip"))

    done = subprocess.run(
        [sys.executable, "-m", "jixiao", "office", "import", str(tmp_path / "e.zip")],
        env=own_environment(furnished), check=False, capture_output=True,
        encoding="utf-8",
    )  # fmt: skip

    assert done.returncode == 2
    assert done.stderr.startswith("数据库里已经有内容")


def test_a_folder_that_cannot_be_put_in_place_leaves_the_one_that_was_there(
    furnished, tmp_path, monkeypatch
):
    backup(furnished, tmp_path / "b.zip", at=AT)
    home = tmp_path / "home"
    home.mkdir()
    (home / "mine.txt").write_text("旧", "utf-8")
    rename = Path.replace

    def held(path, target):
        if path.name.startswith("tmp"):  # as by a virus scanner
            raise PermissionError(13, "held")
        return rename(path, target)

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(PermissionError):
        restore(tmp_path / "b.zip", home, at=AT)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.zip", "home"]
    assert (home / "mine.txt").read_text("utf-8") == "旧"


@pytest.mark.parametrize("command", ["backup", "export"])
def test_a_folder_is_no_file_to_write_to(furnished, tmp_path, command):
    done = subprocess.run(
        [sys.executable, "-m", "jixiao", "office", command, str(tmp_path)],
        env=own_environment(furnished), check=False, capture_output=True, encoding="utf-8",
    )  # fmt: skip

    assert (done.returncode, done.stderr) == (2, f"写不了 {tmp_path}：那里是一个文件夹。\n")
    assert not list(tmp_path.iterdir())
    assert not tmp_path.with_name(tmp_path.name + ".partial").exists()
