"""The program ``jixiao``."""

from importlib import import_module

import click

from jixiao import __version__
from jixiao.batch.collector import collect_seldom
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


COMMANDS = (
    "check", "demo", "diff", "explain", "office", "publish", "read", "rules", "start", "value",
)  # fmt: skip
"""Each is in the module of its name."""


class _Program(ChineseGroup):
    """Loads the command that is asked for alone: to read takes half of what to check takes."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, loaded or not."""
        del ctx
        return list(COMMANDS)

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
    collect_seldom()
