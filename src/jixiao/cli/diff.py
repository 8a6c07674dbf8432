"""``jixiao diff``: two versions or two years of a table in, what changed out."""

from pathlib import Path

import click

from jixiao import pipeline
from jixiao.cli.chinese import ChineseCommand, Year
from jixiao.cli.diff_formats import DIFF_FORMATS, choose_diff_format
from jixiao.cli.formats import Format
from jixiao.cli.many import find
from jixiao.cli.outcome import Done, Outcome, run_file
from jixiao.cli.read import read_answers
from jixiao.cli.results import OnStandardOutput, Results, in_files
from jixiao.cli.tally import Tally
from jixiao.model import PARTS, Correction, Difference, Part, Reading

_HELP = """
比较同一部门的两份目标表：两个版本，或两个年度。先原来的，后现在的。

按单位和项目名称对应，不计名称里的年份和文号；改了名称的按名称和内容相像的程度对应，
拿不准的列出，不自作主张。说明项目增减、改名、拆分合并，金额增减，指标增减、换类别，
指标值提高还是降低、更严还是更松，绩效目标改了哪些字。

例：
  jixiao diff 去年.txt 今年.txt
  jixiao diff 去年.txt 今年.txt --year-a 2023 --year-b 2024
  jixiao diff 送审稿.xlsx 批复稿.xlsx --only targets
  jixiao diff 去年.txt 今年.txt --format html -o 差异.html
  jixiao diff 去年.txt 今年.txt --format xlsx -o 差异.xlsx
  jixiao diff 去年.txt 今年.txt --same e7562854d7c6   这两个是同一个项目
"""

_EPILOG = """
退出码：
  0  没有差异
  1  有差异
  2  有文件读不出，或结果写不出，或命令写错
两份表的年度不同不算差异；项目和指标的次序不算差异。

对应的办法、JSON 各项的含义，见 docs/comparing.md。
"""


@click.command(
    "diff",
    cls=ChineseCommand,
    help=_HELP,
    epilog=_EPILOG,
)
@click.argument("before", metavar="原来的")
@click.argument("after", metavar="现在的")
@click.option("--year-a", type=Year(), help="原来那份的预算年度，表上没有印时用。")
@click.option("--year-b", type=Year(), help="现在这份的预算年度，表上没有印时用。")
@click.option(
    "--format", "form_name", type=click.Choice(DIFF_FORMATS), metavar="格式", default="text",
    help=f"输出格式：{'、'.join(DIFF_FORMATS)}；不写就是 text，给人看。",
)  # fmt: skip
@click.option(
    "--only", type=click.Choice(PARTS), metavar="内容", multiple=True,
    help="只看：money 金额、projects 项目增减、indicators 指标增减、targets 指标值、"
    "objectives 绩效目标；可写几次。退出码也只看它。",
)  # fmt: skip
@click.option(
    "--same", metavar="编号", multiple=True,
    help="存疑的对应里，编号是这个的，就是同一个；可写几次。",
)  # fmt: skip
@click.option("--no-repair", is_flag=True, help="读取时不做修复。")
@click.option("--corrections", metavar="更正文件", help="更正文件（JSON），同 jixiao read。")
@click.option("-o", "--output", metavar="路径", help="写到这个文件；不会覆盖所读的文件。")
@click.pass_context
def diff(  # noqa: PLR0913 - one for each option
    ctx: click.Context,
    /,
    *,
    before: str,
    after: str,
    year_a: int | None,
    year_b: int | None,
    form_name: str,
    only: tuple[Part, ...],
    same: tuple[str, ...],
    no_repair: bool,
    corrections: str | None,
    output: str | None,
) -> None:
    """Compare two files and put out what changed."""
    paths = [Path(before), Path(after)]
    answers = read_answers(corrections) if corrections is not None else ()
    form = choose_diff_format(form_name, to_file=output is not None)
    results: Results = OnStandardOutput(form)
    if output is not None:
        others = [paths[0], *([] if corrections is None else [Path(corrections)])]
        results = in_files(form, find([after]), output, others)
    tally = Tally("有差异")
    readings = []
    for path, year in zip(paths, (year_a, year_b), strict=True):
        reading, outcome = _read(path, year, repair=not no_repair, answers=answers, form=form)
        readings.append(reading)
        if outcome.error is not None:
            tally.add(0, outcome, results if output is None else _Nowhere())
    one, other = readings
    if one is not None and other is not None:

        def work(path: Path, name: str) -> Done:
            del path, name
            found = pipeline.compare(one, other, same=same, only=only)
            return Done(found, int(not found.is_empty))

        tally.add(0, run_file(paths[1], form, work), results)
    ctx.exit(tally.code)


class _Nowhere:
    """With files as results, a document that cannot be read has none: the message says it all."""

    goes_on = True

    def put(self, number: int, outcome: Outcome) -> None:
        """Write nothing."""


def _read(
    path: Path,
    year: int | None,
    *,
    repair: bool,
    answers: tuple[Correction, ...],
    form: Format[Difference],
) -> tuple[Reading | None, Outcome]:
    """A reading, or an outcome that says why there is none in the form asked for."""
    readings: list[Reading] = []

    def work(path: Path, name: str) -> Done:
        readings.append(pipeline.read(path, name, year=year, repair=repair, corrections=answers))
        return Done(readings[0], 0)

    outcome = run_file(path, Format("", lambda _: b"", form.error), work)
    return (readings[0] if outcome.error is None else None), outcome
