"""Peak memory of one process alone."""

from pathlib import Path


def peak(process: int | str = "self") -> float:
    """Peak memory of a process in MB, since it began to run its own program.

    What getrusage says of a child is never less than its parent had when it started it.
    """
    status = Path(f"/proc/{process}/status").read_text("ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024
