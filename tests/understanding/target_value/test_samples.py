"""The values of the five published tables: kinds, and every one that is not certain."""

from collections import Counter
from collections.abc import Callable

import pytest
from tests.understanding.target_value.real_values import SAMPLES, RealValue, real_values

from jixiao.model.target_value import KINDS, TargetValue
from jixiao.understanding.target_value import parse_target

# Names that stand where a value should, a template left as it was, a unit without its number.
NOT_UNDERSTOOD = {"zengcheng": 0, "huadu": 1, "baiyun": 1, "kaifaqu": 4, "tianhe": 0}


def parsed(sample: str) -> list[tuple[RealValue, TargetValue]]:
    return [
        (real, parse_target(real.text, real.name, real.level2))
        for real in real_values()
        if real.sample == sample
    ]


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_kinds_and_doubts_of_a_sample_are_as_read_by_eye(
    sample: str, golden: Callable[[str, str], None]
) -> None:
    values = parsed(sample)
    kinds = Counter(value.kind for _, value in values)
    confidences = Counter(value.confidence for _, value in values)
    units = Counter(
        value.measure_unit.text
        for _, value in values
        if value.measure_unit is not None and value.measure_unit.canonical is None
    )
    lines = [f"{sample}: {len(values)} values", ""]
    lines += [f"{kind:<15}{kinds[kind]:>5} {kinds[kind] / len(values):7.1%}" for kind in KINDS]
    lines += [""]
    lines += [f"{word:<15}{confidences[word]:>5}" for word in ("certain", "likely", "guess")]
    lines += ["", f"unknown units: {dict(sorted(units.items())) or 'none'}", "", "not certain:"]
    lines += [_line(real, value) for real, value in values if value.confidence != "certain"]

    golden(f"values/{sample}.txt", "\n".join(lines) + "\n")


def _line(real: RealValue, value: TargetValue) -> str:
    number = "" if value.number is None else f" {value.number}"
    unit = "" if value.measure_unit is None else f" {value.measure_unit.text}"
    reason = value.confidence_reason
    return (
        f"- {real.name} | {real.text} → {value.kind}{number}{unit} ({value.confidence}: {reason})"
    )


@pytest.mark.parametrize("sample", SAMPLES)
def test_only_values_that_state_nothing_are_not_understood(sample: str) -> None:
    lost = [real.text for real, value in parsed(sample) if value.kind == "not_understood"]

    assert len(lost) == NOT_UNDERSTOOD[sample], lost


def test_whatever_is_not_certain_says_why() -> None:
    for sample in SAMPLES:
        for real, value in parsed(sample):
            assert (value.confidence == "certain") == (value.confidence_reason is None), real
