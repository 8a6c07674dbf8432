"""Every form of open data: how it is written, from readings to bytes that can be read back."""

from collections.abc import Callable, Sequence
from importlib import resources

from msgspec.structs import replace

from jixiao.model import ObjectiveTable, Reading
from jixiao.pipeline import read
from jixiao.publishing import (
    csv_file,
    integrated_file,
    json_file,
    jsonl_file,
    package_zip,
    parquet_file,
)

FORMS: dict[str, Callable[[Sequence[Reading]], bytes]] = {
    "csv": csv_file,
    "dataset": json_file,
    "jsonl": jsonl_file,
    "parquet": parquet_file,
    "package": package_zip,
    "integrated": integrated_file,
}
SAMPLES = ("baiyun", "huadu", "kaifaqu", "tianhe", "zengcheng")


def sample(name: str) -> Reading:
    content = (resources.files("jixiao") / "samples" / f"{name}.txt").read_bytes()
    return read(content, f"{name}.txt")


def without_places(reading: Reading) -> tuple[ObjectiveTable, ...]:
    """All that open data keep, to the letter: the tables but for places, dialect and origins."""
    return tuple(
        replace(
            table,
            dialect=None,
            at=type(table.at)(),
            origins=replace(table.origins, department=None, amount_unit=None),
            spending_units=tuple(
                replace(
                    unit,
                    at=(),
                    projects=tuple(
                        replace(
                            project,
                            at=type(project.at)(),
                            indicators=tuple(
                                replace(
                                    one,
                                    at=(),
                                    period_target=one.period_target and replace(one.period_target, at=()),
                                    annual_target=one.annual_target and replace(one.annual_target, at=()),
                                )
                                for one in project.indicators
                            ),
                        )
                        for project in unit.projects
                    ),
                )
                for unit in table.spending_units
            ),
        )
        for table in reading.tables
    )  # fmt: skip
