"""A checker from settings: shipped rules, installed packages of rules, a user's own rules."""

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from importlib.metadata import entry_points

import msgspec

from jixiao.checking.catalogue import CATALOGUE, UnknownRule, rule_book
from jixiao.checking.own_rules import make_rule
from jixiao.checking.policy import BookEntry, InvalidProfile, Pack, Policy, lineage, resolve
from jixiao.checking.rule import Rule
from jixiao.checking.runner import Checker
from jixiao.checking.settings import Settings

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
GROUP = "jixiao.rules"
"""Entry-point group: each names a `RulePackage`."""


class RulePackage(msgspec.Struct, frozen=True):
    """规则包: rules of somebody else with their entries in the book, by code."""

    rules: tuple[Rule, ...]
    book: dict[str, BookEntry]


def assemble(
    settings: Settings | None = None,
    *,
    profile: str | None = None,
    stage: str | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
) -> Checker:
    """A checker; arguments go before what the settings say.

    Args:
        settings: A user's file.
        profile: A shipped pack.
        stage: One of `STAGES`.
        select: Codes, beginnings of codes or names to run; none given runs all.
        ignore: The same, to leave out.

    Raises:
        InvalidProfile: The profile or the settings cannot be used.
        UnknownRule: No rule fits what is selected or ignored.
    """
    settings = settings or Settings()
    rules, policy, broken = known(settings, profile)
    chosen = choose(rules, [*select] or settings.select, [*ignore, *settings.ignore])
    return Checker(policy, stage=stage or settings.stage, rules=chosen, broken=broken)


def known(
    settings: Settings, profile: str | None = None
) -> tuple[list[Rule], Policy, dict[str, str]]:
    """Shipped and installed rules and a user's own, the policy over them, and what cannot be loaded.

    Raises:
        InvalidProfile: The profile or the settings cannot be used.
    """
    rules, book, broken = installed()
    for own in settings.own_rules:
        made, entry = make_rule(own)
        rules.append(made)
        book[made.code] = entry
    _unique(rules)
    profile = profile or settings.profile
    pack = settings.pack
    if len(rules) == len(CATALOGUE) + len(settings.own_rules):
        _check_own(pack, profile)  # rules of somebody else may look at lists of other names
    return rules, resolve(profile, book, pack), broken


def _check_own(own: Pack, profile: str) -> None:
    """Whether a user's lists and limits have names that are looked at, and can be used."""
    packs = lineage(profile)
    for what, names, known_names in (
        ("词表", own.words, {name for one in packs for name in one.words}),
        ("阈值", own.limits, {name for one in packs for name in one.limits}),
    ):
        for name in names:
            if name not in known_names:
                like = get_close_matches(name, sorted(known_names), 3, 0.5)
                near = f"；相近的有 {'、'.join(like)}" if like else ""
                raise InvalidProfile(f"没有名为“{name}”的{what}{near}。")
    for name, listed in own.words.items():
        whole = next(one.words[name] for one in packs if name in one.words)
        try:
            for word in listed.words:
                re.compile(word if whole.patterns else "")
        except re.error as error:
            raise InvalidProfile(f"词表 {name} 里的“{word}”不是正则表达式（{error}）。") from error
    for name, limit in own.limits.items():
        if not _NUMBER.fullmatch(limit.value):
            raise InvalidProfile(f"阈值 {name} 写的是“{limit.value}”，应是一个数。")


def installed() -> tuple[list[Rule], dict[str, BookEntry], dict[str, str]]:
    """Shipped and installed rules, their book, and the packages that could not be loaded."""
    rules, book = list(CATALOGUE), dict(rule_book())
    broken: dict[str, str] = {}
    for point in entry_points(group=GROUP):
        try:
            package = point.load()
            if not isinstance(package, RulePackage):
                raise TypeError(type(package).__name__)  # noqa: TRY301
        except Exception as error:  # noqa: BLE001 - somebody else's code; it is reported as not run
            broken[point.name] = f"规则包装不上（{type(error).__name__}）"
            continue
        rules += package.rules
        book |= package.book
    return rules, book, broken


def choose(rules: Sequence[Rule], select: Iterable[str], ignore: Iterable[str]) -> list[Rule]:
    """The rules that fit; a beginning such as ``VAL`` or ``VAL1`` fits all of its codes.

    Raises:
        UnknownRule: One of the words fits no rule.
    """
    wanted, unwanted = _fitting(rules, select), _fitting(rules, ignore)
    return [one for one in rules if (not wanted or one.code in wanted) and one.code not in unwanted]


def _fitting(rules: Sequence[Rule], words: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for word in words:
        fits = {r.code for r in rules if r.code.startswith(word.upper()) or r.name == word.lower()}
        if not fits:
            raise UnknownRule(word)
        found |= fits
    return found


def _unique(rules: Sequence[Rule]) -> None:
    seen: set[str] = set()
    for one in rules:
        if one.code in seen:
            raise InvalidProfile(f"有两条规则的编号都是 {one.code}。")
        seen.add(one.code)
