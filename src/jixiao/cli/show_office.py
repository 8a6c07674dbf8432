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
from jixiao.cli.words import command

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
        rows = [Row([one.title, one.username, one.password, one.does]) for one in people]
        titles = ("人员", "用户名", "密码（这次有效）")
        page.table([*map(Column, titles), Column("做什么", flexible=True)], rows)
        _first_steps(people[0].title, people[1].title, page)
        write_out(page.take())
        if os.environ.get(ONCE) == "once" or not sys.stdin.isatty() or not sys.stdout.isatty():
            _check_once(port, people[0].username, people[0].password)
        else:
            serve(port)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _first_steps(preparer: str, head: str, page: Page) -> None:
    page.heading("从这里开始")
    for step in (
        f"1. 在浏览器里打开下面的地址，点右上角“工作人员登录”，用{preparer}登录。",
        "2. 点一张表，再点一个项目：左边填写，右边是查出的问题；填好后在表页点“送审”。",
        f"3. 退出，换{head}登录：批准，公开。退出以后的首页就是公众看到的页面。",
        "停止以后，演示中填的内容都会删除。要用自己的数据，请运行"
        f" {command('start')} ；各角色的说明在 docs/guide 文件夹里。",
    ):
        page.paragraph(step)


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
