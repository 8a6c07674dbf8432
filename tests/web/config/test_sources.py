"""What the program's sources never do, whatever anybody types."""

import ast
import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

SRC = Path(__file__).parents[3] / "src" / "jixiao"
WEB = SRC / "web"


def _calls(folder: Path) -> Iterator[tuple[Path, ast.Call, str]]:
    """Every call below a folder with the last part of the name that is called."""
    for file in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                called = node.func
                name = called.attr if isinstance(called, ast.Attribute) else ""
                yield file, node, name or getattr(called, "id", "")


def _imported(folder: Path) -> set[str]:
    found = set()
    for file in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found |= {one.name.split(".")[0] for one in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module.split(".")[0])
    return found


def test_statements_of_the_database_are_constants():
    """Typed words are parameters; a formatted or added-up statement would be a syntax of its own."""
    composed = [
        (file.name, node.lineno)
        for file, node, name in _calls(WEB)
        if name in ("execute", "executemany", "raw", "extra", "RawSQL")
        and not isinstance(node.args[0], ast.Constant | ast.Name)
    ]
    formatted = re.compile(r"f[\"'](?:SELECT|INSERT|UPDATE|DELETE)\b", re.IGNORECASE)

    assert composed == []
    assert [f.name for f in WEB.rglob("*.py") if formatted.search(f.read_text("utf-8"))] == []


def test_no_command_goes_through_a_shell():
    shells = [
        (file.name, node.lineno)
        for file, node, name in _calls(SRC)
        if name in ("system", "popen") or any(k.arg == "shell" for k in node.keywords)
    ]

    assert shells == []


def test_nothing_that_came_in_becomes_an_object_of_its_own_choice():
    assert not _imported(WEB) & {"pickle", "marshal", "shelve", "yaml", "dill"}


def test_no_template_is_made_of_text():
    made = [(f.name, n.lineno) for f, n, name in _calls(WEB) if name in ("from_string", "Template")]

    assert made == []


def test_weak_digests_secure_nothing():
    weak = [
        (file.name, node.lineno)
        for file, node, name in _calls(SRC)
        if name in ("md5", "sha1")
        and not any(
            k.arg == "usedforsecurity" and ast.literal_eval(k.value) is False for k in node.keywords
        )
    ]

    assert weak == []


def test_a_line_of_the_log_has_its_time_with_its_zone():
    plain = settings.LOGGING["formatters"]["plain"]
    record = logging.LogRecord("jixiao", logging.WARNING, "", 0, "nachricht", (), None)

    line = logging.Formatter(plain["format"], plain["datefmt"]).format(record)

    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d{4} WARNING jixiao nachricht", line)


@pytest.mark.parametrize("name", ['"></script><script>alert(1)</script>', "</title><b onclick=x>"])
def test_data_for_a_script_stay_data(office, log_in, bring_in, name):
    project = bring_in().projects.first()
    project.name = project.objective = name
    project.save()

    page = log_in(office.preparer).get(f"/projects/{project.key}/").content.decode()

    assert "<script>alert(1)" not in page
    assert "<b onclick" not in page
    assert "\\u003C" in page
