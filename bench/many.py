"""Speed of many files: files a second with one and two processes, CPU time, and peak memory."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_MEMORY = (
    "import sys; from bench.memory import peak; from jixiao.cli import main\n"
    "code = main(sys.argv[1:], standalone_mode=False)\n"
    "print(peak(), file=sys.stderr)"
)


def fill(folder: Path, contents: dict[str, bytes], number: int) -> None:
    """So many files, the samples again and again, each a little different."""
    samples = list(contents.values())
    for n in range(number):
        place = folder / f"{n % 50:02}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{n}.txt").write_bytes(samples[n % len(samples)] + b"\n" * (n // len(samples)))


def run(folder: Path, out: Path, jobs: int) -> tuple[float, float, float]:
    """Seconds of wall time and of CPU, and peak megabytes of the process that hands out the work."""
    command = [sys.executable, "-c", _MEMORY, "read", str(folder), "--format", "json",
               "-o", str(out), "--jobs", str(jobs)]  # fmt: skip
    start, before = time.perf_counter(), os.times()
    result = subprocess.run(
        command, cwd=ROOT, capture_output=True, check=True, env={**os.environ, "COLUMNS": "120"}
    )
    after = os.times()
    cpu = sum(after[2:4]) - sum(before[2:4])  # of children, and of theirs
    return time.perf_counter() - start, cpu, float(result.stderr.split()[-1])


def report(contents: dict[str, bytes], sizes: tuple[int, ...] = (100, 1000, 4000)) -> None:
    """Print the figures."""
    for number in sizes:
        for jobs in (1, 2):
            with tempfile.TemporaryDirectory() as name:
                fill(Path(name) / "in", contents, number)
                seconds, cpu, peak = run(Path(name) / "in", Path(name) / "out", jobs)
            print(
                f"{number:5} files, {jobs} processes {seconds:7.2f} s"
                f" {number / seconds:7.1f} files/s, CPU {cpu:6.2f} s, peak {peak:6.1f} MB"
            )
