"""``jixiao demo``: the five samples that come with the program."""

from importlib.resources import files
from pathlib import Path

import click

from jixiao.cli import table_view
from jixiao.cli.chinese import ChineseCommand
from jixiao.cli.files import make_folder, printable, write_whole
from jixiao.cli.formats import choose_format
from jixiao.cli.page import Column, Page, Row
from jixiao.cli.show_office import show_office
from jixiao.cli.streams import write_out
from jixiao.cli.words import command, worst_verdict
from jixiao.model import Reading
from jixiao.pipeline import read

_BRIEFLY = 3

_HELP = """
读取自带的五张样表（广州五个部门公开的项目支出绩效目标表，识别文字，各有残损），
显示读到了什么，并把每张表的 JSON 和 CSV 写到文件夹里。
加 --serve 再用这五张表布置一个演示单位，在本机启动工作台，按 Ctrl-C 停止；
不在终端里运行，或设了 DEMO=once，就只检查能不能打开和登录。

例：
  jixiao demo
  jixiao demo --output 样表结果
  jixiao demo --serve
"""


@click.command("demo", cls=ChineseCommand, help=_HELP)
@click.option(
    "--output", metavar="文件夹", default="demo-output", help="结果放在哪里；不写就是 demo-output。"
)
@click.option("--serve", is_flag=True, help="再启动演示单位的工作台。")
def demo(output: str, serve: bool) -> None:
    """Read the samples, show them in brief, keep them as JSON and CSV; then the office."""
    samples = sorted(
        (
            item
            for item in files("jixiao").joinpath("samples").iterdir()
            if item.name.endswith(".txt")
        ),
        key=lambda item: item.name,
    )
    readings = [read(item.read_bytes(), item.name) for item in samples]
    page = Page(for_terminal=True)
    _overview(readings, page)
    for reading in readings:
        _brief(reading, page)
    folder = Path(output)
    make_folder(folder)
    forms = [choose_format(name, to_file=True, several=True) for name in ("json", "csv")]
    for reading in readings:
        for form in forms:
            target = folder / (Path(reading.source.name).stem + form.extension)
            write_whole(target, form.head + form.encode(reading))
    page.heading("结果")
    page.paragraph(f"每张表的 JSON 和 CSV 已写到 {printable(folder.resolve())}")
    page.paragraph(f"看一张表的全文：{command('read')} 文件名；怎样用：{command('read')} --help")
    write_out(page.take())
    if serve:
        show_office()


def _overview(readings: list[Reading], page: Page) -> None:

    rows = []
    for reading in readings:
        for table in reading.tables:
            units = sum(unit.name is not None for unit in table.spending_units)
            counts = (units, len(table.projects), len(table.indicators))
            notes = (len({r.key for r in reading.repairs}), len(reading.questions))
            rows.append(
                Row(
                    [
                        table.department or "没有找到",
                        *map(str, counts),
                        f"{table_view.amount(table.grand_total.total)} {table.amount_unit or ''}".strip(),
                        worst_verdict(table.arithmetic),
                        *map(str, notes),
                        str(reading.ledger.unread),
                    ]
                )
            )
    titles = ("单位", "项目", "指标", "合计")
    columns = [Column("部门", flexible=True), *(Column(title, right=True) for title in titles)]
    columns.append(Column("勾稽"))
    columns += [Column(title, right=True) for title in ("修复", "存疑", "未读字")]
    page.heading("五张样表")
    page.table(columns, rows)


def _brief(reading: Reading, page: Page) -> None:

    page.heading("─" * 4 + " " + reading.source.name)
    for table in reading.tables:
        table_view.show_head(reading, table, page)
        table_view.show_sums(table, page)
    table_view.show_repairs(reading.repairs, page, _BRIEFLY)
    table_view.show_questions(reading.questions, page, _BRIEFLY)
