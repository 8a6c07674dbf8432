"""Progress: only on a terminal, only when it takes long, gone afterwards."""

import io
import time

from rich.console import Console

from jixiao.cli.progress import Progress


def terminal() -> Console:
    return Console(file=io.StringIO(), force_terminal=True, width=80, _environ={})


def written(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def wait_until_shown(console: Console) -> None:
    end = time.monotonic() + 10
    while "正在读取" not in written(console) and time.monotonic() < end:
        time.sleep(0.01)


def test_one_slow_file_shows_its_name() -> None:
    console = terminal()
    with Progress(1, console, delay=0.01) as progress:
        progress.reading("大表.txt")
        wait_until_shown(console)
    assert "正在读取 大表.txt" in written(console)


def test_several_files_are_counted() -> None:
    console = terminal()
    with Progress(3, console, delay=0.01) as progress:
        progress.reading("a.txt")
        progress.done()
        wait_until_shown(console)
    assert "1/3" in written(console)


def test_what_is_quick_shows_nothing() -> None:
    console = terminal()
    with Progress(1, console, delay=60) as progress:
        progress.reading("a.txt")
        with progress.paused():
            pass
    assert written(console) == ""


def test_a_pipe_shows_nothing() -> None:
    console = Console(file=io.StringIO(), force_terminal=False, _environ={})
    with Progress(1, console, delay=0) as progress:
        progress.reading("a.txt")
        with progress.paused():
            time.sleep(0.05)
    assert written(console) == ""


def test_it_makes_way_for_what_is_written_and_comes_back() -> None:
    console = terminal()
    with Progress(2, console, delay=0.01) as progress:
        wait_until_shown(console)
        with progress.paused():
            before = written(console)
            time.sleep(0.3)
            assert written(console) == before
        assert written(console) != before


def test_several_files_show_their_rate_and_what_is_left() -> None:
    console = Console(file=io.StringIO(), force_terminal=True, width=120, _environ={})
    with Progress(4, console, delay=0.01) as progress:
        progress.reading("a.txt")
        progress.left_out()
        time.sleep(0.02)
        progress.done()
        end = time.monotonic() + 10
        while "个/秒 还要 0:0" not in written(console) and time.monotonic() < end:
            time.sleep(0.01)
    assert "2/4" in written(console)
    assert "个/秒 还要 0:0" in written(console)
