"""What a place asks for, as data: word lists, limits, severities; packs inherit from packs.

A pack is a folder in ``packs/`` whose TOML files are read as one: ``inherits`` names its parent,
each list and limit has a source and how sure it is. A later pack adds to a list (``words``) or replaces it (``replaces``).
"""

import hashlib
import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import cache, cached_property
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, Literal

import msgspec

from jixiao.checking.said import said
from jixiao.model import STAGES, Severity
from jixiao.model.finding import FixKind
from jixiao.text import fold, quick_pattern, trie_pattern

STANDARD = "national"
_DEEPEST = 8
_CONDITION = re.compile(r"\(\?<?[=!](?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)")
_FIRST = re.compile(r"(?:([㐀-鿿])|\[([㐀-鿿]+)\])(?![?*{])")


class InvalidProfile(ValueError):  # noqa: N818 - reads as what it says
    """A profile that does not exist or whose data cannot be used; the text is for people."""


class BookEntry(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """What the rule book says of a rule; ``severity`` is one word, or one for each stage.

    ``lighter`` is the severity of its lesser degree, where it has one. It says nothing where a rule
    of ``gives_way_to`` speaks of the same text.
    """

    severity: Severity | dict[str, Severity]
    opinion: int | None
    kind: str | None
    basis: str
    status: Literal["read", "counted", "second_hand", "unverified"]
    fix: FixKind = "none"
    lighter: Severity = "info"
    gives_way_to: tuple[str, ...] = ()
    off: bool = False

    def severity_at(self, stage: str) -> Severity:
        """Severity at a stage of the life cycle."""
        return self.severity if isinstance(self.severity, str) else self.severity[stage]


class WordList(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """A word list of a pack: words, or regular expressions where ``patterns`` is true.

    ``holds`` are words of which a text holds one wherever a pattern finds something; left out, that
    is not known. A line of ``corrections`` is 「wrong=right」, the wrong side the wrong words with a
    condition in brackets before or behind them where they are right elsewhere.
    """

    source: str
    status: str
    words: tuple[str, ...]
    replaces: bool = False
    patterns: bool = False
    holds: tuple[str, ...] = ()
    corrections: bool = False


class Limit(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """A threshold of a pack, as a decimal string, with its unit."""

    value: str
    unit: str
    source: str
    status: str


class Matter(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True, kw_only=True):
    """What a table usually must not plan: regular expressions, and the words of which each holds one.

    Nothing is said where one of ``unless`` is found in the same sentence up to there, nor of budget
    years before ``from_year``. Where it is ``doubtful``, it is only hinted at.
    """

    what: str
    advice: str
    source: str
    status: Literal["read", "counted", "second_hand", "unverified"]
    patterns: tuple[str, ...]
    holds: tuple[str, ...]
    unless: tuple[str, ...] = ()
    from_year: int | None = None
    doubtful: bool = False


class Pack(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True, kw_only=True):
    """One folder of ``packs/``."""

    description: str
    place: str
    since: Any
    inherits: str | None = None
    words: dict[str, WordList] = {}
    limits: dict[str, Limit] = {}
    matters: dict[str, Matter] = {}
    rules: dict[str, dict[str, Any]] = {}


class Policy:
    """The resolved data that rules are run with.

    Args:
        profile: Its name, for the verdict.
        words: Lists by name.
        limits: Thresholds by name.
        book: What the rule book says, by code.
        matters: What is usually not planned, by name.
        title: What people call the profile.
    """

    def __init__(
        self,
        profile: str,
        words: Mapping[str, WordList],
        limits: Mapping[str, Limit],
        book: Mapping[str, BookEntry],
        matters: Mapping[str, Matter] = {},
        title: str = "",
    ) -> None:
        self.profile = profile
        self.title = title
        self.book = dict(book)
        self.matters = dict(matters)
        self._words = dict(words)
        self._limits = dict(limits)
        self.pattern = _Patterns(self._words).__getitem__
        """A list as one pattern, the longest word first; search folded text with it."""
        self.limit = {name: Decimal(one.value) for name, one in limits.items()}.__getitem__
        """A threshold; its unit stands in the pack."""

    def words(self, name: str) -> tuple[str, ...]:
        """The words of a list."""
        return self._words[name].words

    def needed(self, name: str) -> frozenset[str] | None:
        """Words of which a text holds one wherever `pattern` finds something; None: not known."""
        listed = self._words[name]
        if listed.corrections:
            return frozenset(word for line in listed.words for word in wrong_words(line))
        if listed.patterns:
            return frozenset(listed.holds) or None
        return None if "" in listed.words else frozenset(listed.words)

    @cached_property
    def digest(self) -> str:
        """Hash over all that a rule can see of the policy, and the book."""
        seen = (self._words, self._limits, self.book, self.matters)
        content = msgspec.json.encode(seen, order="deterministic")
        return hashlib.sha256(content).hexdigest()


class _Patterns(dict[str, re.Pattern[str]]):
    """Lists compiled when they are first asked for: a look-up without a call, rules do many."""

    def __init__(self, words: Mapping[str, WordList]) -> None:
        super().__init__()
        self._words = words

    def __missing__(self, name: str) -> re.Pattern[str]:
        found = self[name] = _compiled(self._words[name])
        return found


def without_conditions(correction: str) -> str:
    """The wrong words of a line of ``corrections``.

    >>> without_conditions("(?<!做)完(?=任务)=完成")
    '完'
    """
    return _CONDITION.sub("", correction.rpartition("=")[0])


def wrong_words(correction: str) -> list[str]:
    """The same with the first character behind them, where a condition says which it may be.

    >>> wrong_words("(?<!做)完(?=任务|[年季]度)=完成"), wrong_words("完(?!毕)=完成")
    (['完任', '完年', '完季'], ['完'])
    """
    word = without_conditions(correction)
    wrong, condition, behind = correction.rpartition("=")[0].partition("(?=")
    ways = behind.removesuffix(")").split("|")
    firsts = [_FIRST.match(one) for one in ways]
    if not condition or None in firsts or without_conditions(f"{wrong}=") != word:
        return [word]
    return [word + one for first in firsts if first is not None for one in first[1] or first[2]]


def _compiled(words: WordList) -> re.Pattern[str]:
    if words.patterns:
        return re.compile(quick_pattern("|".join(words.words)))
    if not words.words:
        return re.compile("(?!)")
    return re.compile(trie_pattern(words.words))


@cache
def profiles() -> tuple[str, ...]:
    """The names of all packs."""
    return tuple(sorted(one.name for one in _packs().iterdir() if (one / "pack.toml").is_file()))


@cache
def load_pack(name: str) -> Pack:
    """One pack, without its parents.

    Raises:
        InvalidProfile: There is none of that name, or two of its files say the same thing.
    """
    if name not in profiles():
        raise InvalidProfile(f"没有名为“{name}”的规则配置；现有：{'、'.join(profiles())}。")
    merged: dict[str, Any] = {}
    for file in sorted((_packs() / name).iterdir(), key=lambda one: one.name):
        if file.name.endswith(".toml"):
            _merge(merged, tomllib.loads(file.read_text(encoding="utf-8")), f"{name}/{file.name}")
    return msgspec.convert(merged, Pack)


def _packs() -> Traversable:
    return resources.files(__package__) / "packs"


def _merge(into: dict[str, Any], more: dict[str, Any], file: str) -> None:
    for key, one in more.items():
        if key not in into:
            into[key] = one
        elif isinstance(one, dict) and isinstance(into[key], dict) and not into[key].keys() & one:
            into[key] |= one
        else:
            raise InvalidProfile(f"{file} 里的 {key} 与同一文件夹的另一文件重复。")


def lineage(name: str) -> list[Pack]:
    """A pack and its parents, the furthest ancestor first."""
    packs: list[Pack] = []
    current: str | None = name
    while current is not None and len(packs) < _DEEPEST:
        packs.insert(0, load_pack(current))
        current = packs[0].inherits
    return packs


def resolve(name: str, book: Mapping[str, BookEntry], own: Pack | None = None) -> Policy:
    """The policy of a profile.

    Args:
        name: Its pack.
        book: The rule book as shipped.
        own: A user's own additions, applied last.

    Raises:
        InvalidProfile: A pack is missing or names a rule that does not exist.
    """
    words: dict[str, WordList] = {}
    limits: dict[str, Limit] = {}
    matters: dict[str, Matter] = {}
    entries = dict(book)
    for pack in [*lineage(name), *([own] if own else [])]:
        for key, listed in pack.words.items():
            before = words.get(key)
            plain = before is not None and not (before.patterns or before.corrections)
            one = _folded(listed) if pack is own and plain else listed
            if before is not None and not one.replaces:
                merged = (*before.words, *(w for w in one.words if w not in before.words))
                words[key] = msgspec.structs.replace(
                    before,
                    source=one.source,
                    status=one.status,
                    words=merged,
                    holds=(*before.holds, *one.holds) if before.holds and one.holds else (),
                )
            else:
                words[key] = one
        limits.update(pack.limits)
        matters.update(pack.matters)
        for code, changes in pack.rules.items():
            if code not in entries:
                raise InvalidProfile(f"规则配置提到不存在的规则 {code}。")
            entries[code] = _changed(code, entries[code], changes)
    words["matters"] = WordList(
        "各事项的词", "unverified", tuple(word for one in matters.values() for word in one.holds)
    )
    return Policy(name, words, limits, entries, matters, load_pack(name).description)


def _folded(listed: WordList) -> WordList:
    """Texts are searched folded; a user writes words as they are printed."""
    return msgspec.structs.replace(listed, words=tuple(map(fold, listed.words)))


def _changed(code: str, entry: BookEntry, changes: dict[str, Any]) -> BookEntry:
    try:
        return msgspec.convert({**msgspec.to_builtins(entry), **changes}, BookEntry)
    except msgspec.ValidationError as error:
        raise InvalidProfile(f"规则配置里 {code} 的写法不对：{said(error)}。") from error


def check_book(entries: Mapping[str, Any]) -> dict[str, BookEntry]:
    """Entries of a rule book file, checked: every stage has a severity."""
    book = {code: msgspec.convert(one, BookEntry) for code, one in entries.items()}
    for code, one in book.items():
        if isinstance(one.severity, dict) and set(one.severity) != set(STAGES):
            raise InvalidProfile(f"{code} 的 severity 要写全 {'、'.join(STAGES)}。")
    return book
