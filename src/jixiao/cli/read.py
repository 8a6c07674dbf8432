"""``jixiao read``: files in, a page, JSON or CSV out."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import click

from jixiao import __version__, pipeline
from jixiao.cli.chinese import ChineseCommand, Year
from jixiao.cli.files import printable
from jixiao.cli.formats import FORMATS, Format, choose_format
from jixiao.cli.many import Many, find, selection_of, several_options
from jixiao.cli.outcome import Done, Outcome, run_file
from jixiao.cli.page import Look, look_of_output
from jixiao.cli.streams import CannotWrite
from jixiao.cli.tally import Tally
from jixiao.keeping import InvalidCorrections, parse_corrections
from jixiao.model import (
    Correction,
    Document,
    PageRange,
    Reading,
    Selection,
    UnreadableDocument,
)
from jixiao.pipeline import load

_HELP = """
读取项目支出绩效目标表：给出文件、文件夹（读里面所有能读的文件）或 *.xlsx 这样的写法。
文件是什么由内容决定，与文件名无关。

例：
  jixiao read 目标表.txt
  jixiao read 目标表.txt --year 2024 --format json -o 结果.json
  jixiao read 表一.txt 表二.txt --format csv -o 结果文件夹
  jixiao read *.txt --format jsonl > 全部.jsonl
  jixiao read 公开文件 --format json -o 结果 --resume    整个文件夹，可以接着做
  jixiao read 预算.xlsx --sheet 绩效目标
  jixiao read 目标表.txt --corrections 更正.json
"""

_EPILOG = """
退出码：
  0  都读出了
  1  读出了，但有存疑（只是没写年度不算）
  2  有文件读不出，或结果写不出，或命令写错
几个文件取最大的一个。一个文件读不出，其余照读，最后列出。

JSON 各项的含义、更正文件的写法，见 docs/reading.md。
"""


@click.command(
    "read",
    cls=ChineseCommand,
    help=_HELP,
    epilog=_EPILOG,
)
@click.argument("files", metavar="文件...", nargs=-1, required=True)
@click.option(
    "--format",
    "form_name",
    type=click.Choice(FORMATS),
    metavar="格式",
    default="table",
    help="输出格式：table 给人看（不写就是它）；json；jsonl，一个文件一行；csv，一条指标一行。"
    "几个文件输出到屏幕时，json 也是一个文件一行。",
)
@click.option("--year", type=Year(), help="预算年度，表上没有印时用；程序不猜年度。")
@click.option(
    "--no-repair", is_flag=True, help="不做任何修复，按表上所印输出；误读的金额为空，并列为存疑。"
)
@click.option(
    "--corrections",
    metavar="更正文件",
    help="更正文件（JSON）：撤销某处修复、确认某处存疑、写明某格金额。",
)
@click.option(
    "-o",
    "--output",
    metavar="路径",
    help="写到这个文件；几个文件时是文件夹，没有就新建，每个文件写成一个。不会覆盖所读的文件。",
)
@several_options
@click.pass_context
def read(  # noqa: PLR0913, PLR0917 - one parameter for each option
    ctx: click.Context,
    files: tuple[str, ...],
    form_name: str,
    year: int | None,
    no_repair: bool,
    corrections: str | None,
    output: str | None,
    pages: tuple[PageRange, ...] | None,
    sheet: str | None,
    jobs: int | None,
    resume: bool,
) -> None:
    """Read files and write what they say."""
    found = find(files)
    answers = read_answers(corrections) if corrections is not None else ()
    to_file = output is not None
    job = ReadJob(
        form_name,
        to_file,
        len(found) > 1,
        look_of_output(for_terminal=not to_file),
        year,
        not no_repair,
        answers,
        selection_of(pages, sheet),
    )
    others = [] if corrections is None else [Path(corrections)]
    settings = ("read", __version__, form_name, year, no_repair, answers, job.selection)
    many = Many(found, output, jobs, resume, others, settings)
    ctx.exit(many.run(job, job.form(), Tally("有存疑")))


@dataclass(frozen=True)
class ReadJob:
    """How each file is read and put out."""

    form_name: str
    to_file: bool
    several: bool
    look: Look
    year: int | None
    repair: bool
    answers: tuple[Correction, ...]
    selection: Selection

    def form(self) -> Format[Reading]:
        """The form of output."""
        return choose_format(
            self.form_name, to_file=self.to_file, several=self.several, look=self.look
        )

    def __call__(self) -> Callable[[Path], Outcome]:
        """The work itself, as `many.Job`."""
        form = self.form()

        def work(path: Path, name: str) -> Done:
            reading = pipeline.read(
                path,
                name,
                year=self.year,
                repair=self.repair,
                corrections=self.answers,
                selection=self.selection,
            )
            return Done(reading, int(bool(reading.questions)))

        return lambda path: run_file(path, form, work)


def read_answers(name: str) -> tuple[Correction, ...]:
    """The answers of a corrections file.

    Raises:
        CannotWrite: It cannot be read or is no such file.
    """
    try:
        document = load(name)
        return parse_corrections(Document(printable(Path(name)), document.content))
    except UnreadableDocument as error:
        raise CannotWrite(
            f"更正文件 {printable(Path(name))}：{error.problem}{error.advice}"
        ) from error
    except InvalidCorrections as error:
        raise CannotWrite(str(error)) from error
