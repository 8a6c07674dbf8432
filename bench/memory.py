"""Peak memory: of one process alone, and of this one with all its children at once."""

import os
import threading
from pathlib import Path
from typing import Self

_PAUSE = 0.1  # seconds


def peak(process: int | str = "self") -> float:
    """Peak memory of a process in MB, since it began to run its own program.

    What getrusage says of a child is never less than its parent had when it started it.
    """
    status = Path(f"/proc/{process}/status").read_text("ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


class Together:
    """Watches this process and all below it: the most memory in MB that they had at one moment.

    A page that several of them share (the interpreter, its libraries) counts once. ``unwaited`` is the
    processor time, as last looked at, of those below its children: no child waits for them, so what
    getrusage says of children leaves them out.
    """

    def __init__(self) -> None:
        self.most = 0.0
        self._seconds: dict[str, float] = {}
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    @property
    def unwaited(self) -> float:
        """Seconds."""
        return sum(self._seconds.values())

    def _watch(self) -> None:
        while not self._ended.wait(_PAUSE):
            self.most = max(self.most, sum(map(_share, ["self", *_below("self")])))
            for child in _children("self"):
                for process in _below(child):
                    self._seconds[process] = _processor_time(process) or self._seconds.get(
                        process, 0
                    )


def _children(process: str) -> list[str]:
    try:
        tasks = list(Path(f"/proc/{process}/task").iterdir())
    except OSError:  # it has just ended
        return []
    return [number for task in tasks for number in _text(task / "children").split()]


def _below(process: str) -> list[str]:
    children = _children(process)
    return [*children, *(number for child in children for number in _below(child))]


def _processor_time(process: str) -> float:
    found = _text(Path(f"/proc/{process}/stat")).rpartition(") ")[2].split()
    return sum(map(int, found[11:13])) / os.sysconf("SC_CLK_TCK")


def _share(process: str) -> float:
    found = _text(Path(f"/proc/{process}/smaps_rollup")).partition("\nPss:")[2].split()
    return int(found[0]) / 1024 if found else 0.0


def _text(path: Path) -> str:
    try:
        return path.read_text("ascii")
    except OSError:  # it has just ended
        return ""
