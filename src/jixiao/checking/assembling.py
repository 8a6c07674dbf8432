"""A checker from settings: shipped rules, installed packages of rules, a user's own rules."""

from collections.abc import Iterable, Sequence
from importlib.metadata import entry_points

import msgspec

from jixiao.checking.catalogue import CATALOGUE, UnknownRule, rule_book
from jixiao.checking.own_rules import make_rule
from jixiao.checking.policy import BookEntry, InvalidProfile, Policy, resolve
from jixiao.checking.rule import Rule
from jixiao.checking.runner import Checker
from jixiao.checking.settings import Settings

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
    return rules, resolve(profile or settings.profile, book, settings.pack), broken


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
