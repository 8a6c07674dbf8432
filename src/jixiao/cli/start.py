"""``jixiao start``: the office in the browser, on this machine."""

import signal
import socket
import webbrowser
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path, PurePath

import click

from jixiao.cli.chinese import ChineseCommand
from jixiao.cli.data_folder import open_office
from jixiao.cli.streams import say

PORT = 8000

_HELP = """
在本机启动绩效目标工作台，并打开浏览器。数据放在一个文件夹里（SQLite），不用装别的东西。
按 Ctrl-C 停止；下次启动接着用。

例：
  jixiao start
  jixiao start --home D:\\绩效数据 --port 8090
  jixiao start --watch D:\\收件
"""


@click.command("start", cls=ChineseCommand, help=_HELP)
@click.option("--home", metavar="文件夹", help="数据放在哪里；不写就用系统的惯常位置。")
@click.option(
    "--port",
    metavar="端口",
    type=click.IntRange(1, 65535),
    default=PORT,
    help="端口；不写就是 8000。",
)
@click.option(
    "--watch",
    metavar="文件夹",
    type=click.Path(path_type=Path),
    help="看守的文件夹：放进去的文件自动导入等待采用，原文件不动。按部门名称分文件夹。",
)
@click.option("--no-browser", is_flag=True, help="不打开浏览器。")
def start(home: str | None, port: int, watch: Path | None, no_browser: bool) -> None:
    """Make the database ready, start worker and server, serve until stopped."""
    if watch is not None and not watch.is_dir():
        raise click.UsageError(f"--watch：没有文件夹“{watch}”。")
    if on_network(open_office(home)):
        say(
            "数据文件夹在网络盘上，数据库在那里会损坏；请用 --home 换到本机的磁盘，把文件夹复制过去。"
        )
    _welcome()
    serve(free_port(port), watch, in_browser=not no_browser)


def _welcome() -> None:
    """In an empty home, the first administrator and his password, told once."""
    from jixiao.web.first import first_administrator  # noqa: PLC0415

    if made := first_administrator():
        click.echo(f"第一次启动，已建立管理员：用户名 {made.username}，密码 {made.password}")
        click.echo("请登录后修改密码，再在“管理”里改单位名称、新增人员。这个密码只显示这一次。")


def serve(port: int, watch: Path | None = None, *, in_browser: bool = False) -> None:
    """Serve on this machine, with a worker beside, until Ctrl-C."""
    from jixiao.web import serving  # noqa: PLC0415 - Django takes a second to load
    from jixiao.web.config.warming import warming_up  # noqa: PLC0415 - the same

    server = serving.make_server("127.0.0.1", port)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # stop as with Ctrl-C
    address = f"http://127.0.0.1:{port}/"
    click.echo(f"工作台已启动：{address}  （按 Ctrl-C 停止）")
    if in_browser:
        webbrowser.open(address)  # what it asks for waits until `run`
    with serving.worker(), warming_up(), _watched(watch):
        try:
            server.run()
        except KeyboardInterrupt:
            pass  # came before the server began to listen for it
        finally:
            serving.close(server)
    click.echo("已停止。")


def on_network(folder: PurePath) -> bool:
    r"""Whether a folder of Windows, resolved, is another machine's, under a letter of its own or not.

    >>> from pathlib import PureWindowsPath
    >>> [on_network(PureWindowsPath(one)) for one in (r"\\server\share\jixiao", "D:/jixiao")]
    [True, False]
    """
    return folder.drive.startswith("\\\\") and not folder.drive.startswith("\\\\?\\")


def _watched(folder: Path | None) -> AbstractContextManager[None]:
    if folder is None:
        return nullcontext()
    from jixiao.web.watching import watching  # noqa: PLC0415

    return watching(folder)


def free_port(port: int) -> int:
    """The port, or another where it is taken."""
    with socket.socket() as probe:
        if exclusive := getattr(socket, "SO_EXCLUSIVEADDRUSE", None):
            probe.setsockopt(socket.SOL_SOCKET, exclusive, 1)  # Windows lets two have one port
        else:  # what was stopped a moment ago is no longer in the way
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            probe.bind(("127.0.0.1", 0))
            say(f"端口 {port} 已有别的程序在用，这次换一个。")
        return int(probe.getsockname()[1])
