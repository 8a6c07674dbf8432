"""The second half of ``make demo``: an office to try in the browser."""

import os
import shutil
import sys
import tempfile
import threading
from pathlib import Path

import click

from jixiao.cli.page import Column, Page, Row
from jixiao.cli.start import PORT, free_port, serve
from jixiao.cli.streams import CannotWrite, write_out

ONCE = "DEMO"
"""Environment variable: ``once`` checks the site and stops."""


def show_office() -> None:
    """Furnish an office with the samples, print the log-ins, serve; or check it once and stop."""
    from jixiao.web import serving  # noqa: PLC0415 - Django takes a second to load

    home = Path(tempfile.mkdtemp(prefix="jixiao-demo-"))
    try:
        serving.prepare(home)
        from jixiao.web.showcase import OFFICE, YEAR, furnish  # noqa: PLC0415

        click.echo("正在布置演示单位……")
        people = furnish()
        port = free_port(PORT)
        page = Page(for_terminal=True)
        page.heading(f"工作台：{OFFICE}，五张样表作为 {YEAR} 年的目标表")
        rows = [Row([one.title, one.username, one.password]) for one in people]
        page.table([Column("角色"), Column("用户名"), Column("密码（这次有效）")], rows)
        write_out(page.take())
        if os.environ.get(ONCE) == "once" or not sys.stdin.isatty() or not sys.stdout.isatty():
            _check_once(port, people[0].username, people[0].password)
        else:
            serve(port)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _check_once(port: int, username: str, password: str) -> None:
    from jixiao.web import serving  # noqa: PLC0415

    server = serving.make_server("127.0.0.1", port)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        with serving.worker():
            problem = serving.check_site(f"http://127.0.0.1:{port}", username, password)
    finally:
        serving.close(server)
        thread.join(5)
    if problem:
        raise CannotWrite(f"工作台没有正常启动：{problem}")
    click.echo("工作台能打开，也能登录；不在终端里运行，已停止。")
