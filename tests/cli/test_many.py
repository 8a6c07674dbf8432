"""Many files at a time: folders, processes, taking a run up again, selections."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from tests.reading.rendering import as_docx, as_xlsx, truth

from jixiao import pipeline
from jixiao.batch import MANIFEST

Run = Callable[..., Result]
Write = Callable[..., Path]


@pytest.fixture
def folder(write: Write, make_table: Callable[..., str], tmp_path: Path) -> Path:
    for number in range(6):
        write(f"in/{number}/表.txt", make_table(name=f"会议{number}经费"))
    write("in/坏.txt", "你好\n")
    write("in/疑.txt", make_table(grand_total="77.00"))
    return tmp_path / "in"


def names(output: str) -> list[str]:
    return [Path(json.loads(line)["source"]["name"]).as_posix() for line in output.splitlines()]


def test_processes_give_what_one_process_gives_in_the_same_order(run: Run, folder: Path) -> None:
    one = run("read", folder, "--format", "jsonl", "--jobs", "1")
    two = run("read", folder, "--format", "jsonl", "--jobs", "2")

    assert (two.exit_code, two.stdout, two.stderr) == (one.exit_code, one.stdout, one.stderr)
    assert len(names(two.stdout)) == 8
    assert "共 8 个文件：读出 7 个（其中 1 个有存疑），读不出 1 个。" in two.stderr


def test_check_gives_the_same_in_processes(run: Run, folder: Path, tmp_path: Path) -> None:
    found = []
    for jobs in (1, 2):
        baseline = tmp_path / f"{jobs}.json"
        options = ("--format", "jsonl", "--jobs", jobs, "--write-baseline", baseline)
        result = run("check", folder / "0", folder / "疑.txt", *options)
        found.append((result.exit_code, result.stdout, baseline.read_bytes()))

    assert found[0] == found[1]


def test_results_keep_the_places_of_their_files(run: Run, folder: Path, tmp_path: Path) -> None:
    run("read", folder, "--format", "json", "-o", tmp_path / "out")
    made = sorted(path.relative_to(tmp_path / "out").as_posix() for path in files(tmp_path / "out"))

    assert made == [*(f"{number}/表.json" for number in range(6)), "疑.json"]


def test_one_file_of_a_folder_goes_into_a_folder_too(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    run("read", folder / "0", "--format", "json", "-o", tmp_path / "out")

    assert [path.name for path in files(tmp_path / "out")] == ["表.json"]


def test_a_run_that_is_taken_up_again_reads_only_what_is_new_or_changed(
    run: Run,
    folder: Path,
    write: Write,
    make_table: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out = folder.parent / "out"
    command = ("read", folder, "--format", "json", "-o", out, "--resume")
    first = run(*command)
    read = pipeline.read
    seen = []

    def noted(source: Path, *rest: object, **options: object) -> object:
        seen.append(source.relative_to(folder).as_posix())
        return read(source, *rest, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "read", noted)
    second = run(*command)
    assert seen == ["坏.txt"]
    assert (first.exit_code, second.exit_code) == (2, 2)
    assert "读出 0 个，另有 7 个以前已读好（其中 1 个有存疑），读不出 1 个。" in second.stderr

    seen.clear()
    write("in/3/表.txt", make_table(name="新的经费"))
    (out / "4" / "表.json").unlink()
    run(*command)
    assert seen == ["坏.txt", "3/表.txt", "4/表.txt"]
    assert "新的经费" in (out / "3" / "表.json").read_text("utf-8")

    seen.clear()
    run(*command, "--year", "2024")
    assert len(seen) == 8


def test_resuming_needs_a_folder(run: Run, good: Path) -> None:
    result = run("read", good, "--resume")

    assert result.exit_code == 2
    assert result.stderr.startswith("--resume 要和 -o 文件夹 一起用")


def test_without_resume_no_record_is_left(run: Run, folder: Path, tmp_path: Path) -> None:
    run("read", folder, "-o", tmp_path / "out")

    assert not (tmp_path / "out" / MANIFEST).exists()


def test_an_empty_folder_is_said(run: Run, tmp_path: Path) -> None:
    result = run("read", tmp_path)

    assert result.exit_code == 2
    assert "这是文件夹，不是文件" in result.stderr


@pytest.mark.skipif(os.name == "nt", reason="signals to one process are not of that system")
def test_an_interrupt_ends_all_processes_and_keeps_what_is_done(
    write: Write, make_table: Callable[..., str], tmp_path: Path
) -> None:
    for number in range(400):
        write(f"in/{number}.txt", make_table(name=f"会议{number}经费"))
    command = [sys.executable, "-m", "jixiao", "read", "in", "--format", "json", "-o", "out",
               "--resume", "--jobs", "2"]  # fmt: skip
    # What a shell starts in the background ignores an interrupt, and would pass that on.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen(
        command, cwd=tmp_path, stderr=subprocess.PIPE, start_new_session=True
    )
    signal.signal(signal.SIGINT, before)
    end = time.monotonic() + 60
    while len(list((tmp_path / "out").glob("*.json"))) < 5 and time.monotonic() < end:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)

    assert process.returncode == 130
    assert "再次运行同一条命令，会从这里接着做。" in said.decode()
    assert "Traceback" not in said.decode()
    again = subprocess.run(command, cwd=tmp_path, stderr=subprocess.PIPE, check=False)
    assert again.returncode == 0
    assert "另有" in again.stderr.decode()
    assert len(list((tmp_path / "out").glob("*.json"))) == 400


def test_a_sheet_is_selected_by_name_or_number(run: Run, write: Write) -> None:
    book = write("a.xlsx", as_xlsx(truth("kaifaqu")))
    for sheet in ("目标表", "1"):
        result = run("read", book, "--sheet", sheet, "--format", "json")
        assert json.loads(result.stdout)["source"]["sheet"] == sheet

    result = run("read", book, "--sheet", "没有")
    assert result.exit_code == 2
    assert "没有工作表“没有”。工作簿里有：1 目标表" in result.stderr


def test_a_selection_that_the_kind_of_file_has_not_is_refused(
    run: Run, write: Write, good: Path
) -> None:
    text = write("a.docx", as_docx(truth("kaifaqu")))

    assert "没有工作表，不能用 --sheet" in run("check", text, "--sheet", "1").stderr
    assert "不分页，不能用 --pages" in run("read", good, "--pages", "3").stderr


def test_pages_that_are_none_are_refused(run: Run, good: Path) -> None:
    for pages in ("0", "5-3", "三", "1,,2"):
        result = run("read", good, "--pages", pages)
        assert result.exit_code == 2
        assert f"--pages 看不懂页码“{pages}”" in result.stderr


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
