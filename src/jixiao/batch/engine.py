"""What runs the work over many tasks: here, or in processes where that pays."""

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, TypeVar

from jixiao.batch.processes import Died, Make, Processes

__all__ = ["Died", "Engine", "InProcess", "Make", "WhereItPays", "choose_engine"]

Task = TypeVar("Task")
Result = TypeVar("Result")

_PATIENCE = 1.0  # seconds after which it is known how long a task takes
_MOST = 30 if sys.platform == "win32" else 256  # Windows waits for 63 things, two of a process
_WORTH = 4.0  # seconds of work left for each process; to start one costs more than a second


class Engine(Protocol):
    """Runs work over tasks. Another engine, such as one for a cluster, offers just this."""

    def run(self, make: Make[Task, Result], tasks: Sequence[Task]) -> Iterator[Result | Died]:
        """The result of each task, in the order of the tasks.

        Args:
            make: Gives the work; called once in each process, so it must survive pickling.
            tasks: Each must survive pickling too. Results are not kept.
        """


class InProcess:
    """One task after the other, in this process."""

    def run(self, make: Make[Task, Result], tasks: Sequence[Task]) -> Iterator[Result | Died]:
        """As `Engine.run`."""
        work = make()
        yield from map(work, tasks)


class WhereItPays:
    """Begins in this process, and goes on in several once that is known to be worth their start.

    How long a file takes cannot be told from its size: a scan, a workbook and a text of the same
    size differ a thousandfold. So the first files are measured.
    """

    def __init__(self, jobs: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._jobs = jobs
        self._clock = clock

    def run(self, make: Make[Task, Result], tasks: Sequence[Task]) -> Iterator[Result | Died]:
        """As `Engine.run`."""
        work = make()
        start = self._clock()
        for number, task in enumerate(tasks):
            spent = self._clock() - start
            left = len(tasks) - number
            if spent > _PATIENCE:
                jobs = min(self._jobs, left, int(spent / number * left / _WORTH))
                if jobs > 1:
                    yield from Processes(jobs).run(make, tasks[number:])
                    return
            yield work(task)


def choose_engine(jobs: int | None, tasks: int) -> Engine:
    """The engine for so many tasks.

    Args:
        jobs: How many processes the user allows; None leaves it to the machine.
        tasks: How many there are.
    """
    most = min(jobs or usable_cores(), tasks, _MOST)
    return WhereItPays(most) if most > 1 else InProcess()


def usable_cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
