"""``jixiao rules``: all rules, as a table or as JSON."""

from collections.abc import Callable

import click
import msgspec

from jixiao.checking import FILE_NAME, InvalidProfile, known, summaries
from jixiao.cli.check import read_config
from jixiao.cli.chinese import ChineseCommand
from jixiao.cli.page import Column, Page, Row
from jixiao.cli.streams import CannotWrite, write_out
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
  jixiao rules --profile guangzhou-2024
  jixiao rules --format json > 规则.json

自定规则也在其中：当前文件夹里有 jixiao.toml 时自动使用。
一条规则的说明，用 jixiao explain 编号 看。
"""

_NO_SEVERITY = "关闭"


_Command = Callable[..., None]


def with_settings(command: _Command) -> _Command:
    """The options that say whose rules are meant."""
    config = click.option(
        "--config", metavar="文件", help=f"配置文件；不写就用当前文件夹的 {FILE_NAME}。"
    )
    profile = click.option(
        "--profile",
        metavar="名称",
        help="规则配置；不写就按配置文件，没有就是 national（全国通用）。",
    )
    return config(profile(command))


@click.command("rules", cls=ChineseCommand, help=_HELP)
@click.option(
    "--format",
    "form",
    type=click.Choice(("table", "json")),
    metavar="格式",
    default="table",
    help="输出格式：table 给人看（不写就是它）；json，一个列表。",
)
@with_settings
@click.pass_context
def rules(ctx: click.Context, form: str, config: str | None, profile: str | None) -> None:
    """Write what there is to say of every rule."""
    listed = rules_of(ctx, config, profile)
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


def rules_of(
    ctx: click.Context, config: str | None, profile: str | None
) -> tuple[RuleSummary, ...]:
    """The rules there are, a user's own among them; a wrong name ends the program with a message."""
    try:
        listed, policy, _ = known(read_config(config), profile)
    except (InvalidProfile, CannotWrite) as error:
        ctx.fail(str(error))
    return summaries(policy, listed)


def _cells(rule: RuleSummary) -> tuple[str, ...]:
    words = (SEVERITY_WORDS[rule.severity[stage]] for stage in STAGES)
    return (
        rule.code,
        family_name(rule.code),
        *((_NO_SEVERITY for _ in STAGES) if rule.off else words),
        BASIS_STATUS_WORDS[rule.basis.status],
        rule.title,
    )
