"""Printed documents, or a word on which program is missing to print them."""

from collections.abc import Callable
from functools import cache

import pytest
from tests.documents.render import missing, rendered
from tests.documents.tables import Table, invented
from tests.documents.variants import QUICK, Variant

from jixiao.model import Reading
from jixiao.pipeline import read

Printed = dict[str, tuple[Table, Variant, bytes]]
ReadOnce = Callable[[str], Reading]


def table_for(variant: Variant) -> Table:
    """A table that a variant can print: rows that stay whole have to fit on a page."""
    # Text of merged cells that a page cuts may run over their end or be lost, whoever prints it.
    wordy = 2 if variant.merged == "entries" else 24
    if variant.cut == "whole":
        return invented(5, projects=12, longest=5, wordy=wordy)
    return invented(3, projects=12, wordy=wordy)


@pytest.fixture(scope="session")
def printed() -> Printed:
    """The quick variants by name."""
    lacking = missing(variant.producer for variant in QUICK)
    if lacking:
        pytest.skip(f"not installed: {', '.join(lacking)}")
    jobs = [(table_for(variant), variant) for variant in QUICK]
    contents = rendered(jobs)
    return {
        variant.name: (table, variant, content)
        for (table, variant), content in zip(jobs, contents, strict=True)
    }


@pytest.fixture(scope="session")
def read_once(printed: Printed) -> ReadOnce:
    """`read_once(name)`: the reading of a variant, the same for all tests; nothing in it can change."""
    return cache(lambda name: read(printed[name][2], f"{name}.pdf"))
