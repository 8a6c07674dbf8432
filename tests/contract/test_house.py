"""What every file of the project keeps to."""

import ast
import copy
import pickle
import re
from importlib import resources
from pathlib import Path

import msgspec
import pytest

import jixiao
from jixiao.model import UnreadableDocument
from jixiao.pipeline import read

ROOT = Path(__file__).parents[2]
# Migrations are written by a program and only ever added to.
SOURCES = sorted(p for p in (ROOT / "src").rglob("*.py") if p.parent.name != "migrations")
CEILING = 400
STAGES = ("reading", "understanding", "keeping", "publishing", "analysing")


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_python_file_is_longer_than_the_ceiling(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= CEILING


@pytest.mark.parametrize("stage", STAGES)
def test_each_stage_says_its_place_and_the_readme_draws_it(stage: str) -> None:
    code = (ROOT / "src" / "jixiao" / stage / "__init__.py").read_text("utf-8")
    docstring = ast.get_docstring(ast.parse(code)) or ""
    match = re.match(r"Stage (\d), (\w+):", docstring)

    assert match is not None
    for readme in ("README.md", "README.zh-CN.md"):
        drawn = (ROOT / readme).read_text("utf-8")
        assert f"{match[1]} {match[2]} " in drawn


def test_the_model_holds_no_float_but_in_boxes() -> None:
    found = [
        f"{path.name}:{node.lineno}"
        for path in SOURCES
        if path.parent.name == "model"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Name) and node.id == "float" and path.name != "place.py"
    ]

    assert found == []


def test_a_reading_survives_pickling_and_copying() -> None:
    content = (resources.files("jixiao") / "samples" / "kaifaqu.txt").read_bytes()
    reading = read(content)

    assert pickle.loads(pickle.dumps(reading)) == reading  # noqa: S301 - our own record
    assert copy.deepcopy(reading) == reading
    assert msgspec.json.decode(msgspec.json.encode(reading), type=jixiao.Reading) == reading


def test_the_documented_error_survives_pickling() -> None:
    error = UnreadableDocument("a.txt", "文件是空的。", "请检查。")

    assert str(pickle.loads(pickle.dumps(error))) == str(error)  # noqa: S301 - our own error
