"""``jixiao value``: what a target says as a typed value."""

import re
import sys
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import click
import msgspec

from jixiao.cli.chinese import ChineseCommand
from jixiao.cli.page import Column, Page, Row
from jixiao.cli.streams import write_out
from jixiao.cli.words import CONFIDENCES, DIRECTIONS, KINDS
from jixiao.cli.wrap import elide, shown
from jixiao.model import TargetValue
from jixiao.pipeline import read_value

_HELP = """
理解指标值：是多少、什么单位、至少还是至多、期限、有多大把握。

例：
  jixiao value 不少于300家次 90%以上 有所提高
  jixiao value 无 --name 有无资金浪费
  jixiao value 5 --name "增长率(%)" --level2 21 --format json
  jixiao value -18℃±2℃ -5%
  jixiao value --format jsonl < 指标值.txt

不写指标值时从标准输入读，一行一个；行里有制表符时，前面是指标名称。
"""


_LONGEST = 30
_OPTION = re.compile(r"--\w|-[A-Za-z]$")


class _Asked(NamedTuple):
    text: str
    name: str


@click.command(
    "value",
    cls=ChineseCommand,
    help=_HELP,
    context_settings={"ignore_unknown_options": True},  # -18℃ is a value
)
@click.argument("texts", metavar="[指标值...]", nargs=-1)
@click.option("--name", metavar="指标名称", default="", help="指标名称，单位和方向可能在里面。")
@click.option("--level2", metavar="编码", help="二级指标编码，例如 11。")
@click.option(
    "--format",
    "form",
    type=click.Choice(("table", "json", "jsonl")),
    metavar="格式",
    default="table",
    help="输出格式：table 给人看（不写就是它）；json；jsonl，一个值一行。",
)
def value(texts: tuple[str, ...], name: str, level2: str | None, form: str) -> None:
    """Parse values and write what they say."""
    if not texts and sys.stdin.isatty():
        # Waiting for what nobody knows is to be typed looks as if the program hung.
        raise click.UsageError("没有给出指标值。")
    for text in texts:
        if _OPTION.match(text) is not None:
            raise click.NoSuchOption(text.partition("=")[0])
    asked = [_Asked(text, name) for text in texts] or _lines(sys.stdin, name)
    values = (read_value(one.text, name=one.name, level2=level2) for one in asked)
    if form == "jsonl":
        for found in values:
            write_out(msgspec.json.encode(found) + b"\n")
    elif form == "json":
        listed = list(values)
        one = listed[0] if len(listed) == 1 else listed
        write_out(msgspec.json.format(msgspec.json.encode(one), indent=2) + b"\n")
    else:
        _table(values)


def _lines(stream: Iterable[str], name: str) -> Iterator[_Asked]:
    for line in stream:
        before, tab, after = line.rstrip("\r\n").partition("\t")
        yield _Asked(after, before) if tab else _Asked(before, name)


def _table(values: Iterable[TargetValue]) -> None:
    titles = ("指标值", "类型", "数", "单位", "日期", "方向", "把握", "说明")
    columns = [Column(title, right=title == "数", flexible=title == "说明") for title in titles]
    page = Page(for_terminal=True)
    page.table(columns, [Row(_cells(found)) for found in values])
    write_out(page.take())


def _cells(found: TargetValue) -> tuple[str, ...]:
    numbers = [str(n) for n in (found.number, found.upper) if n is not None]
    unit = found.measure_unit.text if found.measure_unit else ""
    reasons = (found.confidence_reason, found.direction_reason)
    return (
        elide(shown(found.text), _LONGEST),
        KINDS[found.kind],
        "～".join(numbers),
        unit,
        found.date or "",
        DIRECTIONS[found.direction],
        CONFIDENCES[found.confidence],
        "；".join(reason for reason in reasons if reason),
    )
