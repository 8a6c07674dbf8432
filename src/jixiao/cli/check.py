"""``jixiao check``: files in, what a good reviewer would object to out."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import click

from jixiao import __version__, pipeline
from jixiao.checking import (
    FILE_NAME,
    Acceptance,
    Baseline,
    BaselineEntry,
    Checker,
    InvalidProfile,
    Settings,
    UnknownRule,
    assemble,
    baseline_of,
    read_settings,
)
from jixiao.cli.baselines import given_baseline, keep_baseline, with_target
from jixiao.cli.check_formats import (
    CHECK_FORMATS,
    Checked,
    choose_check_format,
    diff_format,
    fixed_format,
)
from jixiao.cli.check_view import diff_of
from jixiao.cli.chinese import ChineseCommand, Year
from jixiao.cli.files import printable
from jixiao.cli.formats import Format
from jixiao.cli.many import Many, find, selection_of, several_options
from jixiao.cli.outcome import Done, Outcome, run_file
from jixiao.cli.page import Look, look_of_output
from jixiao.cli.read import read_answers
from jixiao.cli.streams import CannotWrite
from jixiao.cli.tally import Tally
from jixiao.model import (
    SEVERITIES,
    STAGES,
    Check,
    Correction,
    Fixed,
    Reading,
    UnreadableDocument,
)

_HELP = """
像认真的审核人员那样检查目标表：每个问题写明在哪里、为什么、依据什么、怎么改。

例：
  jixiao check 目标表.txt
  jixiao check 目标表.txt --year 2025 --stage draft
  jixiao check 目标表.txt --format html -o 问题.html
  jixiao check 今年.txt --earlier 去年.txt          与以前年度比
  jixiao check 目标表.txt --select VAL,IND001 --statistics
  jixiao check 目标表.txt --write-baseline 基线.json   先接受现状
  jixiao check 目标表.txt --baseline 基线.json         以后只看新问题
  jixiao check 目标表.txt --diff                    看能替你改什么
  jixiao check 目标表.txt --fix -o 改后.json         改在另一份里，原表不动

全部规则见 jixiao rules，一条规则的说明见 jixiao explain 编号。
"""

_EPILOG = """
退出码：
  0  没有达到 --severity 的问题
  1  有
  2  有文件读不出，或有规则没能运行，或结果写不出，或命令写错
--severity 只管退出码，问题总是全部列出。已接受的问题、因识别残损不能判断的，不算。

当前文件夹里有 jixiao.toml 时自动使用：所在地的配置、自定规则、接受的问题、批复日期等，
写法见 docs/checking.md。
"""


class _CheckCommand(ChineseCommand):
    """``--write-baseline`` may stand without a file beside ``--baseline``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The arguments with the file that is meant."""
        return super().parse_args(ctx, with_target(args))


@click.command(
    "check",
    cls=_CheckCommand,
    help=_HELP,
    epilog=_EPILOG,
)
@click.argument("files", metavar="文件...", nargs=-1, required=True)
@click.option(
    "--format", "form_name", type=click.Choice(CHECK_FORMATS), metavar="格式", default="text",
    help=f"输出格式：{'、'.join(CHECK_FORMATS)}；不写就是 text，给人看。",
)  # fmt: skip
@click.option(
    "--year",
    type=Year(),
    help="预算年度，表上没有印时用；不给出时，只按表中的日期推定，并在意见里写明。",
)
@click.option("--earlier", metavar="文件", multiple=True, help="同一部门以前年度的表，可写几次。")
@click.option("--no-repair", is_flag=True, help="读取时不做修复。")
@click.option("--corrections", metavar="更正文件", help="更正文件（JSON），同 jixiao read。")
@click.option("--config", metavar="文件", help=f"配置文件；不写就用当前文件夹的 {FILE_NAME}。")
@click.option("--profile", metavar="名称", help="所在地的规则配置，例如 guangzhou-2024。")
@click.option(
    "--stage", type=click.Choice(STAGES), metavar="环节",
    help="draft 填报、review 审核（不写就是它）、approved 批复、disclosed 公开；同一问题轻重不同。",
)  # fmt: skip
@click.option("--select", metavar="编号", multiple=True, help="只用这些规则，例如 VAL,IND001。")
@click.option("--ignore", metavar="编号", multiple=True, help="不用这些规则。")
@click.option(
    "--severity", type=click.Choice(SEVERITIES), metavar="程度", default="warning",
    help="达到这个程度退出码才是 1：error、warning（不写就是它）、info。",
)  # fmt: skip
@click.option("--baseline", metavar="文件", help="基线：其中的问题视为已接受，只计新的和更重的。")
@click.option(
    "--write-baseline",
    metavar="文件",
    help="把现有问题写成基线；和 --baseline 一起用时可以不写文件。",
)
@click.option("--diff", is_flag=True, help="只显示能替你改什么，不写文件。")
@click.option("--fix", is_flag=True, help="输出改后的记录（JSON）和改动清单，原文件不动。")
@click.option("--unsafe", is_flag=True, help="--diff 和 --fix 也包括改动文字的建议。")
@click.option("--statistics", is_flag=True, help="只按规则列出数目。")
@click.option("--exit-zero", is_flag=True, help="有问题时退出码也是 0。")
@click.option("-o", "--output", metavar="路径", help="写到这个文件；几个文件时是文件夹。")
@several_options
@click.pass_context
def check(ctx: click.Context, /, **options: Any) -> None:
    """Check files and put out what was found."""
    ctx.exit(_run(options))


@dataclass(frozen=True)
class CheckJob:
    """How each file is checked and put out; rules are found again by each process."""

    options: dict[str, Any]
    several: bool
    look: Look
    settings: Settings
    answers: tuple[Correction, ...]
    earlier: tuple[Reading, ...]
    baseline: Baseline | None

    @property
    def to_file(self) -> bool:
        """Whether results go to files."""
        return self.options["output"] is not None

    def form(self, checker: Checker) -> Format[Any]:
        """The form of output."""
        if self.options["diff"]:
            return diff_format()
        if self.options["fix"]:
            return fixed_format(to_file=self.to_file, several=self.several)
        return choose_check_format(
            self.options["form_name"],
            checker,
            to_file=self.to_file,
            several=self.several,
            statistics=self.options["statistics"],
            severity=self.options["severity"],
            look=self.look,
        )

    def __call__(self) -> Callable[[Path], Outcome]:
        """The work itself, as `many.Job`."""
        checker = checker_of(self.options, self.settings)
        worker = _Work(self, checker)
        form = self.form(checker)
        work = worker.check
        if self.options["diff"]:
            work = worker.diff
        elif self.options["fix"]:
            work = worker.fix
        return lambda path: run_file(path, form, work)


class _Work(NamedTuple):
    """What is done with one file."""

    job: CheckJob
    checker: Checker

    def check(self, path: Path, name: str) -> Done:
        """Findings, and what a baseline would say of them."""
        job, options = self.job, self.job.options
        reading = self._read(path, name)
        companions = job.settings.companions
        examined = self.checker.examine(reading, earlier=job.earlier, companions=companions)
        kept = baseline_of(examined.drafts).entries if options["write_baseline"] is not None else ()
        today = datetime.date.today()  # noqa: DTZ011 - the officer's own day
        accepted = Acceptance(job.settings.accept, job.baseline, today=today)
        found = self.checker.judge(reading, examined, accepted)
        examined.let_go()
        code = exit_code(found, options["severity"])
        return Done(Checked(found, reading.tables), code, kept=kept)

    def diff(self, path: Path, name: str) -> Done:
        """What a fix would change."""
        fixed = self._fixed(path, name)
        said = () if fixed.changes else (f"{name}：没有能替你改的。",)
        return Done(fixed, int(bool(fixed.changes)), said)

    def fix(self, path: Path, name: str) -> Done:
        """The mended records."""
        fixed = self._fixed(path, name)
        said = (diff_of(fixed).rstrip("\n"),) if fixed.changes else ()
        return Done(fixed, 0, (*said, f"{name}：改动 {len(fixed.changes)} 处。"))

    def _read(self, path: Path, name: str) -> Reading:
        options = self.job.options
        return pipeline.read(
            path,
            name,
            year=options["year"],
            repair=not options["no_repair"],
            corrections=self.job.answers,
            selection=selection_of(options["pages"], options["sheet"]),
        )

    def _fixed(self, path: Path, name: str) -> Fixed:
        unsafe = self.job.options["unsafe"]
        reading = self._read(path, name)
        return pipeline.fix(reading, self.checker, unsafe=unsafe, earlier=self.job.earlier)


def _run(options: dict[str, Any]) -> int:
    """Work on all files; the exit code."""
    found = find(options["files"])
    settings = read_config(options["config"])
    checker = checker_of(options, settings)
    answers = options["corrections"]
    job = CheckJob(
        options,
        len(found) > 1,
        look_of_output(for_terminal=options["output"] is None),
        settings,
        read_answers(answers) if answers is not None else (),
        tuple(_earlier(name) for name in options["earlier"]),
        given_baseline(options["baseline"], options["write_baseline"]),
    )
    used = ("corrections", "baseline", "config")
    others = [Path(options[name]) for name in used if options[name] is not None]
    jobs, resume = options["jobs"], options["resume"]
    if resume and options["write_baseline"] is not None:
        raise CannotWrite("--resume 不重做已做完的文件，写不出完整的基线；请去掉其中一个。")
    many = Many(found, options["output"], jobs, resume, others, _resumed(job))
    entries: list[BaselineEntry] = []
    code = many.run(job, job.form(checker), Tally("有问题"), entries.extend)
    if options["write_baseline"] is not None and code < 2:
        keep_baseline(options["write_baseline"], entries)
    return 0 if options["exit_zero"] and code == 1 else code


def _resumed(job: CheckJob) -> object:
    """All that a result depends on beside its file."""
    aside = {"files", "output", "jobs", "resume", "exit_zero", "corrections", "baseline", "config"}
    options = {name: value for name, value in job.options.items() if name not in aside}
    earlier = [reading.source.sha256 for reading in job.earlier]
    today = datetime.date.today() if job.settings.accept else None  # noqa: DTZ011 - entries end on a day
    rest = (repr(job.settings), job.answers, earlier, job.baseline, today)
    return ("check", __version__, options, *rest)


def exit_code(check: Check, severity: str) -> int:
    """0 nothing as grave as that, 1 something, 2 a rule could not run."""
    if any(one.outcome == "could_not_run" for one in check.not_run):
        return 2
    grave = SEVERITIES[: SEVERITIES.index(severity) + 1]
    return int(
        any(
            one.outcome == "found" and one.suppressed is None and one.severity in grave
            for one in check.findings
        )
    )


def read_config(name: str | None) -> Settings:
    """The settings of a file, or of the one in this folder.

    Raises:
        CannotWrite: It cannot be read or used.
    """
    if name is None and not Path(FILE_NAME).is_file():
        return Settings()
    try:
        document = pipeline.load(name or FILE_NAME)
        return read_settings(document.content, printable(Path(document.name)))
    except (UnreadableDocument, InvalidProfile) as error:
        raise CannotWrite(f"配置：{error}") from error


def checker_of(options: dict[str, Any], settings: Settings) -> Checker:
    """The rules that the options ask for.

    Raises:
        CannotWrite: They name what does not exist.
    """
    try:
        return assemble(
            settings,
            profile=options["profile"],
            stage=options["stage"],
            select=_codes(options["select"]),
            ignore=_codes(options["ignore"]),
        )
    except (InvalidProfile, UnknownRule) as error:
        raise CannotWrite(str(error)) from error


def _codes(words: tuple[str, ...]) -> list[str]:
    return [
        code.strip()
        for word in words
        for code in word.replace("，", ",").split(",")
        if code.strip()
    ]


def _earlier(name: str) -> Reading:
    try:
        return pipeline.read(Path(name), printable(Path(name)))
    except UnreadableDocument as error:
        raise CannotWrite(f"以前年度的表 {error}") from error
