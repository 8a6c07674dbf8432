"""The words of the site: complete in both languages, all used, and the same as elsewhere."""

import re
from pathlib import Path

import pytest

from jixiao.cli import words as screen
from jixiao.publishing.site import words as module
from jixiao.publishing.site.tallies import BANDS, CLASSES, FORMS
from jixiao.publishing.site.words import words

FOLDER = Path(module.__file__).parent
SOURCES = [*FOLDER.glob("*.py"), *FOLDER.glob("templates/*"), *FOLDER.glob("assets/*.js")]
# Sections whose keys are looked up by what stands in the records.
LOOKED_UP = (
    "head",
    "class",
    "form",
    "band",
    "kind",
    "reader",
    "by",
    "verdict",
    "confidence",
    "repair",
    "question",
)


def test_every_word_has_both_languages_with_the_same_places_for_numbers() -> None:
    for key, (chinese, english) in words().items():
        assert chinese, key
        assert english, key
        assert sorted(re.findall(r"\{\d\}", chinese)) == sorted(re.findall(r"\{\d\}", english)), key
        assert (
            not re.search(r"[\u3000-\u9fff\uff00-\uffef]", english) or key == "home.placeholder"
        ), key


def test_every_word_that_is_asked_for_exists_and_none_is_left_over() -> None:
    text = "\n".join(path.read_text("utf-8") for path in SOURCES)
    asked = set(re.findall(r"""["']([a-z]+\.[a-z0-9_]+)["']""", text))
    sections = {key.split(".")[0] for key in words()}
    asked = {
        key
        for key in asked
        if key.split(".")[0] in sections and not key.endswith((".js", ".css", ".html"))
    }
    about = {
        f"about.{key}{end}"
        for key in ("what", "cite", "read", "typed", "use", "english")
        for end in ("", "_text")
    }
    menu = {f"site.{key}" for key in ("overview", "search", "sources", "downloads", "about")}
    known = set(words())

    assert asked - known == set()
    unused = known - asked - about - menu
    assert {key for key in unused if key.split(".")[0] not in LOOKED_UP} == set()


@pytest.mark.parametrize(
    ("section", "named"),
    [
        ("repair", screen.REPAIRS),
        ("question", screen.QUESTIONS),
        ("kind", screen.KINDS),
        ("confidence", screen.CONFIDENCE),
        ("by", screen.ADDENDS),
        ("head", screen.AMOUNTS),
        ("reader", screen.READERS),
    ],
)
def test_what_the_screen_names_the_site_names_alike(section: str, named: dict[str, str]) -> None:
    assert {key: words().get(f"{section}.{key}", ("", ""))[0] for key in named} == named


def test_every_class_form_and_band_has_words() -> None:
    wanted = {f"class.{one}" for one in CLASSES} | {f"form.{one}" for one in FORMS}
    wanted |= {f"band.{one}" for one in BANDS}

    assert wanted - set(words()) == set()
