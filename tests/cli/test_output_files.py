"""``-o``: one file or a folder, whole or not at all, never over an input."""

import json
import os
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path
from unittest.mock import Mock

import pytest
from click.testing import Result

from jixiao.cli import files, streams

Run = Callable[..., Result]
Child = Callable[..., subprocess.CompletedProcess[bytes]]

SMALL_FILES_ONLY = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))"


def test_one_file_is_written_to_the_path(run: Run, good: Path, tmp_path: Path) -> None:
    target = tmp_path / "结果.json"
    result = run("read", good, "--format", "json", "-o", target)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    assert target.read_bytes() == run("read", good, "--format", "json").stdout_bytes


def test_a_page_in_a_file_has_120_columns_and_no_colour(
    run: Run, good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    target = tmp_path / "page.txt"
    run("read", good, "-o", target)
    content = target.read_text("utf-8")
    assert "会议经费" in content
    assert "\x1b" not in content
    assert all(line == line.rstrip() for line in content.split("\n"))


def test_csv_in_a_file_has_a_bom_and_crlf(run: Run, good: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    run("read", good, "--format", "csv", "-o", target)
    content = target.read_bytes()
    assert content.startswith(b"\xef\xbb\xbfsource,")
    assert content.count(b"\n") == content.count(b"\r\n") == 5


def test_several_files_go_into_a_folder_that_is_made(
    run: Run, good: Path, doubtful: Path, bad: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "new" / "folder"
    result = run("read", good, bad, doubtful, "--format", "json", "-o", folder)
    assert result.exit_code == 2
    assert sorted(path.name for path in folder.iterdir()) == ["doubtful.json", "good.json"]
    content = (folder / "good.json").read_text("utf-8")
    assert content.startswith("{\n  ")
    assert json.loads(content)["source"]["name"] == str(good)


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv"])
def test_each_form_has_its_extension(
    run: Run, good: Path, doubtful: Path, tmp_path: Path, form: str
) -> None:
    extension = "txt" if form == "table" else form
    run("read", good, doubtful, "--format", form, "-o", tmp_path / "out")
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == [f"doubtful.{extension}", f"good.{extension}"]


def test_files_of_one_name_do_not_overwrite_each_other(
    run: Run, write: Callable[..., Path], make_table: Callable[..., str], tmp_path: Path
) -> None:
    paths = [write(f"{folder}/a.txt", make_table(name=f"{folder}经费")) for folder in "甲乙丙"]
    run("read", *paths, "--format", "json", "-o", tmp_path / "out")
    found = {
        path.name: json.loads(path.read_text("utf-8"))["source"]["name"]
        for path in (tmp_path / "out").iterdir()
    }
    assert found == dict(zip(("a.json", "a-2.json", "a-3.json"), map(str, paths), strict=True))


def test_one_file_goes_into_a_folder_that_is_there(run: Run, good: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    run("read", good, "--format", "json", "-o", folder)
    assert [path.name for path in folder.iterdir()] == ["good.json"]


@pytest.mark.parametrize("link", [None, Path.symlink_to, Path.hardlink_to])
def test_an_input_is_never_overwritten_under_whatever_name(
    run: Run, good: Path, tmp_path: Path, link: Callable[[Path, Path], None] | None
) -> None:
    before = good.read_bytes()
    target = good if link is None else tmp_path / "other"
    if link is not None:
        link(target, good)
    result = run("read", good, "-o", target)
    assert result.exit_code == 2
    assert "这是要读的文件，不会覆盖" in result.stderr
    assert good.read_bytes() == before


def test_a_folder_of_inputs_is_refused_before_anything_is_written(
    run: Run, good: Path, doubtful: Path, tmp_path: Path
) -> None:
    before = sorted(tmp_path.iterdir())
    result = run("read", doubtful, good, "--format", "table", "-o", tmp_path)
    assert result.exit_code == 2
    assert sorted(tmp_path.iterdir()) == before


def test_the_corrections_file_is_not_overwritten(run: Run, good: Path, tmp_path: Path) -> None:
    corrections = tmp_path / "c.json"
    corrections.write_text('{"schema":"jixiao.corrections/1","corrections":[]}')
    result = run("read", good, "--corrections", corrections, "-o", corrections)
    assert result.exit_code == 2
    assert "corrections/1" in corrections.read_text()


def test_a_file_in_the_place_of_the_folder_is_said(
    run: Run, good: Path, doubtful: Path, write: Callable[..., Path]
) -> None:
    result = run("read", good, doubtful, "-o", write("taken", "x"))
    assert result.exit_code == 2
    assert "已有同名的文件，不能建文件夹" in result.stderr


def test_a_missing_folder_is_said(run: Run, good: Path, tmp_path: Path) -> None:
    result = run("read", good, "-o", tmp_path / "none" / "a.json")
    assert result.exit_code == 2
    assert "上级文件夹不存在" in result.stderr


def test_a_link_keeps_leading_to_its_file(run: Run, good: Path, tmp_path: Path) -> None:
    real, link = tmp_path / "real.json", tmp_path / "link.json"
    real.write_text("old")
    link.symlink_to(real)
    run("read", good, "--format", "json", "-o", link)
    assert link.is_symlink()
    assert json.loads(real.read_text("utf-8"))["schema"] == "jixiao.reading/1"


def test_a_device_is_written_to_and_stays_a_device(run: Run, good: Path) -> None:
    assert run("read", good, "-o", os.devnull).exit_code == 0
    assert not stat.S_ISREG(Path(os.devnull).stat().st_mode)


def test_an_interrupt_while_writing_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.json"
    target.write_bytes(b"old")

    monkeypatch.setattr(Path, "replace", Mock(side_effect=KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        files.write_whole(target, b"new")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]


def test_a_full_disk_leaves_the_old_file_and_no_half_one(
    child: Child, good: Path, tmp_path: Path
) -> None:
    target = tmp_path / "a.json"
    target.write_bytes(b"old")
    result = child("read", good, "--format", "json", "-o", target, before=SMALL_FILES_ONLY)
    assert result.returncode == 2
    assert result.stderr.decode() == f"{target}：写不出结果，文件超过允许的大小。\n"
    assert target.read_bytes() == b"old"
    assert sorted(tmp_path.iterdir()) == [target, good]


def test_one_full_file_does_not_keep_the_others_from_being_written(
    child: Child, good: Path, write: Callable[..., Path], make_table: Callable[..., str]
) -> None:
    large = write("large.txt", make_table(name="会议" * 20_000))
    limit = SMALL_FILES_ONLY.replace("2000", "50_000")
    result = child("read", large, good, "--format", "json", "-o", "out", before=limit)
    assert result.returncode == 2
    assert f"读出但写不出的文件：\n  {large}" in result.stderr.decode()
    assert [path.name for path in (good.parent / "out").iterdir()] == ["good.json"]


def test_a_name_that_is_no_unicode_can_be_said() -> None:
    # A byte of a POSIX name, and a half of a pair, which Windows allows in a name.
    assert files.printable(Path("表\udcff\ud800.txt")) == "表\ufffd\ufffd.txt"


@pytest.mark.parametrize(("number", "said"), [(206, "文件名太长"), (123, "路径里有系统不允许的字")])
def test_what_windows_refuses_is_said_in_chinese(number: int, said: str) -> None:
    error = FileNotFoundError(2, "The filename or extension is too long")
    error.winerror = number  # type: ignore[attr-defined,unused-ignore]

    assert streams.reason_of(error) == said


def test_where_files_have_no_numbers_their_paths_tell_them_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = tmp_path / "一.txt", tmp_path / "二.txt"
    for path in (one, other):
        path.touch()
    numbered = Path.stat

    def unnumbered(path: Path) -> os.stat_result:
        fields = list(numbered(path))
        fields[stat.ST_INO] = 0  # as some network drives say
        return os.stat_result(fields)

    monkeypatch.setattr(Path, "stat", unnumbered)
    assert files.overwritten_input([other], [one]) is None
    assert files.overwritten_input([tmp_path / ".." / tmp_path.name / "一.txt"], [one]) is not None
