"""Speed of checking; called by `bench/run.py`. Figures are reported, never asserted."""

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import msgspec
from frictionless import Package, system

from jixiao.checking import Checker, standard_policy
from jixiao.model import ObjectiveTable, Project, Reading
from jixiao.pipeline import read
from jixiao.publishing import write_package

ROUNDS = 7


def many_projects(readings: list[Reading], indicators: int) -> Reading:
    """One table with the projects of all readings again and again, each with a name of its own."""
    source = [p for reading in readings for table in reading.tables for p in table.projects]
    projects = []
    count = 0
    for number, project in enumerate(_again(source)):
        projects.append(
            msgspec.structs.replace(
                project,
                name=f"{project.name}{number}",
                objective=f"{project.objective or ''}{number % 5000}",
            )
        )
        count += len(project.indicators)
        if count >= indicators:
            break
    return _with_projects(readings[0], tuple(projects))


def _again(projects: list[Project]) -> Iterator[Project]:
    while True:
        yield from projects


def _with_projects(reading: Reading, projects: tuple[Project, ...]) -> Reading:
    table = reading.tables[0]
    unit = msgspec.structs.replace(table.spending_units[0], projects=projects)
    made: ObjectiveTable = msgspec.structs.replace(table, spending_units=(unit,))
    return msgspec.structs.replace(reading, tables=(made,), questions=(), repairs=())


def seconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Median CPU seconds of a few runs."""
    return statistics.median(_times(work, rounds))


def _times(work: Callable[[], object], rounds: int) -> list[float]:
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return times


def report(
    samples: dict[str, bytes], sizes: tuple[int, ...] = (10_000, 100_000, 1_000_000)
) -> None:
    """Print the figures."""
    readings = [read(content, f"{name}.txt", year=2024) for name, content in samples.items()]
    checker = Checker(standard_policy())
    count = sum(len(one.table.indicators) for one in readings)

    beside: list[float] = []

    def rounds() -> list[float]:
        found = []
        for _ in range(1 + ROUNDS):
            found += _times(lambda: [checker.check(one) for one in readings], 1)
            beside.extend(_times(_plain_loop, 1))
        return found

    # Some before and after each of the others: what slows the machine for a moment is not the rules.
    first, *times = rounds()
    huadu = next(one for one in readings if one.source.name == "huadu.txt")
    changed = _one_project_changed(huadu)
    taken = seconds(lambda: checker.examine(changed))
    projects = len(huadu.table.projects)
    print(f"check a table of {projects} projects again after a change: {taken * 1000:6.1f} ms")
    across = [one for one in checker.rules if one.subject in ("table", "tables")]
    for size in sizes:
        times += rounds()[1:]
        large = many_projects(readings, size)
        whole = Checker(standard_policy(), rules=across)
        taken = seconds(lambda whole=whole, large=large: whole.examine(large), 1)  # type: ignore[misc]
        print(
            f"check across projects: {len(large.table.indicators):9,} indicators {taken:7.2f} s"
            f" {len(large.table.indicators) / taken:10,.0f} indicators/s"
        )
        del large
    times += rounds()[1:]
    print(
        f"check, all five: {len(checker.rules)} rules,"
        f" {count / statistics.median(times):10,.0f} indicators/s"
        f" (best {count / min(times):,.0f}; the first time, patterns compiled, {first:.2f} s)"
    )
    print(
        "the machine itself: a plain loop after each round took"
        f" {statistics.median(beside) / min(beside):.2f} times its best (median)"
    )
    ratio = times_of_frictionless(readings, checker)
    print(f"frictionless, types, keys and codes of the same tables: {ratio:.1f} times as long")


def _plain_loop() -> int:
    """Work that needs no memory: how much slower than at its best it is, the machine is slowed."""
    found = 0
    for number in range(300_000):
        found += number * number
    return found


def times_of_frictionless(readings: list[Reading], checker: Checker) -> float:
    """How many times as long Frictionless takes to validate the tables as a data package.

    Both alternately, so that what slows the machine slows both; median of the pairs.
    """
    ratios = []
    with tempfile.TemporaryDirectory() as folder, system.use_context(trusted=True):
        write_package(iter(readings), Path(folder))
        path = str(Path(folder) / "datapackage.json")
        for _ in range(1 + ROUNDS):
            theirs = _times(lambda: Package(path).validate(), 1)
            ours = _times(lambda: [checker.check(one) for one in readings], 1)
            ratios.append(theirs[0] / ours[0])
    return statistics.median(ratios[1:])


def _one_project_changed(reading: Reading) -> Reading:
    table = reading.tables[0]
    unit = table.spending_units[0]
    first = unit.projects[0]
    funding = msgspec.structs.replace(first.funding, total=Decimal("1.23"))
    projects = (msgspec.structs.replace(first, funding=funding), *unit.projects[1:])
    units = (msgspec.structs.replace(unit, projects=projects), *table.spending_units[1:])
    tables = (msgspec.structs.replace(table, spending_units=units),)
    return msgspec.structs.replace(reading, tables=tables)
