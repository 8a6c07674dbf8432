"""Which files are meant: files, folders and patterns, in order, each once."""

import os
from pathlib import Path

import pytest
from tests.publishing.open_data.forms import sample

from jixiao.batch import Found, find_files
from jixiao.publishing import package_files


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in (
        "乙/表.xlsx", "乙/~$表.xlsx", "甲/深/表.DOCX", "甲/图.png", "表.txt", ".藏/表.txt", "甲/.表.txt",
    ):  # fmt: skip
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    return tmp_path


def test_a_folder_gives_all_readable_kinds_inside(tree: Path) -> None:
    inside = [one.inside.as_posix() for one in find_files([str(tree)])]

    assert inside == ["表.txt", "乙/表.xlsx", "甲/深/表.DOCX"]


def test_names_keep_their_order_and_each_file_counts_once(tree: Path) -> None:
    names = [str(tree / "甲" / "图.png"), str(tree / "表.txt"), str(tree), str(tree / "*.txt")]
    found = find_files(names)

    assert [one.path.name for one in found] == ["图.png", "表.txt", "表.xlsx", "表.DOCX"]
    assert found[0] == Found(tree / "甲" / "图.png", Path("图.png"), named=True)


def test_a_pattern_may_go_into_folders(tree: Path) -> None:
    found = find_files([str(tree / "**" / "表.*")])

    assert sorted(one.path.name for one in found) == ["表.DOCX", "表.txt", "表.xlsx"]


def test_a_link_and_what_it_leads_to_count_once(tree: Path) -> None:
    (tree / "链接.txt").symlink_to(tree / "表.txt")
    (tree / "断.txt").symlink_to(tree / "没有.txt")
    (tree / "乙" / "上级").symlink_to(tree)
    again: list[Path] = []

    assert [one.path.name for one in find_files([str(tree)], again.append)] == [
        *("断.txt", "表.txt", "表.xlsx", "表.DOCX")
    ]
    assert [path.name for path in again] == ["表.txt"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in folders here")
def test_nobody_waits_for_a_pipe_in_a_folder(tree: Path) -> None:
    os.mkfifo(tree / "管道.csv")

    assert "管道.csv" not in [one.path.name for one in find_files([str(tree)])]
    assert [one.path.name for one in find_files([str(tree / "管道.csv")])] == ["管道.csv"]


def test_what_is_not_there_stays_in_the_list(tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    names = [str(tmp_path / "没有.txt"), str(tmp_path / "空")]

    assert [str(one.path) for one in find_files(names)] == names


def test_a_folder_that_is_a_data_package_is_one_file(tmp_path: Path) -> None:
    for place in (tmp_path / "公开", tmp_path / "all" / "公开"):
        place.mkdir(parents=True)
        for name, content in package_files([sample("kaifaqu")]):
            (place / name).write_bytes(content)
    (tmp_path / "all" / "表.txt").write_text("x")
    (tmp_path / "别人的").mkdir()
    (tmp_path / "别人的" / "datapackage.json").write_text('{"name": "other"}')
    (tmp_path / "别人的" / "表.csv").write_text("x")

    alone = find_files([str(tmp_path / "公开")])
    among = [one.inside.as_posix() for one in find_files([str(tmp_path / "all")])]
    others = [one.path.name for one in find_files([str(tmp_path / "别人的")])]

    assert [one.path.name for one in alone] == ["datapackage.json"]
    assert alone[0].inside.as_posix() == "公开.json"
    assert among == ["表.txt", "公开.json"]
    assert others == ["表.csv"]


def test_where_case_does_not_count_a_file_in_two_cases_counts_once(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.path.normcase", str.lower)  # as on Windows
    again: list[Path] = []

    found = find_files([str(tree / "A.TXT"), str(tree / "a.txt")], again.append)

    assert [one.path.name for one in found] == ["A.TXT"]
    assert again == [tree / "A.TXT"]
