"""The program ``jixiao``."""

import click

from jixiao import __version__
from jixiao.batch.collector import collect_seldom
from jixiao.cli.check import check
from jixiao.cli.chinese import ChineseGroup
from jixiao.cli.demo import demo
from jixiao.cli.diff import diff
from jixiao.cli.explain import explain
from jixiao.cli.office import office
from jixiao.cli.publish import publish
from jixiao.cli.read import read
from jixiao.cli.rules import rules
from jixiao.cli.start import start
from jixiao.cli.value import value

_HELP = """
读取和检查公开的项目支出绩效目标表：单位、项目、金额、绩效目标和指标，逐字有着落。

例：
  jixiao read 目标表.txt                          在屏幕上看
  jixiao read 目标表.txt --format json -o 结果.json
  jixiao check 目标表.txt                         检查，列出问题和改法
  jixiao publish 目标表.txt --as xlsx -o 表.xlsx  写成正式表格
  jixiao diff 去年.txt 今年.txt                   比较，说明改了什么
  jixiao value 不少于300家次 90%以上              看指标值是什么意思
  jixiao start                                    在浏览器里填报、检查、公开
  jixiao demo                                     读五张自带的样表
"""


@click.group(name="jixiao", cls=ChineseGroup, help=_HELP)
@click.version_option(__version__, message="jixiao %(version)s", help="显示版本号。")
def main() -> None:
    """The program: commands and their order."""
    collect_seldom()


main.add_command(read)
main.add_command(value)
main.add_command(check)
main.add_command(publish)
main.add_command(diff)
main.add_command(rules)
main.add_command(explain)
main.add_command(start)
main.add_command(office)
main.add_command(demo)
