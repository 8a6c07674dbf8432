"""Every key that a difference can hold has a Chinese word, and none is invented."""

import ast
import re
from pathlib import Path

import jixiao.analysing
from jixiao.model import difference_words as words
from jixiao.model.difference import DifferenceCounts
from jixiao.publishing.difference.said import COUNT_WORDS

SOURCES = sorted(Path(jixiao.analysing.__file__ or "").parent.glob("*.py"))
CODE = "\n".join(path.read_text("utf-8") for path in SOURCES)


def constants() -> set[str]:
    return {
        node.value
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_every_word_is_used() -> None:
    used = constants()
    for table in (words.TARGET_REASON_WORDS, words.DOUBT_WORDS, words.NOTE_WORDS,
                  words.CHANGED_WORDS, words.TARGET_KIND_WORDS):  # fmt: skip
        assert set(table) - used == set()


def test_every_reason_and_note_has_a_word() -> None:
    reasons = set(re.findall(r'reason="(\w+)"', CODE))
    reasons |= set(re.findall(r'_Verdict\("\w+", (?:"\w+"|None), "(\w+)"', CODE))
    assert reasons
    assert reasons - set(words.TARGET_REASON_WORDS) == set()
    notes = set(re.findall(r'DifferenceNote\(\s*"(\w+)"', CODE))
    assert notes == set(words.NOTE_WORDS)


def test_every_count_is_told() -> None:
    told = {key for _, keys in COUNT_WORDS for key, _ in keys}
    silent = {"projects_before", "projects_after", "projects_unchanged"}
    assert told | silent == set(DifferenceCounts.__struct_fields__)
