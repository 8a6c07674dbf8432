"""Commands about the data of an office, where the folder or the database is not what it should be."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]

COMMANDS = (["verify"], ["export", "out.zip"], ["backup", "out.zip"])


@pytest.fixture(autouse=True)
def _variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIXIAO_HOME", "")  # `--home` sets it


@pytest.mark.parametrize("command", COMMANDS, ids=lambda words: str(words[0]))
def test_a_folder_without_data_is_not_said_to_be_in_order(
    run: Run, tmp_path: Path, command: list[str]
) -> None:
    home = tmp_path / "写错了"

    result = run("office", *command, "--home", home)

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"{home} 里没有数据；请用 --home 指出数据文件夹。\n"
    assert not home.exists()


def test_a_home_that_is_a_file_is_said(run: Run, tmp_path: Path) -> None:
    home = tmp_path / "数据"
    home.write_text("", encoding="utf-8")

    result = run("start", "--no-browser", "--home", home)

    assert result.exit_code == 2
    assert result.stderr == f"数据文件夹 {home} 用不了：已有同名的文件。请用 --home 另指一个。\n"


@pytest.mark.parametrize("command", ["restore", "import"])
def test_a_file_that_is_not_there_is_said(run: Run, tmp_path: Path, command: str) -> None:
    result = run("office", command, tmp_path / "没有.zip", "--home", tmp_path / "home")

    assert result.exit_code == 2
    assert "没有这个文件" in result.stderr
    assert not (tmp_path / "home").exists()


def test_a_broken_database_is_said_before_it_is_backed_up(run: Run, tmp_path: Path) -> None:
    (tmp_path / "jixiao.sqlite3").write_text("这不是数据库", encoding="utf-8")

    result = run("office", "backup", tmp_path / "备份.zip", "--home", tmp_path)

    assert result.exit_code == 2
    assert "数据库打不开" in result.stderr
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "备份.zip").exists()
