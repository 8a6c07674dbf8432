"""Exit codes, for one file and for several."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from click.testing import Result

from jixiao import pipeline
from jixiao.model import Reading

Run = Callable[..., Result]


def test_a_sound_table_gives_0_although_its_year_is_not_stated(run: Run, good: Path) -> None:
    assert run("read", good).exit_code == 0


def test_open_questions_give_1(run: Run, doubtful: Path) -> None:
    result = run("read", doubtful)
    assert result.exit_code == 1
    assert "不符，差 47.00" in result.stdout


def test_an_unreadable_file_gives_2(run: Run, bad: Path) -> None:
    result = run("read", bad)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"{bad}：没有找到表格")


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (["good.txt", "good.txt"], 0),
        (["doubtful.txt", "good.txt"], 1),
        (["bad.txt", "doubtful.txt", "good.txt"], 2),
    ],
)
@pytest.mark.usefixtures("good", "doubtful", "bad")
def test_several_files_give_the_highest_code(
    run: Run, tmp_path: Path, names: list[str], code: int
) -> None:
    assert run("read", *(tmp_path / name for name in names)).exit_code == code


def test_a_batch_goes_on_past_a_bad_file_and_says_so_at_the_end(
    run: Run, good: Path, bad: Path, doubtful: Path
) -> None:
    result = run("read", good, bad, doubtful, "--format", "jsonl")
    schemas = [json.loads(line)["schema"] for line in result.stdout.splitlines()]
    assert schemas == ["jixiao.reading/1", "jixiao.error/1", "jixiao.reading/1"]
    assert result.stderr.endswith(
        "共 3 个文件：读出 2 个（其中 1 个有存疑），读不出 1 个。\n"
        f"读不出的文件：\n  {bad}：没有找到表格：没有一行含有制表符。\n"
    )


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_an_unreadable_file_gives_an_error_object_in_its_place(
    run: Run, bad: Path, form: str
) -> None:
    result = run("read", bad, "--format", form)
    error = json.loads(result.stdout)
    assert error["schema"] == "jixiao.error/1"
    assert error["source"] == {"name": str(bad)}
    assert error["problem"] + error["advice"] in result.stderr


@pytest.mark.parametrize("form", ["table", "csv"])
def test_other_forms_say_it_on_standard_error_only(
    run: Run, bad: Path, good: Path, form: str
) -> None:
    result = run("read", bad, good, "--format", form)
    assert "没有找到表格" in result.stderr
    assert "没有找到表格" not in result.stdout
    assert "会议经费" in result.stdout


def test_a_fault_of_the_program_is_one_line_and_the_batch_goes_on(
    run: Run, good: Path, doubtful: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = pipeline.read

    def faulty(path: Path, *arguments: Any, **options: Any) -> Reading:
        if path == good:
            raise KeyError("甲\n乙")
        return real(path, *arguments, **options)

    monkeypatch.setattr(pipeline, "read", faulty)
    result = run("read", good, doubtful, "--format", "jsonl")
    assert result.exit_code == 2
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert lines[0]["problem"].startswith("程序内部出错（KeyError: ")
    assert lines[1]["schema"] == "jixiao.reading/1"
    message = result.stderr.splitlines()[0]
    assert message.endswith("请把文件和这一行发给维护者。")
    assert "Traceback" not in result.stderr
    monkeypatch.setenv("JIXIAO_DEBUG", "1")
    with pytest.raises(KeyError):
        run("read", good)


def test_too_little_memory_is_said(run: Run, good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "read", Mock(side_effect=MemoryError))
    result = run("read", good)
    assert result.exit_code == 2
    assert "内存不够" in result.stderr


def test_an_interrupt_gives_130_and_a_short_message(
    run: Run, good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "read", Mock(side_effect=KeyboardInterrupt))
    result = run("read", good, "-o", tmp_path / "out.json")
    assert result.exit_code == 130
    assert result.stderr.strip() == "已中断。"
    assert sorted(tmp_path.iterdir()) == [good]


def test_output_is_utf8_whatever_the_system_says(
    child: Callable[..., subprocess.CompletedProcess[bytes]], good: Path, bad: Path
) -> None:
    result = child("read", good, bad)
    assert "某某局" in result.stdout.decode("utf-8")
    assert "没有找到表格" in result.stderr.decode("utf-8")
