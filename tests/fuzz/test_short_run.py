"""The long fuzz run's short version."""

import pytest
from tests.fuzz import pdf
from tests.fuzz.files import run_files, seeds
from tests.fuzz.run import run, run_values

from jixiao.model.target_value import KINDS


def test_two_in_a_hundred_of_the_long_run_end_in_a_reading_or_a_documented_error() -> None:
    counts = run(cases=400, seed=1)

    assert sum(counts.values()) == 400
    assert counts["read"] > 300


def test_two_in_a_hundred_of_the_pdf_files_end_in_a_reading_or_a_documented_error() -> None:
    counts = pdf.run(cases=400, seed=1)

    assert sum(counts.values()) == 400
    assert counts["read"] > 100


def test_two_in_a_hundred_of_the_random_values_lose_nothing_in_linear_time() -> None:
    found = run_values(cases=20_000, seed=1)

    assert found.kinds.keys() == KINDS.keys()
    assert found.steepest < 3


@pytest.mark.parametrize("kind", seeds(convert=False))
def test_two_in_a_hundred_of_the_mutated_files_end_in_a_reading_or_a_documented_error(
    kind: str,
) -> None:
    counts = run_files(kind, seeds(convert=False)[kind], cases=400, seed=1)

    assert sum(counts.values()) == 400
    assert counts["read"] > 40 or kind == "ole"
