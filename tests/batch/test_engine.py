"""Engines: results in order, a death costs one task, and processes only where they pay."""

import gc
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from functools import partial

import pytest

from jixiao.batch import Died, Engine, InProcess, Processes, WhereItPays, choose_engine


def make_square() -> Callable[[int], int]:
    return lambda number: number * number


def make_deadly() -> Callable[[int], int]:
    """Work that ends its process at some tasks, as compiled code would."""

    def work(number: int) -> int:
        if number % 7 == 3:
            os._exit(9)
        return number

    return work


def make_large() -> Callable[[int], bytes]:
    """Results that do not fit into a pipe, and a death while one is written."""

    def work(number: int) -> bytes:
        if number == 2:
            threading.Timer(0.2, os._exit, (9,)).start()
        return bytes(3_000_000)

    return work


def make_faulty() -> Callable[[int], int]:
    return lambda number: 1 // (number - 3)


def make_slow(seconds: float) -> Callable[[int], tuple[int, int]]:
    def work(number: int) -> tuple[int, int]:
        time.sleep(seconds)
        return number, os.getpid()

    return work


@pytest.mark.parametrize("engine", [InProcess(), Processes(2), WhereItPays(2)])
def test_results_come_in_the_order_of_the_tasks(engine: Engine) -> None:
    assert list(engine.run(make_square, range(30))) == [number**2 for number in range(30)]
    assert list(engine.run(make_square, ())) == []


def test_a_worker_that_dies_costs_its_own_task_only() -> None:
    found = list(Processes(2).run(make_deadly, range(12)))

    assert found == [Died() if number % 7 == 3 else number for number in range(12)]


def test_a_death_in_the_middle_of_a_result_is_seen() -> None:
    results = Processes(2).run(make_large, range(6))
    found = []
    for result in results:
        time.sleep(0.3)  # the pipes are full meanwhile
        found.append(len(result) if isinstance(result, bytes) else None)

    assert len(found) == 6
    assert found.count(3_000_000) >= 5


def test_a_fault_of_the_work_itself_is_raised() -> None:
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        list(Processes(2).run(make_faulty, range(6)))


def test_processes_begin_only_when_the_work_left_is_worth_it() -> None:
    here = os.getpid()
    now = iter([0.0, 0.1, 0.5, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8])
    few = list_of(WhereItPays(2, lambda: next(now)), 6)
    now = iter([0.0, 0.1, 0.5, 1.2, 9.9])
    many = list_of(WhereItPays(2, lambda: next(now)), 20)

    assert {pid for _, pid in few} == {here}
    assert [number for number, _ in many] == list(range(20))
    assert [pid == here for _, pid in many] == [True] * 2 + [False] * 18


def test_no_more_processes_begin_than_have_work_enough() -> None:
    # Ten seconds of work are left.
    now = iter([0.0, 0.1, 0.5, 1.2, 9.9])
    many = list_of(WhereItPays(64, lambda: next(now)), 20)

    assert len({pid for _, pid in many} - {os.getpid()}) <= 2


def test_leaving_early_ends_the_processes() -> None:
    results = Processes(2).run(partial(make_slow, 0.01), range(1000))
    first = next(results)
    assert not isinstance(first, Died)
    _, pid = first
    results.close()  # type: ignore[attr-defined]  # a generator is an iterator that can be closed

    end = time.monotonic() + 10
    while time.monotonic() < end:
        try:
            os.kill(pid, 0)
        except OSError:
            return
        time.sleep(0.05)
    pytest.fail("a worker is left behind")


def list_of(engine: Engine, count: int) -> list[tuple[int, int]]:
    found = engine.run(partial(make_slow, 0), range(count))
    return [one for one in found if not isinstance(one, Died)]


@pytest.mark.parametrize(
    ("jobs", "tasks", "engine"),
    [(None, 1, InProcess), (1, 9, InProcess), (3, 9, WhereItPays), (3, 1, InProcess)],
)
def test_the_engine_follows_what_the_user_wants(
    jobs: int | None, tasks: int, engine: type[Engine]
) -> None:
    assert isinstance(choose_engine(jobs, tasks), engine)


def make_thresholds() -> Callable[[int], int]:
    return lambda _: gc.get_threshold()[0]


def test_processes_of_ours_collect_seldom() -> None:
    assert list(Processes(2).run(make_thresholds, range(2))) == [10_000, 10_000]


def test_who_imports_us_collects_as_before() -> None:
    code = (
        "import gc; was = gc.get_threshold(); import jixiao.batch; print(was == gc.get_threshold())"
    )

    said = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)

    assert said.stdout.strip() == b"True"
