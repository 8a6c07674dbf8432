"""A pasted cell is read as it would be in a document, and nothing of it is dropped unseen."""

from collections.abc import Iterable
from importlib.resources import files

import pytest

from jixiao import read
from jixiao.model import Indicator, Project, compose_target, split_target
from jixiao.pipeline import forms_of, read_prose, read_value

SAMPLES = ("zengcheng", "huadu", "baiyun", "kaifaqu", "tianhe")


def _facts(indicators: Iterable[Indicator]) -> list[tuple[object, ...]]:
    return [
        (one.number, one.level2, one.name, *(target.text for target in one.targets))
        for one in indicators
    ]


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_printed_cell_gives_its_indicators(sample: str) -> None:
    content = (files("jixiao") / "samples" / f"{sample}.txt").read_bytes()
    (form,) = forms_of(read(content, "样表.txt", year=2024))
    row = next(row for row in form.rows if row.indicators)
    assert isinstance(row.record, Project)

    assert _facts(read_prose(row.indicators).indicators) == _facts(row.record.indicators)


def test_what_is_no_entry_is_told() -> None:
    prose = read_prose("随便写的一段话")

    assert not prose.indicators
    assert [one.text for one in prose.remainder] == ["随便写的一段话"]
    assert not read_prose("").indicators


@pytest.mark.parametrize("sample", SAMPLES)
def test_parts_put_together_are_the_text(sample: str) -> None:
    content = (files("jixiao") / "samples" / f"{sample}.txt").read_bytes()
    for indicator in read(content, "样表.txt", year=2024).table.indicators:
        for target in indicator.targets:
            value = read_value(target.text, name=indicator.name or "")
            assert compose_target(split_target(value)) == target.text


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("≥90%", ("≥", "90", "%", False)),
        ("90%以上", ("以上", "90", "%", True)),
        ("不少于300家次", ("不少于", "300", "家次", False)),
        ("12月底前", ("", "12月底前", "", False)),
        ("10-20家", ("", "10-20家", "", False)),
        ("优", ("", "优", "", False)),
        ("", ("", "", "", False)),
    ],
)
def test_parts(text: str, parts: tuple[str, str, str, bool]) -> None:
    assert split_target(read_value(text)) == parts
