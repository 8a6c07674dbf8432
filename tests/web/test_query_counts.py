"""How often each page asks the database: what `query_counts.txt` says, however much there is."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.web.access.scene import set_scene
from tests.web.access.test_access import LINES as ADDRESSES
from tests.web.conftest import NOW

from jixiao.web.records.models import Comment, Project, PublicTable


class Line(NamedTuple):
    """A page, who asks for it, and how many queries it takes."""

    name: str
    arguments: dict[str, str]
    query: str
    who: str
    count: int
    text: str


def _lines() -> Iterator[Line]:
    for text in Path(__file__).with_name("query_counts.txt").read_text("utf-8").splitlines():
        if not text or text.startswith("#"):
            continue
        name, given, who, count = text.split()
        arguments, _, query = given.partition("?")
        pairs = dict(one.split("=") for one in arguments.split(",") if one not in ("", "-"))
        yield Line(name, pairs, query, who, int(count), f"{name} {given} {who}")


LINES = tuple(_lines())


def test_no_page_is_missing():
    pages = {
        line.name
        for line in ADDRESSES
        if line.method == "GET" and any(cell.startswith("200") for cell in line.cells)
    }
    ours = {name for name in pages if not name.startswith(("account_", "mfa_", "usersessions_"))}

    assert ours - {line.name for line in LINES} == set()


@pytest.fixture
def scene(office, bring_in, approve, disclose):
    """The scene of the walk, and tables of usual size: one to fill in, one that is public."""
    scene = set_scene(office)
    public = bring_in("huadu", 2031)
    disclose(approve(public), override="已核对")
    draft = bring_in("huadu", 2032)
    projects = list(draft.projects.all())
    for one in projects[:20]:
        Comment.objects.create(
            table=draft, project_key=one.key, text="看", author=office.head, at=NOW
        )
    shown = PublicTable.objects.get(table=public)
    return scene | {
        "large": draft, "large_project": projects[5], "large_public": shown.key,
        "large_public_project": shown.projects.first().key,
        "large_version": public.versions.first().number, "large_disclosed": public,
        "large_import": draft.imports.first(),
    }  # fmt: skip


def test_each_page_asks_as_often_as_the_table_says(office, scene, log_in):
    clients = {"anonymous": Client(headers={"host": "127.0.0.1"})}
    differences = []
    for line in LINES:
        client = clients.get(line.who) or log_in(getattr(office, line.who))
        clients[line.who] = client
        arguments = {name: _key(scene.get(said, said)) for name, said in line.arguments.items()}
        query = [(name, _key(scene.get(said, said))) for name, said in parse_qsl(line.query)]
        address = f"{reverse(line.name, kwargs=arguments)}?{urlencode(query)}"
        _ask(client, address)  # what a process asks for once is asked for now
        for name in settings.CACHES:
            caches[name].clear()
        with CaptureQueriesContext(connection) as asked:
            status = _ask(client, address)
        if len(asked) != line.count or status != (503 if line.name == "health" else 200):
            differences.append(f"{line.text}: {len(asked)} not {line.count}, status {status}")

    assert not differences, "\n".join(differences)


def _ask(client: Client, address: str) -> int:
    answer = client.get(address)
    answer.close()
    return answer.status_code


def _key(one: object) -> object:
    return one.key if isinstance(one, Project) else getattr(one, "pk", one)
