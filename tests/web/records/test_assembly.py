"""What was accepted is in the database as it was read."""

from importlib.resources import files

import pytest
from tests.publishing.records import records

from jixiao import read
from jixiao.web.records.assembly import pack, reading_of, unpack

SAMPLES = ("zengcheng", "huadu", "baiyun", "kaifaqu", "tianhe")


@pytest.mark.parametrize("sample", SAMPLES)
def test_an_accepted_table_says_what_was_read(sample, bring_in):
    table = bring_in(sample)

    kept = unpack(table.versions.get().content)
    now = reading_of(table)

    assert records(kept) == records(now)
    assert now.table.arithmetic
    assert [i.period_target and i.period_target.value for i in now.table.indicators] == [
        i.period_target and i.period_target.value for i in kept.table.indicators
    ]


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_kept_reading_comes_back_whole(sample):
    content = (files("jixiao") / "samples" / f"{sample}.txt").read_bytes()
    reading = read(content, "样表.txt", year=2024)

    assert unpack(pack(reading)) == reading
