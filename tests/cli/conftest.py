"""Ways to run the program, and small tables to run it on."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import jixiao
from jixiao.cli import main

HEADER = "项目名称\t总计\t财政拨款\t财政专户拨款\t其他资金\t绩效目标\t绩效指标"
ENTRY = (
    "1、1-产出指标；11-数量指标；会议数量；实施周期指标值：不少于2次；年度指标值：不少于2次。"
    "2、2-效益指标；22-社会效益指标；政策知晓率；实施周期指标值：≥90%；年度指标值：≥90%。"
)


def table(*, grand_total: str = "30.00", entry: str = ENTRY, name: str = "会议经费") -> str:
    """A sound table of one unit and two projects."""
    rows = [
        "项目支出绩效目标表",
        "部门名称：某某局",
        "单位：万元",
        HEADER,
        f"合计\t{grand_total}\t{grand_total}\t\t\t\t",
        f"某某局本级\t{grand_total}\t{grand_total}\t\t\t\t",
        f"{name}\t10.00\t10.00\t\t\t按时开会。\t{entry}",
        f"培训经费\t20.00\t20.00\t\t\t按时培训。\t{ENTRY}",
    ]
    return "\n".join(rows) + "\n"


@pytest.fixture
def run() -> Callable[..., Result]:
    """`run("read", path, …)` runs the program in this process."""

    def invoke(*arguments: object) -> Result:
        return CliRunner().invoke(main, [str(a) for a in arguments], catch_exceptions=False)

    return invoke


@pytest.fixture
def child(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """`child("read", path, …, before="code")` runs it in a process of its own."""
    source = Path(jixiao.__file__).resolve().parent.parent

    def start(*arguments: object, before: str = "") -> subprocess.CompletedProcess[bytes]:
        # Everything is imported before the code, which may take away the right to.
        load = f"import os, sys, jixiao.cli.{arguments[0]}\nfrom jixiao.cli import main"
        code = f"{load}\n{before}\nmain(prog_name='jixiao')"
        return subprocess.run(
            [sys.executable, "-X", "utf8=0", "-c", code, *map(str, arguments)],
            capture_output=True,
            check=False,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(source), "LC_ALL": "C"},
            timeout=60,
        )

    return start


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """`write("a.txt", text)` makes a file; folders on the way too."""

    def make(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return make


@pytest.fixture
def good(write: Callable[..., Path]) -> Path:
    """A table without any doubt."""
    return write("good.txt", table())


@pytest.fixture
def doubtful(write: Callable[..., Path]) -> Path:
    """A table whose sums do not hold."""
    return write("doubtful.txt", table(grand_total="77.00"))


@pytest.fixture
def bad(write: Callable[..., Path]) -> Path:
    """No table at all."""
    return write("bad.txt", "你好\n")


@pytest.fixture
def make_table() -> Callable[..., str]:
    """`make_table(grand_total=…, entry=…, name=…)` gives the text of a table."""
    return table


@pytest.fixture
def samples() -> Path:
    """The folder of the samples that come with the program."""
    return Path(jixiao.__file__).parent / "samples"
