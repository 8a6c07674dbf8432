"""What runs the work over many tasks: here, or in processes where that pays."""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, TypeVar

from jixiao.batch.processes import Died, Make, Processes

__all__ = ["Died", "Engine", "InProcess", "Make", "WhereItPays", "choose_engine"]

Task = TypeVar("Task")
Result = TypeVar("Result")

_PATIENCE = 1.0  # seconds after which it is known how long a task takes
_WORTH = 3.0  # seconds of work left from which starting processes pays


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
            if left > 1 and spent > _PATIENCE and spent / number * left > _WORTH:
                yield from Processes(min(self._jobs, left)).run(make, tasks[number:])
                return
            yield work(task)


def choose_engine(jobs: int | None, tasks: int) -> Engine:
    """The engine for so many tasks.

    Args:
        jobs: How many processes the user wants; None leaves it to the machine.
        tasks: How many there are.
    """
    if tasks < 2 or jobs == 1:
        return InProcess()
    if jobs is not None:
        return Processes(min(jobs, tasks))
    cores = usable_cores()
    return WhereItPays(cores) if cores > 1 else InProcess()


def usable_cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
