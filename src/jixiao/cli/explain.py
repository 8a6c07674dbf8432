"""``jixiao explain``: the page of one rule."""

import difflib
from collections.abc import Iterable, Sequence

import click

from jixiao.cli.chinese import ChineseCommand
from jixiao.cli.page import Page
from jixiao.cli.rules import rules_of, with_settings
from jixiao.cli.streams import write_out
from jixiao.model import RuleSummary
from jixiao.publishing import rule_facts
from jixiao.text import fold

_HELP = """
说明一条规则：查什么、为什么、依据、例子、已知局限。可以写编号，也可以写名称；
自定规则也可以。

例：
  jixiao explain VAL004
  jixiao explain target-repeats-name
"""

_MOST_NEAR = 3
_LEAST_LIKE = 0.6


@click.command("explain", cls=ChineseCommand, help=_HELP)
@click.argument("rule", metavar="编号")
@with_settings
@click.pass_context
def explain(ctx: click.Context, rule: str, config: str | None, profile: str | None) -> None:
    """Write the page of a rule."""
    rules = rules_of(ctx, config, profile)
    asked = fold(rule).casefold()
    for one in rules:
        if asked in (one.code.casefold(), one.name):
            page = Page(for_terminal=True)
            _show(one, page)
            write_out(page.take())
            return
    near = "、".join(f"{one.code}（{one.title}）" for one in _near(asked, rules))
    hint = f"是不是 {near}？" if near else "jixiao rules 列出全部。"
    ctx.fail(f"没有编号或名称为“{rule}”的规则；{hint}")


def _near(asked: str, rules: Sequence[RuleSummary]) -> tuple[RuleSummary, ...]:
    """Rules with a code or name like this, or with these words in the title."""
    spellings = {one.code.casefold(): one for one in rules} | {one.name: one for one in rules}
    alike = difflib.get_close_matches(asked, spellings, _MOST_NEAR, _LEAST_LIKE)
    found = {spellings[spelling].code: spellings[spelling] for spelling in alike}
    if asked:
        found |= {one.code: one for one in rules if asked in fold(one.title).casefold()}
    return tuple(found.values())[:_MOST_NEAR]


def _show(rule: RuleSummary, page: Page) -> None:
    page.heading(f"{rule.code} {rule.title}")
    page.facts(rule_facts(rule))
    if rule.why:
        page.heading("为什么")
        _lines(page, rule.why.splitlines())
    for title, examples in (("不妥的例子", rule.not_allowed), ("妥当的例子", rule.allowed)):
        if examples:
            page.heading(title)
        for number, example in enumerate(examples):
            if number:
                page.paragraph("——")
            _lines(page, example.splitlines())
    if rule.limits:
        page.heading("已知局限")
        page.paragraph(rule.limits)


def _lines(page: Page, lines: Iterable[str]) -> None:
    for line in lines:
        page.paragraph(line)
