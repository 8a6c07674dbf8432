"""The written grammar and the table of productions agree."""

import re
from importlib import resources

import pytest

from jixiao.understanding import target_value
from jixiao.understanding.target_value.numbers import normalised
from jixiao.understanding.target_value.productions import matches, productions

WRITTEN = re.findall(
    r"(?ms)^### (\w+)\n`[a-z ]+ = .*?;`.*?\n\n((?:^> .*?$\n*)+)",
    (resources.files(target_value) / "grammar.md").read_text(encoding="utf-8"),
)


def test_the_grammar_names_every_production_in_the_order_of_the_code() -> None:
    assert [name for name, _ in WRITTEN] == [one.name for one in productions()]


@pytest.mark.parametrize(
    ("name", "line"),
    [(name, line) for name, lines in WRITTEN for line in re.findall("(?m)^> (.*)$", lines)],
)
def test_each_line_of_the_grammar_uses_its_production(name: str, line: str) -> None:
    text = normalised(line)
    found = [match.lastgroup for match in matches(text, 0, len(text))]

    assert name in found


def test_no_pattern_repeats_without_a_bound_but_over_one_character_set() -> None:
    # A repeated group may only be bounded; this is what keeps the time linear.
    for one in productions():
        assert re.search(r"\)[*+](?![+])", one.pattern) is None, one.name
