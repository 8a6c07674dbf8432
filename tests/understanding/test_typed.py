"""Targets in a reading carry what they say, beside their text."""

from importlib import resources

import pytest

from jixiao.model import print_value
from jixiao.pipeline import read

SAMPLES = ("baiyun", "huadu", "kaifaqu", "tianhe", "zengcheng")


def content(sample: str) -> bytes:
    return (resources.files("jixiao") / "samples" / f"{sample}.txt").read_bytes()


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_target_has_a_value_that_prints_its_text(sample: str) -> None:
    targets = [t for i in read(content(sample)).table.indicators for t in i.targets]

    assert len(targets) > 40
    for target in targets:
        assert target.value is not None
        assert target.value.text == target.text == print_value(target.value)


def test_without_values_only_the_text_is_given() -> None:
    targets = [
        t for i in read(content("kaifaqu"), values=False).table.indicators for t in i.targets
    ]

    assert {target.value for target in targets} == {None}


def test_the_name_of_the_indicator_helps_to_understand_its_value() -> None:
    indicators = read(content("zengcheng")).table.indicators
    waste = next(i for i in indicators if i.name == "有无资金浪费")
    rate = next(i for i in indicators if i.name == "资金到达率(%)")

    assert waste.annual_target is not None
    assert waste.annual_target.value is not None
    assert waste.annual_target.value.kind == "yes_no"
    assert rate.annual_target is not None
    assert rate.annual_target.value is not None
    assert rate.annual_target.value.measure_unit is not None
    assert rate.annual_target.value.measure_unit.from_ == "name"
