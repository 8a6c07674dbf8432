"""What a person read in values as they are printed all over the country, against the parser."""

import pytest
from tests.understanding.target_value.labelled import Labelled, agrees, labelled

from jixiao.understanding import parse_target

FILES = (
    "labelled.tsv", "labelled_later.tsv", "labelled_departments.tsv", "labelled_provinces.tsv",
    "labelled_counties.tsv", "labelled_published.tsv", "labelled_published_later.tsv",
    "labelled_other_provinces.tsv",
)  # fmt: skip
LISTED = [one for name in FILES for one in labelled(name)]


@pytest.mark.parametrize("one", LISTED, ids=lambda one: f"{one.text} {one.name}".strip())
def test_a_value_is_read_as_a_person_reads_it(one: Labelled) -> None:
    value = parse_target(one.text, one.name)

    assert agrees(value, one.label), value
