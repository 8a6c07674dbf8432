"""All values of the five published tables, as the reader finds them."""

from functools import cache
from importlib import resources
from typing import NamedTuple

import jixiao

SAMPLES = ("zengcheng", "huadu", "baiyun", "kaifaqu", "tianhe")


class RealValue(NamedTuple):
    """One printed 指标值 with its indicator's name and level-2 class."""

    sample: str
    text: str
    name: str
    level2: str | None


@cache
def real_values() -> tuple[RealValue, ...]:
    """Both values of every indicator, a value that is not printed as an empty text."""
    found = []
    for sample in SAMPLES:
        path = resources.files("jixiao") / "samples" / f"{sample}.txt"
        for indicator in jixiao.read(path.read_bytes()).table.indicators:
            for target in (indicator.period_target, indicator.annual_target):
                text = target.text if target else ""
                found.append(RealValue(sample, text, indicator.name or "", indicator.class_))
    return tuple(found)
