"""Commands that speak Chinese: help pages, wrong usage, and the end of the program."""

import re
import sys
from collections.abc import Callable, Sequence
from typing import Any

import click

from jixiao.cli.streams import CannotWrite, give_up_stdout, reason_of, say, use_utf8
from jixiao.cli.wrap import width_of, wrap

WIDTH = 80
_LEFT = 24
_INTERRUPTED = 130
_FAILED = 2
_EXTRA = re.compile(r"unexpected extra arguments? \((.*)\)")
_MISSING = {
    "files": "要读的文件",
    "rule": "规则的编号或名称",
    "before": "要比较的两个文件",
    "after": "要比较的第二个文件",
}
# Where a sentence goes on in the next line of the source; what is indented keeps its lines.
_SPLIT_SENTENCE = re.compile(r"(?<=[，、；])\n(?=[^\s])")
_FIRST_YEAR, _LAST_YEAR = 1949, 2999


class ChineseCommand(click.Command):
    """A command whose help and usage are in Chinese."""

    def get_usage(self, ctx: click.Context) -> str:
        """One line: how to call it."""
        pieces = [ctx.command_path]
        pieces += [p.make_metavar(ctx) for p in self.params if isinstance(p, click.Argument)]
        if isinstance(self, click.Group):
            pieces.append("命令")
        return "用法：" + " ".join([*pieces, "[选项]"])

    def get_help(self, ctx: click.Context) -> str:
        """The whole page."""
        lines = [self.get_usage(ctx), "", *_paragraphs(self.help or "")]
        if isinstance(self, ChineseGroup):
            lines += ["", "命令："]
            for name in self.list_commands(ctx):
                lines += _entry(name, self.short_help_of(ctx, name))
        lines += ["", "选项："]
        for parameter in self.get_params(ctx):
            if isinstance(parameter, click.Option):
                lines += _entry(_left(parameter, ctx), parameter.help or "")
        if self.epilog:
            lines += ["", *_paragraphs(self.epilog)]
        return "\n".join(lines)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """``--help``, explained in Chinese."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示这一页。"
        return option


class ChineseGroup(ChineseCommand, click.Group):
    """The program: runs a command and turns every end of it into a message and an exit code."""

    command_class = ChineseCommand

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The arguments; where there are none at all, the help is what is needed."""
        if not args:
            say(ctx.get_help())
            ctx.exit(_FAILED)
        return super().parse_args(ctx, args)

    def short_help_of(self, ctx: click.Context, name: str) -> str:
        """What a command is for, in a few words."""
        command = self.get_command(ctx, name)
        return (command and command.short_help) or ""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that was named."""
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            known = "、".join(self.list_commands(ctx))
            ctx.fail(f"没有“{args[0]}”这个命令；可用：{known}。")
        return super().resolve_command(ctx, args)

    # click overloads this on a flag that makes no difference to us.
    def main(  # type: ignore[override]
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> int:
        """Run, and exit with the code that the command gave."""
        use_utf8()
        run = super().main
        # On Windows it would read every word as a pattern: 表[1].xlsx would become 表1.xlsx.
        extra["windows_expand_args"] = False
        code = _guarded(lambda: run(args, prog_name, complete_var, False, **extra))
        if standalone_mode:
            sys.exit(code)
        return code


def _guarded(run: Callable[[], Any]) -> int:
    """The exit code of a run; whatever can go wrong is said in Chinese."""
    try:
        result = run()
        if sys.stdout is not None:
            sys.stdout.flush()
    except click.UsageError as error:
        _explain(error)
        return _FAILED
    except (click.Abort, KeyboardInterrupt):
        say("已中断。")
        return _INTERRUPTED
    except CannotWrite as error:
        if error.message is not None:
            say(error.message)
        return _FAILED
    except SystemExit:
        # click's own end when the reader of a help page has gone away.
        return _FAILED
    except OSError as error:
        give_up_stdout()
        say(f"写不出结果：{reason_of(error)}。")
        return _FAILED
    return result if isinstance(result, int) else 0


def _explain(error: click.UsageError) -> None:
    if error.ctx is not None:
        say(error.ctx.get_usage())
    say(f"错误：{_what_is_wrong(error)}")
    if error.ctx is not None:
        say(f"详见 {error.ctx.command_path} --help")


def _what_is_wrong(error: click.UsageError) -> str:
    """Click's English message in Chinese; our own are Chinese already."""
    message = error.message
    if isinstance(error, click.NoSuchOption):
        near = f"；是不是 {'、'.join(error.possibilities)}？" if error.possibilities else "。"
        message = f"没有 {error.option_name} 这个选项{near}"
    elif isinstance(error, click.BadOptionUsage):
        flag = "does not take a value" in message
        message = f"选项 {error.option_name} {'后面不用写值' if flag else '后面要写一个值'}。"
    elif isinstance(error, click.MissingParameter):
        message = _missing(error.param)
    elif isinstance(error, click.BadParameter) and error.param is not None:
        kind = error.param.type
        if isinstance(kind, click.Choice):
            message = f"只能是 {'、'.join(map(str, kind.choices))} 之一。"
        elif isinstance(kind, click.IntRange):
            message = f"应是 {kind.min} 到 {kind.max} 的整数。"
        message = f"{error.param.opts[0]} {message}"
    elif extra := _EXTRA.search(message):
        message = f"多写了 {extra[1]}。"
    return message


def _missing(parameter: click.Parameter | None) -> str:
    """What is lacking; of an option also what it is for."""
    if isinstance(parameter, click.Option):
        return f"没有写 {'（'.join(parameter.opts)}{'）' * (len(parameter.opts) - 1)}：{parameter.help}"
    return f"没有给出{_MISSING.get((parameter and parameter.name) or '', '文件名')}。"


def _left(option: click.Option, ctx: click.Context) -> str:
    names = ", ".join(option.opts)
    return names if option.is_flag or option.count else f"{names} {option.make_metavar(ctx)}"


def _entry(left: str, text: str) -> list[str]:
    """A name with its explanation beside it, or below where the name is long."""
    lines = [f"  {line}" for line in wrap(text, WIDTH - _LEFT - 2)]
    room = _LEFT - 2
    below = [" " * _LEFT + line[2:] for line in lines]
    if width_of(left) > room - 2:
        return [f"  {left}", *below]
    return [f"  {left}{' ' * (room - width_of(left))}{lines[0][2:]}", *below[1:]]


def _paragraphs(text: str) -> list[str]:
    """Lines of a help text: indented ones as they stand, sentences wrapped."""
    lines: list[str] = []
    for line in _SPLIT_SENTENCE.sub("", text.strip()).splitlines():
        lines += [line.rstrip()] if line.startswith("  ") else wrap(line.strip(), WIDTH)
    return lines


class Year(click.ParamType[int]):
    """A budget year in four digits."""

    name = "年度"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The year as a number."""
        text = str(value)
        if not (text.isascii() and text.isdigit() and _FIRST_YEAR <= int(text) <= _LAST_YEAR):
            self.fail(f"应是四位数字的年度，例如 2024，现在是“{text}”。", param, ctx)
        return int(text)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """What stands for the value in the help."""
        del param, ctx
        return self.name
