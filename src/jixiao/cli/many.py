"""Works on all files of a command: in the engine that pays, with progress, resumed where asked."""

import hashlib
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any, NamedTuple

import click

from jixiao.batch import Died, Found, Manifest, choose_engine, find_files
from jixiao.cli.files import printable
from jixiao.cli.formats import Format
from jixiao.cli.outcome import Outcome, failed
from jixiao.cli.progress import Progress
from jixiao.cli.results import InFiles, OnStandardOutput, Results, in_files
from jixiao.cli.streams import CannotWrite, reason_of, say
from jixiao.cli.tally import Tally
from jixiao.model import InvalidSelection, PageRange, Selection, parse_pages

Job = Callable[[], Callable[[Path], Outcome]]
"""Makes the work; it goes to other processes, so all that it holds must survive pickling."""


class Many(NamedTuple):
    """The files of a command, and how it is to be done.

    ``settings`` are all that a result depends on beside its file.
    """

    found: Sequence[Found]
    output: str | None
    jobs: int | None
    resume: bool
    others: Sequence[Path] = ()
    settings: object = None

    def run(
        self,
        job: Job,
        form: Format[Any],
        tally: Tally,
        keep: Callable[[tuple[Any, ...]], None] = lambda _: None,
    ) -> int:
        """Work on all files; the exit code.

        Args:
            job: From a path to what became of it.
            form: How results are put out.
            tally: Counts them.
            keep: Takes what the whole run needs of each file.
        """
        results: Results = OnStandardOutput(form)
        if self.output is not None:
            results = in_files(form, self.found, self.output, self.others)
        with self._manifest(results) or nullcontext() as manifest:
            try:
                with _interrupted_by_a_kill():
                    self._all(job, form, tally, keep, results, manifest)
            except KeyboardInterrupt:
                if len(self.found) > 1:
                    tally.say_all()
                if manifest is not None:
                    say("再次运行同一条命令，会从这里接着做。")
                raise
        if len(self.found) > 1:
            tally.say_all()
        return tally.code

    def _manifest(self, results: Results) -> Manifest | None:
        if not self.resume:
            return None
        if not isinstance(results, InFiles) or results.folder is None:
            raise CannotWrite("--resume 要和 -o 文件夹 一起用；只读一个文件时，文件夹末尾写 /。")
        return Manifest(results.folder, self.settings)

    def _all(
        self,
        job: Job,
        form: Format[Any],
        tally: Tally,
        keep: Callable[[tuple[Any, ...]], None],
        results: Results,
        manifest: Manifest | None,
    ) -> None:
        with Progress(len(self.found)) as progress:
            numbers = list(range(len(self.found)))
            hashes: dict[int, str] = {}
            if manifest is not None and isinstance(results, InFiles):
                numbers, hashes = self._left(results, manifest, tally, progress)
            paths = [self.found[number].path for number in numbers]
            if paths:
                progress.reading(paths[0].name)
            outcomes = choose_engine(self.jobs, len(paths)).run(job, paths)
            for place, (number, result) in enumerate(zip(numbers, outcomes, strict=True)):
                outcome = _died(paths[place], form) if isinstance(result, Died) else result
                with progress.paused():
                    if tally.add(number, outcome, results) and manifest is not None:
                        assert isinstance(results, InFiles)
                        _record(manifest, results.targets[number], hashes[number], outcome.code)
                keep(outcome.kept)
                progress.done()
                if place + 1 < len(paths):
                    progress.reading(paths[place + 1].name)

    def _left(
        self, results: InFiles, manifest: Manifest, tally: Tally, progress: Progress
    ) -> tuple[list[int], dict[int, str]]:
        """The numbers of the files that are still to do, and the hashes of all."""
        numbers, hashes = [], {}
        for number, one in enumerate(self.found):
            path = one.path
            progress.reading(path.name)
            hashes[number] = _hash(path)
            code = manifest.done(results.targets[number], hashes[number])
            if code is None:
                numbers.append(number)
            else:
                tally.leave_out(code)
                progress.left_out()
        return numbers, hashes


def find(names: Sequence[str]) -> list[Found]:
    """The files that are meant; a folder is looked through. Whatever is named twice counts once."""
    if not all(names):
        # Else it would be the current folder, which nobody meant by a variable that is not set.
        raise click.UsageError("有一个文件名是空的。")
    again: list[Path] = []
    found = find_files(names, again.append)
    if again:
        more = f" 等 {len(set(again))} 个文件" if len(set(again)) > 1 else ""
        say(f"{printable(again[0])}{more}：写了不止一次，只算一次。")
    return found


def several_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of a command that reads many files, or a part of one."""
    options = (
        click.option(
            "--pages", type=Pages(), help="只读这些页（PDF），例如 3-9,12；没有选的页不读、不计。"
        ),
        click.option(
            "--sheet", metavar="名称",
            help="只读这张工作表：写名称，或写序号（从 1 起）。",
        ),
        click.option(
            "--jobs", type=click.IntRange(1, 256), metavar="个数",
            help="最多用几个进程同时读，不写时是处理器的个数；只在划算时才用。",
        ),
        click.option(
            "--resume", is_flag=True,
            help="和 -o 文件夹 一起用：记下已做完的，再次运行时只做没做过的、改过的文件。",
        ),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


class Pages(click.ParamType[tuple[PageRange, ...]]):
    """Ranges of pages."""

    name = "页码"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[PageRange, ...]:
        """The ranges."""
        if isinstance(value, tuple):
            return value
        try:
            return parse_pages(str(value))
        except InvalidSelection as error:
            self.fail(str(error), param, ctx)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """What stands for the value in the help."""
        del param, ctx
        return self.name


def selection_of(pages: tuple[PageRange, ...] | None, sheet: str | None) -> Selection:
    """What the two options select."""
    return Selection(pages or (), sheet)


@contextmanager
def _interrupted_by_a_kill() -> Iterator[None]:
    """A request to end is an interrupt too, so that temporary files go and processes end."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _died(path: Path, form: Format[Any]) -> Outcome:
    return failed(
        path, form, "读这个文件的进程意外中止：可能内存不够，或被系统结束。",
        "请单独再读一次；仍不行，请把文件拆小或另存。",
    )  # fmt: skip


def _hash(path: Path) -> str:
    """Of the bytes; empty where they cannot be read, which reading will say."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return ""


def _record(manifest: Manifest, target: Path, sha256: str, code: int) -> None:
    try:
        manifest.add(target, sha256, code)
    except OSError as error:
        raise CannotWrite(f"记不下已做完的文件，{reason_of(error)}。") from error
