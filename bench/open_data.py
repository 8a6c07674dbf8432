"""Speed and memory of writing a million indicator rows; `python -m bench.run --open-data`."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from bench.memory import peak

from jixiao.model import Reading
from jixiao.pipeline import read

ROOT = Path(__file__).resolve().parent.parent
FORMS = ("csv", "jsonl", "parquet")
NAMES = ("baiyun", "huadu", "kaifaqu", "tianhe", "zengcheng")


def many_readings(rows: int) -> Iterator[Reading]:
    """The five samples again and again, until they have so many indicators."""
    folder = resources.files("jixiao") / "samples"
    readings = [read((folder / f"{name}.txt").read_bytes(), f"{name}.txt") for name in NAMES]
    count = 0
    while count < rows:
        for reading in readings:
            yield reading
            count += len(reading.table.indicators)


def write(form: str, rows: int, path: str) -> None:
    """Write one form to a file, and print rows, CPU seconds, wall seconds, peak memory in MB."""
    import time  # noqa: PLC0415

    from jixiao import publishing  # noqa: PLC0415

    writer = getattr(publishing, f"write_{form}")
    wall, cpu = time.perf_counter(), time.process_time()
    with Path(path).open("wb") as file:
        count = writer(many_readings(rows), file)
    print(count, time.process_time() - cpu, time.perf_counter() - wall, peak())


def report(sizes: tuple[int, ...] = (10_000, 100_000, 1_000_000)) -> None:
    """Each form at each size, in a process of its own: flat memory shows from size to size."""
    for form in FORMS:
        for rows in sizes:
            with tempfile.TemporaryDirectory() as folder:
                path = str(Path(folder) / "data")
                command = [sys.executable, "-m", "bench.open_data", form, str(rows), path]
                result = subprocess.run(
                    command, cwd=ROOT, capture_output=True, check=True, env=os.environ
                )
                size = Path(path).stat().st_size / 1e6
            count, cpu, wall, memory = result.stdout.decode().split()
            print(
                f"{form:8} {int(count):9,} rows {float(cpu):7.1f} s CPU {float(wall):7.1f} s"
                f" {size:8.1f} MB on disk, peak memory {float(memory):6.1f} MB"
            )


if __name__ == "__main__":
    write(sys.argv[1], int(sys.argv[2]), sys.argv[3])
