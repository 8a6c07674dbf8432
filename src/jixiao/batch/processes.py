"""Work in several processes of this machine; one that dies costs its own task and no other.

Each process has a pipe of its own. The executor of the standard library has one for all: a process
that dies while it writes there leaves half a message, and the whole run waits for ever.
"""

import contextlib
import multiprocessing
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import Any, NamedTuple, TypeAlias, TypeVar

from jixiao.batch.collector import collect_seldom

Task = TypeVar("Task")
Result = TypeVar("Result")
Make: TypeAlias = Callable[[], Callable[[Task], Result]]

_AT_HAND = 2  # tasks that a process has, so that it need not wait for the next
_AHEAD = 8  # tasks a process by which results may be ahead of their turn: what bounds the memory
_GRACE = 5.0  # seconds to remove temporary files


class Died(NamedTuple):
    """The process that worked on a task ended: it was killed, crashed or ran out of memory."""


class Processes:
    """Results in order, from so many processes."""

    def __init__(self, jobs: int) -> None:
        self._jobs = max(1, jobs)

    def run(self, make: Make[Task, Result], tasks: Sequence[Task]) -> Iterator[Result | Died]:
        """As `jixiao.batch.Engine.run`."""
        open_ = deque(range(len(tasks)))
        results: dict[int, Result | Died] = {}
        workers: list[_Worker] = []
        turn, orderly = 0, False
        try:
            while turn < len(tasks):
                while turn in results:
                    yield results.pop(turn)
                    turn += 1
                _hand_out(open_, turn + self._jobs * _AHEAD, tasks, workers)
                while open_ and len(workers) < self._jobs and open_[0] < turn + self._jobs * _AHEAD:
                    workers.append(_Worker(make))
                    _hand_out(open_, turn + self._jobs * _AHEAD, tasks, workers)
                for worker in _ready(workers):
                    try:
                        number, result = worker.at_hand[0], worker.receive()
                        worker.at_hand.popleft()
                        results[number] = result
                    except (EOFError, OSError):
                        results[worker.at_hand.popleft()] = Died()
                        open_.extendleft(reversed(worker.at_hand))
                        workers.remove(worker)
                        worker.end(orderly=False)
            orderly = True
        finally:
            for worker in workers:
                worker.pipe.close()
            for worker in workers:
                worker.end(orderly=orderly)


class _Worker:
    """One process, and the numbers of the tasks that it has."""

    def __init__(self, make: Make[Any, Any]) -> None:
        # Forking would copy threads and pipes of this process; and Windows cannot fork.
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.at_hand: deque[int] = deque()
        self._process = context.Process(target=_serve, args=(theirs, make), daemon=True)
        self._process.start()
        theirs.close()

    @property
    def sentinel(self) -> int:
        """What `wait` waits for until the process ends."""
        return self._process.sentinel

    def send(self, number: int, task: Any) -> None:
        """A task, to be done after those that it has."""
        self.at_hand.append(number)
        # A process that has died says so when its result is waited for.
        with contextlib.suppress(OSError):
            self.pipe.send(task)

    def receive(self) -> Any:
        """The result of its first task.

        Raises:
            EOFError: The process has died; OSError where it did so in the middle of the result.
        """
        if not self._process.is_alive() and not self.pipe.poll():
            raise EOFError
        done, result = self.pipe.recv()
        if not done:
            raise result
        return result

    def end(self, *, orderly: bool) -> None:
        """End the process; it sees by itself that its pipe is closed."""
        self.pipe.close()
        if orderly:
            self._process.join(_GRACE)
        if self._process.is_alive():
            self._process.terminate()
            self._process.join(_GRACE)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()


def _ready(workers: Sequence[_Worker]) -> list[_Worker]:
    """Wait for results or deaths; those who have one."""
    busy = [worker for worker in workers if worker.at_hand]
    # On Windows this process keeps the other end of a pipe until the new process has taken it, so
    # that one which dies before leaves its pipe open for ever.
    ready = wait([end for worker in busy for end in (worker.pipe, worker.sentinel)]) if busy else []
    return [worker for worker in busy if worker.pipe in ready or worker.sentinel in ready]


def _hand_out(open_: deque[int], limit: int, tasks: Sequence[Any], workers: list[_Worker]) -> None:
    for worker in workers:
        while open_ and open_[0] < limit and len(worker.at_hand) < _AT_HAND:
            number = open_.popleft()
            worker.send(number, tasks[number])


def _serve(pipe: Connection, make: Make[Any, Any]) -> None:
    """In a process: do what comes until nothing more can come."""
    for name in ("SIGINT", "SIGTERM"):
        signal.signal(getattr(signal, name), _stop)
    collect_seldom()
    work = make()
    with contextlib.suppress(EOFError, OSError):
        while True:
            task = pipe.recv()
            try:
                answer = (True, work(task))
            except Exception as error:  # noqa: BLE001 - raised again where it is waited for
                answer = (False, RuntimeError(f"{type(error).__name__}: {error}"))
            pipe.send(answer)


def _stop(*_: object) -> None:
    # Leaving by an exception lets what is under way remove its temporary files.
    sys.exit(1)
