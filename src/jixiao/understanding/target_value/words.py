"""The words file, loaded once, as look-up tables and patterns."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

import msgspec

from jixiao.text import trie_pattern


@cache
def words() -> dict[str, Any]:
    """The words file as it is."""
    path = resources.files(__package__) / "words.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


class Comparators(msgspec.Struct, frozen=True):
    """Comparator words before and after a number, and what each means."""

    before: dict[str, str]
    after: dict[str, str]
    approximate: frozenset[str]
    soft: frozenset[str]


@cache
def comparators() -> Comparators:
    """All comparators; the first kind that lists a word has it."""
    loaded = words()
    before, after = (
        {word: kind for kind, listed in loaded[place].items() for word in listed}
        for place in ("before", "after")
    )
    approximate, soft = (frozenset(loaded[name]["words"]) for name in ("approximate", "soft"))
    return Comparators(before, after, approximate, soft)


def before_pattern(listed: Iterable[str]) -> str:
    """A pattern for the longest of these comparators, but none that ends a longer word."""
    within = {word: f"(?<![{ends}]{word})" for word, ends in words()["not_after"].items()}
    return trie_pattern(listed, within)


@cache
def any_of(section: str, key: str = "words") -> str:
    """A pattern for the longest of the words of one list."""
    listed = words()[section] if key == "" else words()[section][key]
    return trie_pattern(list(listed))


class Grade(NamedTuple):
    """A word of an ordered vocabulary: rank 1 is lowest, None has no order."""

    scale: str
    grade: str
    rank: int | None


@cache
def grades() -> dict[str, Grade]:
    """Word → its place in the vocabulary that lists it first."""
    found: dict[str, Grade] = {}
    for scale in words()["scale"]:
        for rank, listed in enumerate(scale.get("grades", ()), start=1):
            for word in listed:
                found.setdefault(word, Grade(scale["name"], word, rank))
    return found


@cache
def change_pattern() -> re.Pattern[str]:
    """「稳步提升」 「提升明显」: a degree and a change, in either order, or a change alone."""
    scale = words()["scale"][0]
    degrees = trie_pattern([word for listed in scale["pattern_degrees"] for word in listed])
    change = trie_pattern([*scale["higher"], *scale["lower"], *scale["equal"]])
    again = rf"(?:(?:并|与|和|、)?{change})?"
    return re.compile(
        rf"(?P<before>{degrees})?(?:地|得到|得以|的)?(?P<change>{change}){again}(?:地|得)?(?:了)?"
        rf"(?P<after>{degrees})?(?:作用|效果|态势)?"
    )


@cache
def degree_ranks() -> dict[str, int]:
    """Degree word → rank, from 未 (1) to 显著 (6)."""
    listed = words()["scale"][0]["pattern_degrees"]
    return {word: rank for rank, many in enumerate(listed, start=1) for word in many}


@cache
def change_directions() -> dict[str, str]:
    """Change word → the direction it says."""
    scale = words()["scale"][0]
    names = {"higher": "higher_is_better", "lower": "lower_is_better", "equal": "equal"}
    return {word: says for key, says in names.items() for word in scale[key]}
