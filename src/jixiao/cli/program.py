"""The program ``jixiao``."""

from importlib import import_module

import click

from jixiao import __version__
from jixiao.cli.chinese import ChineseGroup

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


COMMANDS = {
    "check": "检查目标表，列出问题、依据和改法。",
    "demo": "读取五张自带的样表，看看能读出什么。",
    "diff": "比较两个版本或两个年度的表。",
    "explain": "说明一条规则。",
    "office": "备份、恢复、导出、导入、核对。",
    "publish": "写成正式表格或开放数据。",
    "read": "读取目标表，输出表格、JSON 或 CSV。",
    "rules": "列出校验规则。",
    "start": "在浏览器里填报、检查、公开。",
    "value": "理解指标值，输出类型、数、单位、把握。",
}
"""What each is for; it is in the module of its name."""


class _Program(ChineseGroup):
    """Loads the command that is asked for alone: to read takes half of what to check takes."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, loaded or not."""
        del ctx
        return list(COMMANDS)

    def short_help_of(self, ctx: click.Context, name: str) -> str:
        """What a command is for, which loads none of them."""
        del ctx
        return COMMANDS[name]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command by its name."""
        del ctx
        if cmd_name in COMMANDS and cmd_name not in self.commands:
            module = import_module(f"jixiao.cli.{cmd_name}")
            self.add_command(getattr(module, cmd_name))
        return self.commands.get(cmd_name)


@click.group(name="jixiao", cls=_Program, help=_HELP)
@click.version_option(__version__, message="jixiao %(version)s", help="显示版本号。")
def main() -> None:
    """The program."""
    from jixiao.batch.collector import collect_seldom  # noqa: PLC0415 - help needs no reader

    collect_seldom()
