"""``jixiao rules``: all rules, as a table or as JSON."""

import click
import msgspec

from jixiao.checking import STANDARD, InvalidProfile, standard_policy, summaries
from jixiao.cli.chinese import ChineseCommand
from jixiao.cli.page import Column, Page, Row
from jixiao.cli.streams import write_out
from jixiao.model import (
    BASIS_STATUS_WORDS,
    SEVERITY_WORDS,
    STAGE_WORDS,
    STAGES,
    RuleSummary,
    family_name,
)

_HELP = """
列出校验规则：编号、标题、各环节的严重程度、依据核对到什么程度。

例：
  jixiao rules
  jixiao rules --profile national
  jixiao rules --format json > 规则.json

一条规则的说明，用 jixiao explain 编号 看。
"""

_NO_SEVERITY = "关闭"


@click.command("rules", cls=ChineseCommand, help=_HELP, short_help="列出校验规则。")
@click.option(
    "--format",
    "form",
    type=click.Choice(("table", "json")),
    metavar="格式",
    default="table",
    help="输出格式：table 给人看（不写就是它）；json，一个列表。",
)
@click.option(
    "--profile", metavar="名称", default=STANDARD, help="规则配置；不写就是 national（全国通用）。"
)
@click.pass_context
def rules(ctx: click.Context, form: str, profile: str) -> None:
    """Write what there is to say of every rule."""
    listed = rules_of(ctx, profile)
    if form == "json":
        write_out(msgspec.json.format(msgspec.json.encode(listed), indent=2) + b"\n")
        return
    page = Page(for_terminal=True)
    stages = [Column(STAGE_WORDS[stage]) for stage in STAGES]
    columns = [
        Column("编号"),
        Column("类别"),
        *stages,
        Column("依据"),
        Column("标题", flexible=True),
    ]
    page.table(columns, [Row(_cells(rule)) for rule in listed])
    write_out(page.take())


def rules_of(ctx: click.Context, profile: str) -> tuple[RuleSummary, ...]:
    """The rules under a profile; a wrong name ends the program with a message."""
    try:
        return summaries(standard_policy(profile))
    except InvalidProfile as error:
        ctx.fail(str(error))


def _cells(rule: RuleSummary) -> tuple[str, ...]:
    words = (SEVERITY_WORDS[rule.severity[stage]] for stage in STAGES)
    return (
        rule.code,
        family_name(rule.code),
        *((_NO_SEVERITY for _ in STAGES) if rule.off else words),
        BASIS_STATUS_WORDS[rule.basis.status],
        rule.title,
    )
