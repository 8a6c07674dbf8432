"""Speed of comparing; called by `bench/run.py`. Figures are reported, never asserted."""

import random
import time
from decimal import Decimal

import msgspec

from jixiao.model import Project, Reading
from jixiao.pipeline import compare, read

MARK = "（试点）"  # what a renamed project is called besides
SIGNS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"


def report(samples: dict[str, bytes], sizes: tuple[int, ...] = (60, 1_000, 3_000)) -> None:
    """Print the figures."""
    readings = [read(content, f"{name}.txt", year=2024) for name, content in samples.items()]
    source = [project for one in readings for project in one.table.projects]
    for size in sizes:
        before = _with(readings[0], _named(source, size))
        for share in (0.1, 1.0):
            after = _with(readings[0], _changed(before.table.projects, share))
            renamed = sum((p.name or "").endswith(MARK) for p in after.table.projects)
            start = time.process_time()
            found = compare(before, after).tables[0]
            seconds = time.process_time() - start
            print(
                f"compare {size:5,} with {size:5,} projects, {share:4.0%} renamed and changed:"
                f" {seconds:6.2f} s, of {renamed:5,} renamed {found.counts.projects_renamed:5,} told"
                f" to be the same, {len(found.doubtful):4,} with a doubt"
            )


def _named(source: list[Project], size: int) -> tuple[Project, ...]:
    """Projects again and again, each with a name and an amount of its own."""
    rnd = random.Random(1)  # noqa: S311 - no secret
    return tuple(
        msgspec.structs.replace(
            project,
            name="".join(rnd.sample(SIGNS, 6)) + (project.name or ""),
            funding=msgspec.structs.replace(project.funding, total=Decimal(number + 1)),
        )
        for number, project in ((n, source[n % len(source)]) for n in range(size))
    )


def _changed(projects: tuple[Project, ...], share: float) -> tuple[Project, ...]:
    rnd = random.Random(2)  # noqa: S311 - no secret
    changed = [
        msgspec.structs.replace(
            project,
            name=f"{project.name}{MARK}",
            objective=f"{project.objective or ''}更进一步。",
            funding=msgspec.structs.replace(project.funding, total=Decimal("9.99")),
        )
        if rnd.random() < share
        else project
        for project in projects
    ]
    rnd.shuffle(changed)
    return tuple(changed)


def _with(reading: Reading, projects: tuple[Project, ...]) -> Reading:
    table = reading.tables[0]
    unit = msgspec.structs.replace(table.spending_units[0], projects=projects)
    made = msgspec.structs.replace(table, spending_units=(unit,))
    return msgspec.structs.replace(reading, tables=(made,), questions=(), repairs=())
