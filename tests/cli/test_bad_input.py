"""Input that cannot be read, and systems that do not let us: a message, never a traceback."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

import jixiao

Run = Callable[..., Result]
Child = Callable[..., subprocess.CompletedProcess[bytes]]

WITHOUT_RIGHTS = """
if os.getuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
"""


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "文件是空的"),
        (b" \r\n\t\n", "文件是空的"),
        (bytes(range(256)) * 20, "这是二进制文件"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "PDF 已损坏或不完整"),
        (b"PK\x03\x04\x14\x00\x06\x00", "Office 文档"),
        ("甲\t乙\n丙\t丁\n".encode(), "没有找到项目支出绩效目标表"),
        (("字" * 1_000_000).encode(), "没有找到表格"),
        (("字\t" * 300_000).encode(), "没有找到项目支出绩效目标表"),
    ],
    ids=["empty", "blank", "binary", "pdf", "office", "no table", "one line", "one tabbed line"],
)
def test_a_file_that_is_no_table_is_named_with_what_to_do(
    run: Run, write: Callable[..., Path], content: bytes, problem: str
) -> None:
    path = write("目标表.txt", content)
    result = run("read", path, "--format", "json")
    error = json.loads(result.stdout)
    assert result.exit_code == 2
    assert problem in error["problem"]
    assert error["advice"].endswith("。")
    assert result.stderr == f"{path}：{error['problem']}{error['advice']}\n"


def test_a_wrong_extension_does_not_matter(
    run: Run, write: Callable[..., Path], make_table: Callable[..., str]
) -> None:
    assert run("read", write("表.xlsx", make_table())).exit_code == 0


def test_a_folder_is_not_a_file(run: Run, tmp_path: Path) -> None:
    result = run("read", tmp_path)
    assert result.exit_code == 2
    assert "这是文件夹，不是文件" in result.stderr


def test_a_missing_file_is_said(run: Run, tmp_path: Path) -> None:
    result = run("read", tmp_path / "没有.txt")
    assert result.exit_code == 2
    assert "没有这个文件" in result.stderr


def test_a_pattern_that_the_shell_left_alone_is_expanded(
    run: Run, good: Path, doubtful: Path, tmp_path: Path
) -> None:
    output = run("read", tmp_path / "*.txt", "--format", "jsonl").stdout
    names = [json.loads(line)["source"]["name"] for line in output.splitlines()]
    assert names == [str(doubtful), str(good)]


def test_a_file_whose_name_is_a_pattern_is_itself(
    run: Run, write: Callable[..., Path], make_table: Callable[..., str]
) -> None:
    path = write("表[1].txt", make_table())
    write("表1.txt", "")
    assert json.loads(run("read", path, "--format", "json").stdout)["source"]["name"] == str(path)


def test_a_pattern_that_fits_nothing_is_said(run: Run, tmp_path: Path) -> None:
    result = run("read", tmp_path / "*.none")
    assert result.exit_code == 2
    assert "没有这个文件" in result.stderr


def test_a_name_that_is_not_utf8_is_read_and_shown(
    run: Run, tmp_path: Path, make_table: Callable[..., str]
) -> None:
    path = tmp_path / os.fsdecode("表".encode("gb18030") + b".txt")
    path.write_text(make_table(), "utf-8")
    result = run("read", path, "--format", "json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["source"]["name"].endswith("�.txt")


def test_control_characters_of_a_file_do_not_reach_the_terminal(
    run: Run, write: Callable[..., Path], make_table: Callable[..., str]
) -> None:
    path = write("a.txt", make_table(name="\x1b[2J\x1b]0;会议\x07经费\u202e"))
    result = run("read", path)
    assert "经费" in result.stdout
    for character in "\x1b\x07\u202e":
        assert character not in result.stdout


def test_no_permission_to_read_is_said(child: Child, make_table: Callable[..., str]) -> None:
    # Not below tmp_path, whose parents only its owner may enter.
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        path = Path(folder) / "a.txt"
        path.write_text(make_table(), "utf-8")
        path.chmod(0)
        result = child("read", path, "--format", "json", before=WITHOUT_RIGHTS)
    assert result.returncode == 2
    assert json.loads(result.stdout)["problem"] == "没有权限读取这个文件。"
    assert b"Traceback" not in result.stderr


def test_no_permission_to_write_is_said(child: Child, good: Path, tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o555)
    # The rights go only before writing, because the inputs of a test belong to its owner.
    late = (
        "from jixiao.cli import results\n"
        "real = results.write_whole\n"
        "def late(path, content):\n"
        f"{_indented(WITHOUT_RIGHTS)}"
        "    real(path, content)\n"
        "results.write_whole = late"
    )
    result = child("read", good, "--format", "json", "-o", folder / "a.json", before=late)
    assert result.returncode == 2
    assert "没有写入权限" in result.stderr.decode()
    assert b"Traceback" not in result.stderr
    assert list(folder.iterdir()) == []


def _indented(code: str) -> str:
    return "".join(f"    {line}\n" for line in code.strip().splitlines())


def test_a_reader_that_goes_away_is_no_news(samples: Path) -> None:
    source = Path(jixiao.__file__).resolve().parent.parent
    with subprocess.Popen(
        [sys.executable, "-m", "jixiao", "read", *sorted(samples.glob("*.txt"))],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(source)},
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        message = process.stderr.read()
        assert process.wait(60) == 2
    assert b"Traceback" not in message
    assert b"Exception" not in message
    assert "写不出" not in message.decode()


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_disk_behind_standard_output_is_said(
    child: Child,
    good: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    unbuffered: str,
) -> None:
    monkeypatch.setenv("PYTHONUNBUFFERED", unbuffered)
    limit = (
        "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))\n"
        "os.dup2(os.open('out.json', os.O_WRONLY | os.O_CREAT), 1)"
    )
    result = child("read", good, "--format", "json", before=limit)
    assert result.returncode == 2
    assert result.stderr.decode() == "写不出结果：文件超过允许的大小。\n"
    assert (tmp_path / "out.json").stat().st_size <= 2000


def test_a_closed_standard_output_is_said(child: Child, good: Path) -> None:
    result = child("read", good, before="os.close(1); sys.stdout = None")
    assert result.returncode == 2
    assert "标准输出已关闭" in result.stderr.decode()
