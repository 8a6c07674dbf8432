"""Many people at work against the real server, for `bench.desk`. Only this machine is talked to.

`jixiao start` with its worker; each person has an account, a table and a connection of his own, and
pauses between requests. There are more and more people, until the 95th percentile of one kind of
answer is no longer below the limit; then numbers in between are tried.
"""

import http.client
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from bench import office

LIMIT = 200.0  # milliseconds
PAUSE = (2.0, 5.0)  # seconds
WORDS = ("满意", "招商", "满意度", "经费 质量", "企业满意度 90%", "率", "的", "培训", "没有的词")
LISTS = ("/", "/?tab=all", "/?tab=all&year=2022", "/library/")
SEARCHES = ("/search/?q={}", "/search/?q={}&year=2022", "/library/?words={}", "/library/?where={}")
MIX = {"list": 50, "detail": 20, "search": 10, "check": 15, "write": 5}
WIDE_EVERY = 5
"""Every fifth person sees the whole city."""
NEAR = 5
"""Between so many people that are borne and too many, nothing more is tried."""
_TOKEN = "b" * 32


class Place(NamedTuple):
    """A table that is being filled in, and its projects."""

    table: int
    projects: tuple[str, ...]


class Person(NamedTuple):
    """Who is logged in, and what is his to work on."""

    session: str
    place: Place


def report(home: Path, users: int, most: int, seconds: int) -> None:
    """Serve an office, and let more and more people work in it."""
    people = _people(most)
    held, rate, too_many = 0, 0.0, None
    with _server(home) as (process, port):
        for start in range(0, most, users):  # each word and page once before
            _run(port, people[start : start + users], 10, pause=(0.0, 1.0))
        trying: int | None = min(users, len(people))
        while trying is not None:
            reached, well = _measure(process, port, people[:trying], seconds)
            if well:
                held, rate = trying, reached
            else:
                too_many = trying
            trying = _next(held, too_many, len(people))
    print(
        f"highest rate with p95 < {LIMIT:.0f} ms of each kind: {rate:.1f} requests/s, {held} people"
    )


def _next(held: int, too_many: int | None, most: int) -> int | None:
    """How many people to try next, if any."""
    if too_many is None:
        return min(most, held + max(10, held // 4)) if held < most else None
    return (held + too_many) // 2 if too_many - held > NEAR else None


def _measure(process: int, port: int, people: list[Person], seconds: int) -> tuple[float, bool]:
    """Let people work, and tell how it went.

    Returns:
        Requests a second, and whether all went well.
    """
    before = _spent(process)
    times, failed = _run(port, people, seconds)
    passed, served, own, all_ = (
        now - then for now, then in zip(_spent(process), before, strict=True)
    )
    every = [one for some in times.values() for one in some]
    rate = len(every) / seconds
    others = max(0.0, all_ - served - own) * 100 / passed / (os.cpu_count() or 1)
    print(
        f"{len(people)} people: {rate:.1f} requests/s, {served * 1000 / max(1, len(every)):.1f} ms"
        f" CPU each; others on this machine took {others:.0f} % of it"
    )
    for kind in MIX:
        _tell(kind, times[kind])
    _tell("all", every)
    if failed:
        print(f"  failed: {dict(failed)}")
    sys.stdout.flush()
    return rate, not failed and all(_p95(times[kind]) < LIMIT for kind in MIX)


def _spent(process: int) -> tuple[float, float, float, float]:
    """Seconds so far: of the clock, and of the processors by the server, by this, and by all."""
    return time.monotonic(), _cpu(process), time.process_time(), _busy()


def _people(most: int) -> list[Person]:
    """Log people in, past the page: their sessions are made here."""
    from django.test import Client  # noqa: PLC0415

    from jixiao.web.records.models import ObjectiveTable  # noqa: PLC0415

    tables = list(ObjectiveTable.objects.filter(year=office.YEARS[-1]).order_by("pk")[:most])
    found = []
    for number, table in enumerate(tables):
        client = Client(headers={"host": "127.0.0.1"})
        client.force_login(
            office.someone(number, wide=number % WIDE_EVERY == 0),
            backend="allauth.account.auth_backends.AuthenticationBackend",
        )
        keys = tuple(str(key) for key in table.projects.values_list("key", flat=True))
        found.append(Person(client.cookies["sessionid"].value, Place(table.pk, keys)))
    return found


@contextmanager
def _server(home: Path) -> Iterator[tuple[int, int]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "jixiao", "start", "--home", str(home), "--port", str(port)]
    process = subprocess.Popen([*command, "--no-browser"], stdout=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield process.pid, port
    finally:
        process.terminate()
        process.wait(30)


def _wait_for(port: int) -> None:
    for _ in range(600):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            connection.request("GET", "/account/login/")
            connection.getresponse().read()
            connection.close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError


def _run(
    port: int, people: list[Person], seconds: float, pause: tuple[float, float] = PAUSE
) -> tuple[dict[str, list[float]], dict[str, int]]:
    """Let people work for a while; milliseconds of each kind, and what failed."""
    times: dict[str, list[float]] = defaultdict(list)
    failed: dict[str, int] = defaultdict(int)
    end = time.monotonic() + seconds

    def work(number: int, person: Person) -> None:
        chance = random.Random(number)  # noqa: S311 - no secret
        visitor = _Visitor(port, person, chance)
        time.sleep(chance.uniform(0, pause[1]))
        while time.monotonic() < end:
            kind = chance.choices(list(MIX), list(MIX.values()))[0]
            status, passed = visitor.do(kind)
            if status == http.HTTPStatus.OK:
                times[kind].append(passed * 1000)
            else:
                failed[f"{kind} {status}"] += 1
            time.sleep(chance.uniform(*pause))

    threads = [threading.Thread(target=work, args=one, daemon=True) for one in enumerate(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times, failed


class _Visitor:
    """One person's browser: a connection and cookies."""

    def __init__(self, port: int, person: Person, chance: random.Random) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._person = person
        self._chance = chance
        self._headers = {"Cookie": f"sessionid={person.session}; csrftoken={_TOKEN}"}
        self._revision: int | None = None

    def do(self, kind: str) -> tuple[int | str, float]:
        """One request of a kind; its status or error, and the seconds it took."""
        work: dict[str, Callable[[], tuple[int, float]]] = {
            "list": self._list, "detail": self._detail, "search": self._search,
            "check": self._check, "write": self._write,
        }  # fmt: skip
        try:
            return work[kind]()
        except (OSError, http.client.HTTPException) as error:
            self._connection.close()
            return type(error).__name__, 0.0

    def _list(self) -> tuple[int, float]:
        own = f"/tables/{self._person.place.table}/"
        return self._get(self._chance.choice((*LISTS, own, own)))

    def _detail(self) -> tuple[int, float]:
        return self._get(f"/projects/{self._project()}/")

    def _search(self) -> tuple[int, float]:
        word = quote(self._chance.choice(WORDS))
        return self._get(self._chance.choice(SEARCHES).format(word))

    def _check(self) -> tuple[int, float]:
        place = self._person.place
        return self._get(f"/tables/{place.table}/findings/?project={self._project()}")

    def _write(self) -> tuple[int, float]:
        # Always the same project of his, whose revision he knows, as the page does that saves.
        key = self._person.place.projects[0]
        if self._revision is None:
            self._revision = json.loads(self._ask("GET", f"/projects/{key}/rows/")[2])["revision"]
        body = {
            "revision": self._revision,
            "project": {"basis": f"依据第{self._chance.randrange(10**9)}号文件"},
        }
        headers = {"Content-Type": "application/json", "X-CSRFToken": _TOKEN}
        status, passed, answer = self._ask(
            "POST", f"/projects/{key}/save/", json.dumps(body).encode(), headers
        )
        self._revision = json.loads(answer)["revision"] if status == http.HTTPStatus.OK else None
        return status, passed

    def _project(self) -> str:
        return self._chance.choice(self._person.place.projects)

    def _get(self, address: str) -> tuple[int, float]:
        status, passed, _ = self._ask("GET", address)
        return status, passed

    def _ask(
        self, method: str, address: str, body: bytes | None = None,
        headers: dict[str, str] | None = None,
    ) -> tuple[int, float, bytes]:  # fmt: skip
        start = time.perf_counter()
        self._connection.request(method, address, body, self._headers | (headers or {}))
        answer = self._connection.getresponse()
        content = answer.read()
        return answer.status, time.perf_counter() - start, content


def _cpu(process: int) -> float:
    """CPU seconds of a process so far; where the system does not say so, none."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _busy() -> float:
    """CPU seconds of everything on this machine so far; where the system does not say so, none."""
    try:
        fields = Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]
    except OSError:
        return 0.0
    user, nice, system, _idle, _waiting, irq, softirq = map(int, fields[:7])
    return (user + nice + system + irq + softirq) / os.sysconf("SC_CLK_TCK")


def _tell(kind: str, times: list[float]) -> None:
    if times:
        p50, p95 = statistics.median(times), _p95(times)
        print(f"  {kind:8} {len(times):6} answers   p50 {p50:7.1f} ms   p95 {p95:7.1f} ms")


def _p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)] if times else 0.0
