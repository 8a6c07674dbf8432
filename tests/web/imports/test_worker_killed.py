"""kill -9 in the middle of a reading: nothing is half read, nothing of the worker goes on, the next
worker takes the job up at once."""

import os
import signal
import sqlite3
import sys
from pathlib import Path

import pytest
from tests.web.imports.conftest import sample
from tests.web.imports.serving import furnish, start_worker, states, stop, wait_for

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="processes are forked on POSIX only"
)


def children_of(process):
    """All processes below one, by what the system says of parents."""
    parents = {}
    for name in (path.name for path in Path("/proc").iterdir()):
        if name.isdecimal():
            try:
                with Path(f"/proc/{name}/stat").open() as file:
                    parents[int(name)] = int(file.read().rpartition(")")[2].split()[1])
            except OSError:
                continue
    found, new = set(), {process}
    while new:
        new = {child for child, parent in parents.items() if parent in new} - found
        found |= new
    return found


def is_alive(process):
    try:
        with Path(f"/proc/{process}/stat").open() as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_the_job_of_a_killed_worker_is_taken_up(tmp_path, begin_home):
    home = begin_home(tmp_path / "home")
    file = tmp_path / "很长.txt"
    file.write_bytes(sample("huadu") * 40)
    furnish(home, file)
    worker = start_worker(home)
    try:
        wait_for(lambda: states(home) == ["reading"])
        below = children_of(worker.pid)
        assert below
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
        assert states(home) == ["reading"]
        wait_for(lambda: not any(map(is_alive, below)), 20)
        assert states(home) == ["reading"]
    finally:
        worker.stdin.close()

    worker = start_worker(home)
    try:
        wait_for(lambda: states(home) == ["ready"], 120)
    finally:
        stop(worker)
    with sqlite3.connect(home / "jixiao.sqlite3") as database:
        (attempts,) = database.execute("select attempts from records_import").fetchone()
        (tables,) = database.execute("select count(*) from records_objectivetable").fetchone()
    database.close()
    assert (attempts, tables) == (2, 0)


_WITHOUT_FORK = """
import multiprocessing, os, signal
multiprocessing.set_start_method("spawn")
multiprocessing.get_all_start_methods = lambda: ["spawn"]
del os.fork, os.register_at_fork, signal.SIGALRM, signal.alarm
"""


def test_without_fork_too_nothing_goes_on_below_a_killed_worker(tmp_path, begin_home, monkeypatch):
    """What Windows has not is taken from each process as it starts."""
    home = begin_home(tmp_path / "home")
    furnish(home)
    (tmp_path / "sitecustomize.py").write_text(_WITHOUT_FORK, "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    worker = start_worker(home)
    try:
        # The sentinel, the one that works, the one that hands out, the one that keeps results.
        wait_for(lambda: len(children_of(worker.pid)) >= 4)
        below = children_of(worker.pid)
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
        wait_for(lambda: not any(map(is_alive, below)), 20)
        assert not any(map(is_alive, below))
    finally:
        worker.stdin.close()
