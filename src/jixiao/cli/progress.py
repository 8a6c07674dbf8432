"""Progress on a terminal, once something takes longer than a second."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
)
from rich.progress import Progress as Bar
from rich.text import Text

from jixiao.cli.wrap import elide, shown

_LONGEST_NAME = 40


class _Rate(ProgressColumn):
    """Files a second since the start, and how long the rest will take at that rate."""

    def render(self, task: Task) -> Text:
        """For this moment."""
        worked = task.completed - task.fields.get("left_out", 0)
        if not worked or not task.elapsed or task.total is None:
            return Text("")
        rate = worked / task.elapsed
        minutes, seconds = divmod(round((task.total - task.completed) / rate), 60)
        hours, minutes = divmod(minutes, 60)
        left = f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
        return Text(f"{rate:.1f} 个/秒 还要 {left}")


class Progress:
    """Shows which file is being read. A timer starts it, so that one large file shows it too."""

    def __init__(self, total: int, console: Console | None = None, delay: float = 1.0) -> None:
        self.console = console or Console(stderr=True)
        columns = [
            SpinnerColumn(),
            TextColumn("{task.description}", markup=False),
            *([BarColumn(), MofNCompleteColumn(), _Rate()] if total > 1 else []),
            TimeElapsedColumn(),
        ]
        self._bar = Bar(
            *columns,
            console=self.console,
            transient=True,
            # The program writes bytes by itself; see `paused`.
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._task = self._bar.add_task("正在读取", total=total)
        self._left_out = 0
        self._lock = threading.Lock()
        self._due = False
        self._running = False
        self._paused = 0
        self._timer = threading.Timer(delay, self._start)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        if self.console.is_terminal:
            self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.cancel()
        with self._lock:
            self._paused += 1
            self._stop()

    def _start(self) -> None:
        with self._lock:
            self._due = True
            self._run()

    def _run(self) -> None:
        if self._due and not self._paused:
            self._bar.start()
            self._running = True

    def _stop(self) -> None:
        # Stopping what never ran would leave an empty line.
        if self._running:
            self._bar.stop()
            self._running = False

    def reading(self, name: str) -> None:
        """Say which file is being read now."""
        self._bar.update(self._task, description=f"正在读取 {elide(shown(name), _LONGEST_NAME)}")

    def done(self) -> None:
        """One more file is finished."""
        self._bar.advance(self._task)

    def left_out(self) -> None:
        """One more file needs no work; it does not count for the rate."""
        self._left_out += 1
        self._bar.update(self._task, advance=1, left_out=self._left_out)

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Clear the line while something else is written."""
        with self._lock:
            self._paused += 1
            self._stop()
        try:
            yield
        finally:
            with self._lock:
                self._paused -= 1
                self._run()
