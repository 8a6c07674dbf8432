"""The list of security points: whole, and each that is met is shown by a test that exists."""

import ast
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
LIST = tomllib.loads((ROOT / "docs" / "security-asvs.toml").read_text("utf-8"))
HOW_MANY = 253
"""Points of levels 1 and 2 in OWASP ASVS 5.0, counted in its text."""


def test_every_point_is_told_once() -> None:
    points = [*LIST["points"], *(one for group in LIST["none"] for one in group["points"])]

    assert len(points) == len(set(points)) == HOW_MANY


def test_what_is_met_names_a_test_and_nothing_else_does() -> None:
    for point, (state, asks, does, *test) in LIST["points"].items():
        assert state in ("met", "untested", "not met", "not applicable"), point
        assert asks, point
        assert does, point
        assert len(test) == (state == "met"), point


def test_every_test_that_is_named_exists() -> None:
    there = {
        f"{short}::{node.name}"
        for short, path in LIST["files"].items()
        for node in ast.walk(ast.parse((ROOT / path).read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
    }
    named = {test for _state, _asks, _does, *tests in LIST["points"].values() for test in tests}

    assert named <= there
    assert {test.split("::")[0] for test in named} == set(LIST["files"])
