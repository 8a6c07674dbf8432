"""Speed of publishing; called by `bench/run.py`. Figures are reported, never asserted."""

import datetime
import time
from collections.abc import Callable, Sequence

import msgspec
from bench.checking import many_projects

from jixiao.model import Reading
from jixiao.pipeline import forms_of, read
from jixiao.publishing import Form
from jixiao.publishing.official.docx import form_docx
from jixiao.publishing.official.pdf import form_pdf

_DAY = datetime.date(2026, 1, 1)
_ROUNDS = 3


def with_projects(readings: list[Reading], count: int) -> Reading:
    """One table with ``count`` projects of all readings."""
    reading = many_projects(readings, 40 * count)
    table = reading.tables[0]
    unit = msgspec.structs.replace(table.spending_units[0], projects=table.projects[:count])
    table = msgspec.structs.replace(table, spending_units=(unit,))
    return msgspec.structs.replace(reading, tables=(table,))


def seconds(work: Callable[[], bytes]) -> tuple[float, int]:
    """The best wall time of some runs, and the size of the file."""
    times = []
    for _ in range(_ROUNDS):
        start = time.perf_counter()
        content = work()
        times.append(time.perf_counter() - start)
    return min(times), len(content)


def report(samples: dict[str, bytes], sizes: Sequence[int] = (60, 1_000)) -> None:
    """Print the figures."""
    readings = [read(content, f"{name}.txt", year=2024) for name, content in samples.items()]
    makers: dict[str, Callable[[Sequence[Form]], bytes]] = {
        "pdf": lambda forms: form_pdf(forms, on=_DAY),
        "docx": lambda forms: form_docx(forms, on=_DAY),
    }
    for size in sizes:
        forms = forms_of(with_projects(readings, size))
        for name, make in makers.items():
            taken, length = seconds(lambda make=make, forms=forms: make(forms))  # type: ignore[misc]
            print(f"publish {size:6,} projects as {name:5} {taken:7.2f} s {length / 1e6:7.2f} MB")
