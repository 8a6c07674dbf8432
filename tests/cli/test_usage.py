"""Help and wrong usage: all in Chinese."""

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import Result

from jixiao.cli import main
from jixiao.cli.wrap import width_of

Run = Callable[..., Result]
Capture = pytest.CaptureFixture[bytes]

TOP = click.Context(main)
NAMES = main.list_commands(TOP)
ENGLISH = re.compile(r"Usage|Options|Commands|Error|Show this|Missing|Invalid|No such|Try ")


def broken_off(line: str) -> bool:
    """Whether a sentence goes on in the next line though there was room for it."""
    return line.endswith(("，", "、", "；")) and not line.startswith(" ") and width_of(line) < 70


@pytest.mark.parametrize("command", [(), *((name,) for name in NAMES)])
def test_help_is_chinese_with_examples(run: Run, command: tuple[str, ...]) -> None:
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert result.stdout.startswith("用法：jixiao")
    assert "例：\n  jixiao" in result.stdout
    assert not ENGLISH.search(result.stdout)
    assert not [line for line in result.stdout.splitlines() if broken_off(line)]


def test_every_option_is_explained() -> None:
    for name in NAMES:
        command = main.get_command(TOP, name)
        assert command is not None
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert re.search("[一-鿿]", parameter.help or ""), parameter.name


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["read"], "没有给出要读的文件。"),
        (
            ["raed"],
            "没有“raed”这个命令；可用：check、demo、diff、explain、office、publish、read、rules、start、value。",
        ),
        (["read", "a", "--fromat", "json"], "没有 --fromat 这个选项；是不是 --format？"),
        (["read", "a", "--nonsense"], "没有 --nonsense 这个选项。"),
        (["read", "a", "--format", "xml"], "--format 只能是 table、json、jsonl、csv 之一。"),
        (["read", "a", "--format"], "选项 --format 后面要写一个值。"),
        (["read", "a", "--no-repair=1"], "选项 --no-repair 后面不用写值。"),
        (
            ["read", "a", "--year", "二〇二四"],
            "--year 应是四位数字的年度，例如 2024，现在是“二〇二四”。",
        ),
        (["read", "a", "--year", "24"], "--year 应是四位数字的年度，例如 2024，现在是“24”。"),
        (["explain"], "没有给出规则的编号或名称。"),
        (["demo", "多余"], "多写了 多余。"),
        (["diff"], "没有给出要比较的两个文件。"),
        (["diff", "a"], "没有给出要比较的第二个文件。"),
        (
            ["publish", "a", "--as", "pdf"],
            "没有写 -o（--output）：写到哪里；几个文件时是文件夹。",
        ),
        (["office", "backup"], "没有给出文件名。"),
        (["read", ""], "有一个文件名是空的。"),
        (["read", "a", "--jobs", "x"], "--jobs 应是 1 到 256 的整数。"),
        (["start", "--port", "99999"], "--port 应是 1 到 65535 的整数。"),
        (
            ["publish", "a", "--as", "pdf", "-o", "表.xlsx"],
            "--as pdf 写成 .pdf 文件，-o 却写了“表.xlsx”；请改一个。",
        ),
        (
            ["publish", "a", "b", "--as", "xlsx", "-o", "表.xlsx"],
            "几个文件（或 package、site）写在一个文件夹里，-o 却写了“表.xlsx”；请改一个。",
        ),
    ],
)
def test_wrong_usage_is_said_in_chinese_and_gives_2(
    run: Run, arguments: list[str], message: str
) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert f"错误：{message}\n" in result.stderr
    assert not ENGLISH.search(result.stderr)


def test_no_arguments_at_all_show_the_help_and_give_2(run: Run) -> None:
    result = run()
    assert result.exit_code == 2
    assert result.stderr.startswith("用法：jixiao 命令")


def test_a_wrong_corrections_file_is_refused_before_anything_is_read(
    run: Run, good: Path, write: Callable[..., Path]
) -> None:
    path = write(
        "c.json",
        '{"schema":"jixiao.corrections/1","corrections":[{"action":"undo"},{"action":"drop"}]}',
    )
    result = run("read", good, "--corrections", path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"{path}：更正文件有误。\n  第 1 条：缺少 key")
    assert "\n  第 2 条：action 应是 undo、confirm、set 之一" in result.stderr


def test_a_missing_corrections_file_is_said(run: Run, good: Path, tmp_path: Path) -> None:
    result = run("read", good, "--corrections", tmp_path / "c.json")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"更正文件 {tmp_path / 'c.json'}：没有这个文件。")


def test_a_word_is_no_pattern_on_windows_either(
    good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: Capture
) -> None:
    class Windows:
        name = "nt"

        def __getattr__(self, attribute: str) -> object:
            return getattr(os, attribute)

    monkeypatch.setattr(click.core, "os", Windows())
    monkeypatch.chdir(tmp_path)
    (tmp_path / "表1.txt").write_bytes(b"another")
    good.rename(tmp_path / "表[1].txt")  # as a browser names a second download
    monkeypatch.setattr(sys, "argv", ["jixiao", "read", "表[1].txt"])

    with pytest.raises(SystemExit) as ended:
        main()

    assert ended.value.code == 0
    assert "会议经费".encode() in capsysbinary.readouterr().out
