"""The guides to the desk: one for each role in both languages, with pictures that are there."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from jixiao.workflow import Role

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "guide"
PAGES = sorted(GUIDE.glob("*.md"))
IMAGES = {path.name for path in (GUIDE / "images").iterdir()}
MOST_BYTES = 150_000


def _links(path: Path) -> set[str]:
    """What a page leads to or shows, places of other sites left out."""
    found = re.findall(r"\]\(([^)#]+)", path.read_text("utf-8"))
    return {link for link in found if "://" not in link}


@pytest.mark.parametrize("role", [*(role.value for role in Role), "server"])
@pytest.mark.parametrize(("language", "readme"), [("zh", "README.zh-CN.md"), ("en", "README.md")])
def test_every_role_has_a_guide_that_the_readme_names(
    role: str, language: str, readme: str
) -> None:
    path = GUIDE / f"{role}.{language}.md"
    other = {"zh": "en", "en": "zh"}[language]

    assert f"{role}.{other}.md" in _links(path)
    assert f"docs/guide/{path.name}" in _links(ROOT / readme)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_what_a_guide_names_is_there(page: Path) -> None:
    assert [link for link in _links(page) if not (GUIDE / link).is_file()] == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_picture_is_shown_in_both_languages(language: str) -> None:
    shown = set().union(*(_links(path) for path in GUIDE.glob(f"*.{language}.md")))

    assert {link.removeprefix("images/") for link in shown if "images/" in link} == IMAGES


def test_the_pictures_are_small() -> None:
    large = [name for name in IMAGES if (GUIDE / "images" / name).stat().st_size >= MOST_BYTES]

    assert large == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_first_administrator_is_made_as_the_server_guide_says(
    language: str, tmp_path: Path
) -> None:
    text = (GUIDE / f"server.{language}.md").read_text("utf-8")
    program = re.search(r"<!-- first administrator -->\n```python\n(.*?)```", text, re.DOTALL)
    assert program is not None
    made = subprocess.run(
        [sys.executable, "-c", program[1]], env={**os.environ, "JIXIAO_HOME": str(tmp_path)},
        capture_output=True, check=False,
    )  # fmt: skip

    assert made.returncode == 0, made.stderr.decode()
    assert len(made.stdout.split()) == 1
