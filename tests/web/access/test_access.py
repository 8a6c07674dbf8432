"""Every address, method and role, own and another's: the site does what `access.txt` says."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from tests.web.access.bodies import BODIES, Asked
from tests.web.access.scene import set_scene

from jixiao.web.audit.models import AuditEntry

COLUMNS = (
    "anonymous", "preparer", "unit_preparer", "unit_preparer", "head", "administrator", "auditor",
    "reader", "stranger", "nobody",
)  # fmt: skip
OF_ANOTHER = 3
"""The column in which a unit's preparer asks for what is another unit's."""


class Line(NamedTuple):
    """One address and method, and what each column gets."""

    name: str
    arguments: dict[str, str]
    body: str
    method: str
    cells: tuple[str, ...]
    text: str


def _lines() -> Iterator[Line]:
    for text in Path(__file__).with_name("access.txt").read_text("utf-8").splitlines():
        if not text or text.startswith("#"):
            continue
        name, given, method, *cells = text.split()
        arguments, _, body = given.partition(":")
        pairs = dict(one.split("=") for one in arguments.split(",") if one not in ("", "-"))
        if cells[-1].endswith("*"):
            last = cells.pop()[:-1]
            cells += [last] * (len(COLUMNS) - len(cells))
        yield Line(
            name, pairs, f"{name}:{body}" if body else name, method, tuple(cells),
            f"{name} {given} {method}",
        )  # fmt: skip


LINES = tuple(_lines())


def _patterns(of: Any, before: str = "") -> Iterator[tuple[str, str]]:
    for one in of.url_patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield route, one.name or ""
        else:
            yield from _patterns(one, route)


def test_every_line_has_a_cell_for_each_column():
    assert [line.text for line in LINES if len(line.cells) != len(COLUMNS)] == []
    texts = [line.text for line in LINES]
    assert len(set(texts)) == len(texts)


def test_no_address_is_missing_in_the_table():
    told = {(line.name, line.method) for line in LINES}
    for route, name in _patterns(get_resolver()):
        if name.startswith(("account_", "mfa_")):
            continue  # not ours; those in use have lines
        if not name:  # `front` and what is closed lie before addresses with names
            continue
        assert {(name, "GET"), (name, "POST")} & told, route


def test_no_address_is_there_twice():
    # What has no name lies on purpose before an address of the log-in library.
    routes = [route for route, name in _patterns(get_resolver()) if route and name]

    assert sorted(routes) == sorted(set(routes))


class _Walk:
    def __init__(self, office, log_in) -> None:
        self.scene = set_scene(office)
        self._people = {who: getattr(office, who) for who in COLUMNS[1:]}
        self._keys = {
            who: log_in(person).cookies["sessionid"].value for who, person in self._people.items()
        }

    def _client(self, who: str) -> Client:
        client = Client(headers={"host": "127.0.0.1"}, raise_request_exception=False)
        if who in self._keys:
            client.cookies["sessionid"] = self._keys[who]
        return client

    def cell(self, line: Line, column: int) -> str:
        """What a column gets, with everything as before afterwards."""
        who = COLUMNS[column]
        prefix = "other_" if column == OF_ANOTHER else ""
        client = preparer = self._client(who)
        if who != "preparer":
            preparer = self._client("preparer")
        asked = Asked(self.scene, client, prefix=prefix, preparer=preparer)
        arguments = {name: asked.pk(value) for name, value in line.arguments.items()}
        address = reverse(line.name, kwargs=arguments)
        entries = AuditEntry.objects.filter(actor=self._people.get(who))
        with transaction.atomic():
            if line.method == "GET":
                before = entries.count()
                answer = client.get(address)
            else:
                body = BODIES.get(line.body, lambda _: {})(asked)
                kind = {"content_type": "application/json"} if isinstance(body, str) else {}
                before = entries.count()
                answer = client.post(address, body, **kind)
            wrote = entries.count() > before
            transaction.set_rollback(True)
        answer.close()
        if answer.status_code == 302 and answer.url.startswith(f"{reverse(settings.LOGIN_URL)}?"):
            return "login"
        return f"{answer.status_code}{'+' if wrote else ''}"


def test_the_site_does_what_the_table_says(office, log_in):
    walk = _Walk(office, log_in)
    differences = []
    for line in LINES:
        got = tuple(walk.cell(line, column) for column in range(len(COLUMNS)))
        if got != line.cells:
            differences.append(
                f"{line.text}\n  table {' '.join(line.cells)}\n  site  {' '.join(got)}"
            )

    assert not differences, "\n".join(differences)
