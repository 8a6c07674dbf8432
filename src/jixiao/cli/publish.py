"""``jixiao publish``: records become official files and open data, behind the gate."""

import datetime
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import click
import msgspec

from jixiao import __version__, pipeline
from jixiao.checking import Acceptance, Checker, Settings
from jixiao.cli.check import checker_of, read_config
from jixiao.cli.chinese import ChineseCommand, Year
from jixiao.cli.files import (
    name_in_folder,
    overwritten_input,
    printable,
    write_together,
)
from jixiao.cli.leftover import remove_leftover
from jixiao.cli.many import find
from jixiao.cli.publish_forms import ENDINGS, FORMS, Prepared, PublishForm, form_names
from jixiao.cli.read import read_answers
from jixiao.cli.streams import CannotWrite, say
from jixiao.model import SEVERITIES, Check, Reading, Redacted, UnreadableDocument
from jixiao.publishing import (
    MANIFEST,
    Blocker,
    CannotCarry,
    Form,
    Manifest,
    Output,
    Uncarried,
    blockers,
    override_of,
    project_hashes,
    since,
    told,
)

_PERSONAL = ("PUB001",)
_STOPPED, _FAILED = 1, 2

_HELP = """
把读出的目标表写成正式表格或开放数据。公开之前有一道关口：个人信息、未了的错误、
不符的合计、没有年度，都会拦下来并一次列出。

例：
  jixiao publish 目标表.txt --as xlsx --year 2025 -o 目标表.xlsx
  jixiao publish 目标表.pdf --as html --year 2025 -o 目标表.html
  jixiao publish *.xlsx --as xlsx --year 2025 -o 公开
  jixiao publish 目标表.txt --as xlsx --year 2025 -o 表.xlsx --override "局长办公会同意，下月补正"
"""

_EPILOG = """
退出码：
  0  写出了（用 --override 越过关口也算）
  1  被关口拦下，什么也没写
  2  读不出，或这种格式装不下，或写不出，或命令写错

每次公开在结果旁边写一份清单（.manifest.json）：来源和结果的哈希、规则和程序的版本、
越过关口的理由、遮蔽的记录，以及比上次公开变了什么。再次公开到同一个文件夹时，上次清单里有、
这次不再有的文件会删去；公开后被改过的不删，只提示。遮蔽在 jixiao.toml 的 [[redact]] 里写明，
见 docs/publishing.md。
"""


@click.command(
    "publish",
    cls=ChineseCommand,
    help=_HELP,
    epilog=_EPILOG,
)
@click.argument("files", metavar="文件...", nargs=-1, required=True)
@click.option(
    "--as", "form_name", type=click.Choice(form_names()), metavar="格式", required=True,
    help=f"写成什么：{'、'.join(form_names())}。",
)  # fmt: skip
@click.option(
    "-o", "--output", metavar="路径", required=True, help="写到哪里；几个文件时是文件夹。"
)
@click.option("--year", type=Year(), help="预算年度，表上没有印时用。")
@click.option("--corrections", metavar="更正文件", help="更正文件（JSON），同 jixiao read。")
@click.option("--no-repair", is_flag=True, help="读取时不做修复。")
@click.option("--config", metavar="文件", help="配置文件；不写就用当前文件夹的 jixiao.toml。")
@click.option("--profile", metavar="名称", help="所在地的规则配置。")
@click.option(
    "--severity", type=click.Choice(SEVERITIES), metavar="程度", default="error",
    help="达到这个程度的未了问题拦下公开：error（不写就是它）、warning、info。",
)  # fmt: skip
@click.option("--override", metavar="理由", help="越过关口，理由记入清单。")
@click.option(
    "--paper",
    type=click.Choice(("a4", "a3")),
    metavar="纸张",
    default="a4",
    help="a4 或 a3，横向。",
)
@click.pass_context
def publish(ctx: click.Context, /, **options: Any) -> None:
    """Read files and publish what they say."""
    ctx.exit(_Run(options).all())


class Ready(NamedTuple):
    """A reading that passed the gate, or whose way was overridden."""

    name: str
    reading: Reading
    forms: tuple[Form, ...]
    check: Check | None
    found: tuple[Blocker, ...]
    redactions: tuple[Redacted, ...]


class _Run:
    """One call of the command."""

    def __init__(self, options: dict[str, Any]) -> None:
        self._options = options
        self._found = find(options["files"])
        self._paths = [one.path for one in self._found]
        self._settings: Settings = read_config(options["config"])
        self._checker: Checker = checker_of(
            {"profile": options["profile"], "stage": "disclosed", "select": (), "ignore": ()},
            self._settings,
        )
        answers = options["corrections"]
        self._answers = read_answers(answers) if answers is not None else ()
        self._form: PublishForm = FORMS[options["form_name"]]
        reason = options["override"]
        if reason is not None and not reason.strip():
            raise CannotWrite("--override 后面要写明理由。")

    def all(self) -> int:
        """Publish every file that can be; the exit code."""
        targets = self._targets()
        code = 0
        ready: list[Ready] = []
        for path in self._paths:
            made = self._prepare(path)
            if isinstance(made, int):
                code = max(code, made)
            ready += [made] if isinstance(made, Ready) else []
            if isinstance(made, Ready) and not self._form.joint:
                code = max(code, self._write([made], targets[self._paths.index(path)]))
        if self._form.joint and ready and not code:
            code = self._write(ready, targets[0])
        return code

    def _targets(self) -> list[Path]:
        output = Path(self._options["output"])
        alone = len(self._paths) == 1 and not (output.is_dir() and not self._form.folder)
        self._refuse_other_ending(output, file=alone and not self._form.folder)
        if alone or self._form.joint:
            targets = [output]
        else:
            targets = name_in_folder(
                output,
                [one.inside for one in self._found],
                "" if self._form.folder else self._form.ending,
            )
        if lost := overwritten_input(targets, self._paths):
            raise CannotWrite(
                f"{printable(lost)}：这是要读的文件，不会覆盖；请用 -o 另给一个路径。"
            )
        return targets

    def _refuse_other_ending(self, output: Path, *, file: bool) -> None:
        """A PDF file that is called 表.xlsx opens in no program, and a folder should not look so."""
        ending = output.suffix.lower()
        if ending not in ENDINGS or output.is_dir() or (file and ending == self._form.ending):
            return
        if file:
            problem = f"--as {self._options['form_name']} 写成 {self._form.ending} 文件"
        else:
            problem = "几个文件（或 package、site）写在一个文件夹里"
        raise click.UsageError(f"{problem}，-o 却写了“{printable(output)}”；请改一个。")

    def _prepare(self, path: Path) -> "Ready | int":
        """A reading that may be published, or the exit code where it may not."""
        name = printable(path)
        try:
            reading = pipeline.read(
                path, name, year=self._options["year"],
                repair=not self._options["no_repair"], corrections=self._answers,
            )  # fmt: skip
        except UnreadableDocument as error:
            say(str(error))
            return _FAILED
        reading, redactions = pipeline.redacted(reading, self._settings.redact)
        for one in redactions:
            if not one.times:
                say(f"{name}：有一条遮蔽没有用上（{one.author}：{one.reason}），请核对原文。")
        check, found = self._gate(reading)
        if found and self._options["override"] is None:
            say(
                f"{name}：没有公开，有 {len(found)} 条要先处理：\n{told(found)}\n"
                "确需公开，用 --override 写明理由。"
            )
            return _STOPPED
        forms: tuple[Form, ...] = ()
        if self._form.prose:
            forms, problems = pipeline.printed(reading)
            if problems:
                return _refused(name, problems)
        return Ready(name, reading, forms, check, found, redactions)

    def _gate(self, reading: Reading) -> tuple[Check | None, tuple[Blocker, ...]]:
        if not self._form.gated:
            return None, ()
        companions = self._settings.companions
        examined = self._checker.examine(reading, companions=companions)
        accepted = Acceptance(self._settings.accept, today=datetime.date.today())  # noqa: DTZ011 - the officer's own day
        check = self._checker.judge(reading, examined, accepted)
        severity = self._options["severity"]
        return check, blockers(reading, check, severity=severity, personal=_PERSONAL)

    def _write(self, ready: Sequence["Ready"], target: Path) -> int:
        prepared = [Prepared(one.reading, one.forms) for one in ready]
        try:
            # Everything is made before anything is written.
            files = list(self._form.write(prepared, self._options["paper"]))
        except CannotCarry as error:
            return _refused(ready[0].name, error.problems)
        outputs = [
            Output(
                name or printable(Path(target.name)),
                hashlib.sha256(content).hexdigest(),
                len(content),
            )
            for name, content in files
        ]
        written = [(target / name if name else target, content) for name, content in files]
        stopped = sum(len(one.found) for one in ready)
        place = target.with_name(target.name + ".manifest.json")
        last = _last(place)
        if self._form.gated:
            written.append((place, self._manifest(ready, outputs, last)))
        write_together(written)
        over = f"越过关口 {stopped} 条，理由已记入清单。" if stopped else ""
        say(f"{printable(target)}：已写出。{over}")
        if self._form.folder and last is not None:
            remove_leftover(target, last.outputs, (one.name for one in outputs))
        return 0

    def _manifest(
        self, ready: Sequence["Ready"], outputs: Sequence[Output], last: Manifest | None
    ) -> bytes:
        """What the manifest says."""
        projects = project_hashes(tuple(one.reading for one in ready))
        manifest = Manifest(
            schema=MANIFEST,
            published=datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
            software=__version__,
            form=self._options["form_name"],
            sources=tuple(one.reading.source for one in ready),
            ruleset=next((one.check.ruleset for one in ready if one.check), None),
            outputs=tuple(outputs),
            projects=projects,
            override=override_of(
                self._options["override"], tuple(b for one in ready for b in one.found)
            ),
            redactions=tuple(r for one in ready for r in one.redactions),
            since=since(last, projects),
        )
        content = msgspec.json.format(msgspec.json.encode(manifest), indent=2)
        return content + b"\n"


def _refused(name: str, problems: Sequence[Uncarried]) -> int:
    say("\n  ".join([f"{name}：这种格式装不下，没有写：", *map(str, problems)]))
    return _FAILED


def _last(path: Path) -> Manifest | None:
    """The manifest of the last publication; one that cannot be read counts as none."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Manifest)
    except (OSError, msgspec.DecodeError):
        return None
