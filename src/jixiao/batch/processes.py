"""Work in several processes of this machine; one that dies costs its own task and no other."""

import contextlib
import multiprocessing
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, NamedTuple, TypeAlias, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")
Make: TypeAlias = Callable[[], Callable[[Task], Result]]

_AHEAD = 4  # tasks a process that wait or whose results wait: what bounds the memory


class Died(NamedTuple):
    """The process that worked on a task ended: it was killed, crashed or ran out of memory."""


class Processes:
    """Results in order, from so many processes."""

    def __init__(self, jobs: int) -> None:
        self._jobs = max(1, jobs)

    def run(self, make: Make[Task, Result], tasks: Sequence[Task]) -> Iterator[Result | Died]:
        """As `jixiao.batch.Engine.run`."""
        waiting: deque[tuple[Task, Future[Result]]] = deque()
        coming = iter(tasks)
        with _Pool(self._jobs, make) as pool:
            while True:
                try:
                    while len(waiting) < self._jobs * _AHEAD:
                        task = next(coming)
                        waiting.append((task, pool.submit(task)))
                except StopIteration:
                    if not waiting:
                        return
                try:
                    result = waiting[0][1].result()
                except BrokenProcessPool:
                    # Which of those under way killed its process cannot be told: each alone now.
                    suspects = [(task, future) for task, future in waiting]
                    waiting.clear()
                    pool.restart()
                    yield from self._one_by_one(make, suspects)
                    continue
                waiting.popleft()
                yield result

    def _one_by_one(
        self, make: Make[Task, Result], suspects: list[tuple[Task, "Future[Result]"]]
    ) -> Iterator[Result | Died]:
        with _Pool(1, make) as pool:
            for task, future in suspects:
                if future.done() and not future.cancelled() and future.exception() is None:
                    yield future.result()
                    continue
                try:
                    yield pool.submit(task).result()
                except BrokenProcessPool:
                    pool.restart()
                    yield Died()


class _Pool:
    """An executor that can be begun anew, and that leaves no process behind."""

    def __init__(self, jobs: int, make: Callable[[], Callable[[Any], Any]]) -> None:
        self._jobs = jobs
        self._make = make
        self._executor: ProcessPoolExecutor | None = None

    def __enter__(self) -> "_Pool":
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._end(wait=kind is None)

    def submit(self, task: Any) -> "Future[Any]":
        """A task for one of the processes."""
        if self._executor is None:
            self._before = set(multiprocessing.active_children())
            # Forking would copy threads and pipes of this process; and Windows cannot fork.
            self._executor = ProcessPoolExecutor(
                self._jobs,
                mp_context=multiprocessing.get_context("spawn"),
                initializer=_begin,
                initargs=(self._make,),
            )
        try:
            return self._executor.submit(_do, task)
        except BrokenProcessPool as error:
            broken: Future[Any] = Future()
            broken.set_exception(error)
            return broken

    def restart(self) -> None:
        """End what is left of the processes; the next task begins new ones."""
        self._end(wait=False)

    def _end(self, *, wait: bool) -> None:
        if self._executor is None:
            return
        executor, self._executor = self._executor, None
        if wait:
            executor.shutdown()
            return
        mine = set(multiprocessing.active_children()) - self._before
        executor.shutdown(wait=False, cancel_futures=True)
        for process in mine:
            with contextlib.suppress(OSError, ValueError):
                process.terminate()
        for process in mine:
            process.join(_GRACE)
            if process.is_alive():
                process.kill()
                process.join()


_GRACE = 5.0  # seconds to remove temporary files
_work: Callable[[Any], Any] | None = None
_stopping = False


def _begin(make: Callable[[], Callable[[Any], Any]]) -> None:
    """In a new process: make the work ready, and end quietly when told to."""
    global _work  # noqa: PLW0603 - a process has one work for all its life
    for name in ("SIGINT", "SIGTERM"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _stop)
    _work = make()


def _stop(*_: object) -> None:
    # Leaving by an exception lets what is under way remove its temporary files.
    global _stopping  # noqa: PLW0603 - see `_do`
    _stopping = True
    sys.exit(1)


def _do(task: Any) -> Any:
    if _stopping:
        sys.exit(1)  # a task that was handed out before the end
    assert _work is not None
    return _work(task)
