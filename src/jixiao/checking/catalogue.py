"""All rules in code order, and the rule book: what each is called, how grave it is, and why.

To add a rule: its file, its line in the tuple of its folder, its entry in that folder's book.
"""

import hashlib
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from types import ModuleType

from jixiao.checking.page import read_page
from jixiao.checking.policy import STANDARD, BookEntry, Policy, check_book, resolve
from jixiao.checking.rule import Rule
from jixiao.checking.rules import (
    amount,
    consistency,
    copying,
    indicator,
    objective,
    publication,
    table,
    value,
    wording,
)
from jixiao.checking.rules.wording._near_words import LEXICON
from jixiao.model import STAGES, Basis, RuleSummary

FAMILIES: dict[str, ModuleType] = {
    "TAB": table,
    "AMT": amount,
    "OBJ": objective,
    "IND": indicator,
    "VAL": value,
    "CON": consistency,
    "LIB": copying,
    "WRD": wording,
    "PUB": publication,
}
"""The folder of each family of codes."""

CATALOGUE: tuple[Rule, ...] = tuple(one for module in FAMILIES.values() for one in module.RULES)
"""Every shipped rule."""

VERSION = "2026.1"
"""Of the rule book; it moves with every change that can change a verdict."""


class UnknownRule(LookupError):  # noqa: N818 - reads as what it says
    """No rule has this code; the text is for people."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    def __str__(self) -> str:
        return f"没有编号为 {self.code} 的规则；jixiao rules 列出全部。"


@cache
def find_rule(code: str) -> Rule:
    """The rule of a code or a name.

    Raises:
        UnknownRule: There is none.
    """
    for one in CATALOGUE:
        if code.upper() == one.code or code.lower() == one.name:
            return one
    raise UnknownRule(code)


@cache
def rule_book() -> dict[str, BookEntry]:
    """What the shipped book says, by code."""
    book: dict[str, BookEntry] = {}
    for module in FAMILIES.values():
        text = (resources.files(module) / "book.toml").read_text(encoding="utf-8")
        book |= check_book(tomllib.loads(text))
    return book


@cache
def standard_policy(name: str = STANDARD) -> Policy:
    """The policy of a shipped profile, made once.

    Raises:
        InvalidProfile: There is none of that name.
    """
    return resolve(name, rule_book())


def summaries(policy: Policy, rules: Iterable[Rule] = CATALOGUE) -> tuple[RuleSummary, ...]:
    """What there is to say of rules under a policy, in their order; switched off ones too.

    Args:
        policy: Its book must know all of them.
        rules: Shipped ones, or also a user's own, as a checker holds them.
    """
    return tuple(_summary(one, policy.book[one.code]) for one in rules)


def _summary(rule: Rule, entry: BookEntry) -> RuleSummary:
    page = read_page(rule)
    return RuleSummary(
        code=rule.code,
        name=rule.name,
        title=rule.title,
        subject=rule.subject,
        severity={stage: entry.severity_at(stage) for stage in STAGES},
        opinion_code=entry.opinion,
        review_kind=entry.kind,
        basis=Basis(entry.basis, entry.status),
        fix=entry.fix,
        since=rule.since,
        needs=rule.needs,
        why=page.why,
        not_allowed=page.not_allowed,
        allowed=page.allowed,
        limits=page.limits,
        off=entry.off,
        gives_way_to=entry.gives_way_to,
    )


@cache
def source_digest() -> str:
    """Hash over the code of all rules and the lexicon, so that a verdict tells what gave it."""
    found = hashlib.sha256()
    folders = [*map(resources.files, FAMILIES.values()), LEXICON]
    for folder in folders:
        for one in sorted(folder.iterdir(), key=lambda one: one.name):
            if one.name.endswith((".py", ".txt")):
                found.update(one.name.encode() + b"\0" + one.read_bytes().replace(b"\r\n", b"\n"))
    return found.hexdigest()
