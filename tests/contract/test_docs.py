"""What users can see is documented, and the documents say what is so."""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from jixiao.checking import CATALOGUE, read_settings
from jixiao.checking.own_rules import FIELDS, make_rule
from jixiao.cli import main, words
from jixiao.keeping import CORRECTIONS, SCHEMAS, json_schema, parse_corrections
from jixiao.model import Document
from jixiao.understanding import ledger

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
UNDERSTANDING = ROOT / "src" / "jixiao" / "understanding"

OF_JSON = ("reading.md", "checking.md", "comparing.md")

TOP = click.Context(main)
COMMANDS = [
    (name, command)
    for name in main.list_commands(TOP)
    if (command := main.get_command(TOP, name)) is not None
]


def page(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def documented_keys() -> set[str]:
    return set(re.findall(r"`([a-z0-9_]+)`", "".join(map(page, OF_JSON))))


def test_the_generated_pages_agree_with_the_code() -> None:
    result = subprocess.run(
        [sys.executable, DOCS / "generate.py", "--check"], capture_output=True, check=False
    )
    assert result.returncode == 0, result.stdout.decode() + result.stderr.decode()


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_key_of_the_json_is_explained(name: str) -> None:
    properties = {
        key for body in json_schema(name)["$defs"].values() for key in body.get("properties", {})
    }
    assert properties - documented_keys() == set()
    assert re.search(f"（`{name}`[：）]", "".join(map(page, OF_JSON)))


def test_the_readmes_say_how_many_rules_there_are() -> None:
    assert f"[{len(CATALOGUE)} rules]" in (ROOT / "README.md").read_text("utf-8")
    assert f"[{len(CATALOGUE)} 条规则]" in (ROOT / "README.zh-CN.md").read_text("utf-8")


def test_the_example_of_a_settings_file_is_accepted_and_its_fields_are_explained() -> None:
    example = re.search(r"```toml\n(.*?)```", page("checking.md"), re.DOTALL)
    assert example is not None
    settings = read_settings(example[1].encode())
    known = set(re.findall(r"`([a-z0-9_.]+)`", page("checking.md")))

    assert [one.code for one in settings.own_rules] == ["OWN001"]
    assert make_rule(settings.own_rules[0])[0].title == "满意度低于 85%"
    assert {field for fields in FIELDS.values() for field in fields} <= known


def test_the_example_of_a_corrections_file_is_accepted() -> None:
    example = re.search(r"```json\n(.*?)```", page("reading.md"), re.DOTALL)
    assert example is not None
    content = json.loads(example[1])
    assert content["schema"] == CORRECTIONS
    corrections = parse_corrections(Document("example.json", example[1].encode()))
    assert [correction.action for correction in corrections] == ["undo", "confirm", "set"]


@pytest.mark.parametrize(("name", "command"), COMMANDS)
def test_every_command_and_option_is_in_the_reference(name: str, command: click.Command) -> None:
    section = re.split(r"^## ", page("cli.md"), flags=re.MULTILINE)
    text = next(part for part in section if part.startswith(f"jixiao {name}\n"))
    options = [o for p in command.params if isinstance(p, click.Option) for o in p.opts]
    assert [option for option in [*options, "--help"] if option not in text] == []


def test_every_exit_code_is_explained() -> None:
    for code in (0, 1, 2, 130):
        assert f"| {code} | " in page("reading.md")


def test_every_rule_has_a_page_and_no_page_is_left_over() -> None:
    names = {path.stem for path in (DOCS / "rules").glob("*.md")}

    assert names == {"README", *(rule.code for rule in CATALOGUE)}


def kinds_in_code(*methods: str) -> set[str]:
    """Kinds that understanding gives to its notes: string constants in first place."""
    kinds = set()
    for path in UNDERSTANDING.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and (node.func.attr in methods or ast.unparse(node.func) in methods)
                and node.args
                and isinstance(node.args[0], ast.Constant)
            ):
                kinds.add(str(node.args[0].value))
    return kinds


def test_every_kind_of_repair_and_question_has_a_chinese_name() -> None:
    assert kinds_in_code("repair", "permits", "person") - set(words.REPAIRS) == set()
    assert (
        kinds_in_code("question", "draft.doubts.append", "doubts.append") - set(words.QUESTIONS)
        == set()
    )


def test_every_kind_of_text_has_a_chinese_name_and_none_is_invented() -> None:
    assert set(words.FIELDS) == set(ledger.FIELDS)
    assert set(words.FURNITURE) == set(ledger.FURNITURE)
