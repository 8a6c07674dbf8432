"""``jixiao office``: backup, restore, export, import and verify the data of an office."""

import sqlite3
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

import click

from jixiao.cli.chinese import ChineseCommand, ChineseGroup
from jixiao.cli.data_folder import broken_database, data_folder, open_office
from jixiao.cli.streams import CannotWrite, reason_of

_HELP = """
照管一个单位的数据：备份、恢复、导出、导入、核对审计记录。

例：
  jixiao office backup 绩效备份.zip
  jixiao office restore 绩效备份.zip
  jixiao office verify
"""
_BACKUP = """
把全部数据（数据库、文件、密钥）备份成一个文件；有人在用也可以。

备份里有密钥和个人信息，请放在安全的地方。

例：
  jixiao office backup 绩效备份.zip
"""
_RESTORE = """
用备份文件恢复全部数据；原来的数据文件夹改名留着。先停止工作台。

例：
  jixiao office restore 绩效备份.zip
"""
_EXPORT = """
把全部内容导出成一个文件（JSON 行和原文件），可以导入别的数据库。

例：
  jixiao office export 绩效内容.zip
"""
_IMPORT = """
把 jixiao office export 导出的内容导入一个空的数据库。

例：
  jixiao office import 绩效内容.zip --home 新文件夹
"""
_VERIFY = """
核对审计记录有没有被改、被删、被插入；有就列出，退出码为 1。

例：
  jixiao office verify
"""
_HOME = click.option("--home", metavar="文件夹", help="数据放在哪里；不写就用系统的惯常位置。")


@click.group("office", cls=ChineseGroup, help=_HELP)
def office() -> None:
    """The commands about the data of an office."""


@office.command("backup", cls=ChineseCommand, help=_BACKUP, short_help="把全部数据备份成一个文件。")
@click.argument("file", metavar="文件")
@_HOME
def backup(file: str, home: str | None) -> None:
    """Everything into one file."""
    from jixiao.web import archives  # noqa: PLC0415 - Django takes a second to load

    folder = data_folder(home, filled=True)
    try:
        count = archives.backup(folder, Path(file), at=datetime.now(UTC))
    except sqlite3.DatabaseError as error:
        raise broken_database(folder, error) from error
    except OSError as error:
        raise CannotWrite(f"写不了 {file}：{reason_of(error)}。") from error
    click.echo(f"已备份 {count} 个文件到 {file}")


@office.command("restore", cls=ChineseCommand, help=_RESTORE, short_help="用备份文件恢复全部数据。")
@click.argument("file", metavar="文件")
@_HOME
def restore(file: str, home: str | None) -> None:
    """Everything out of one file."""
    from jixiao.web import archives  # noqa: PLC0415 - Django takes a second to load

    _there(file)
    try:
        aside = archives.restore(Path(file), data_folder(home), at=datetime.now(UTC))
    except archives.InvalidArchive as error:
        raise CannotWrite(str(error)) from error
    except PermissionError as error:
        raise CannotWrite(f"恢复不了：{reason_of(error)}；工作台是不是还开着？") from error
    except OSError as error:
        raise CannotWrite(f"恢复不了 {file}：{reason_of(error)}。") from error
    click.echo("已恢复。" + (f"原来的数据在 {aside}" if aside else ""))


@office.command(
    "export", cls=ChineseCommand, help=_EXPORT, short_help="把全部内容导出成可换库的文件。"
)
@click.argument("file", metavar="文件")
@_HOME
def export(file: str, home: str | None) -> None:
    """Every record as text."""
    open_office(home, filled=True)
    from jixiao.web import transfer  # noqa: PLC0415 - needs the settings of Django

    try:
        count = transfer.export(Path(file), at=datetime.now(UTC))
    except OSError as error:
        raise CannotWrite(f"写不了 {file}：{reason_of(error)}。") from error
    click.echo(f"已导出 {count} 条记录到 {file}")


@office.command(
    "import", cls=ChineseCommand, help=_IMPORT, short_help="把导出的内容导入空的数据库。"
)
@click.argument("file", metavar="文件")
@_HOME
def import_(file: str, home: str | None) -> None:
    """Every record from text."""
    _there(file)
    folder = open_office(home)
    from jixiao.web import archives, transfer  # noqa: PLC0415 - needs the settings of Django

    try:
        count = transfer.import_all(Path(file))
    except archives.InvalidArchive as error:
        raise CannotWrite(str(error)) from error
    except OSError as error:
        raise CannotWrite(f"打不开 {file}：{reason_of(error)}。") from error
    click.echo(f"已导入 {count} 条记录。")
    click.echo(
        f"要核对审计记录，请把原来数据文件夹里的 audit.key 复制到 {folder}，再运行 jixiao office verify。"
    )


@office.command("verify", cls=ChineseCommand, help=_VERIFY, short_help="核对审计记录有没有被改过。")
@_HOME
def verify(home: str | None) -> None:
    """Whether the trail is whole."""
    open_office(home, filled=True)
    from jixiao.web.audit.verifying import verify as check  # noqa: PLC0415

    found = check()
    for (chain, problem, _place), rows in groupby(
        enumerate(found.broken),
        lambda pair: (pair[1].chain, pair[1].problem, pair[1].number - pair[0]),
    ):
        numbers = [one.number for _number, one in rows]
        told = str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]} 至 {numbers[-1]}"
        click.echo(f"{chain} 第 {told} 条：{problem}")
    if len(found.broken) > found.entries > 1:
        click.echo(
            "每一条都对不上，多半是密钥换了：请把写这些记录时的 audit.key 放回数据文件夹，再核对一次。"
        )
    if found.broken:
        raise click.exceptions.Exit(1)
    click.echo(f"{found.entries} 条审计记录、{found.chains} 条链，全部完好。")


def _there(file: str) -> None:
    if not Path(file).exists():
        raise CannotWrite(f"{file}：没有这个文件。请检查路径和文件名。")
