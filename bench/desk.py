"""Speed of the desk on a large database; `python -m bench.desk`. Reported, never asserted.

An office of 100,000 projects (`bench.office`): first single pages, then many people at work against
the real server (`bench.load`).
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from typing import Any

from bench import load, office

WORDS = ("满意", "招商", "满意度", "经费 质量", "企业满意度 90%", "率", "2023", "没有的词")
ROUNDS = 9


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--projects", type=int, default=100_000)
    parser.add_argument("--home", type=Path, help="keep the database here, or use what is there")
    parser.add_argument("--users", type=int, default=50, help="people at work to begin with")
    parser.add_argument("--most", type=int, default=400, help="no more people than this")
    parser.add_argument("--seconds", type=int, default=60, help="how long each number of people")
    only = parser.add_mutually_exclusive_group()
    only.add_argument("--pages", action="store_true", help="only single pages")
    only.add_argument("--load", action="store_true", help="only people at work")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = arguments.home or Path(folder)
        office.prepare(home, arguments.projects)
        if not arguments.load:
            _pages()
        if not arguments.pages:
            load.report(home, arguments.users, arguments.most, arguments.seconds)


def _pages() -> None:
    from jixiao.web.accounts.models import User  # noqa: PLC0415
    from jixiao.web.records.models import LibraryIndicator, ObjectiveTable  # noqa: PLC0415
    from jixiao.web.records.selectors.searching import search  # noqa: PLC0415

    table = ObjectiveTable.objects.filter(year=office.YEARS[-1]).earliest("pk")
    key = table.projects.first().key
    entry = LibraryIndicator.objects.earliest("-uses").pk
    wide, narrow = User.objects.get(username=office.WIDE), User.objects.get(username="p0")
    for title, user in (("whole city", wide), ("one department", narrow)):
        for word in WORDS:
            found = search(for_user=user, query=word)
            number = sum(found.counts.values())
            _tell(
                f"search “{word}”, {title}: {number:,} found",
                lambda word=word, user=user: search(for_user=user, query=word),
            )
        for page in (
            "/", "/search/?q=满意", "/search/?q=的", "/library/", "/library/?words=满意",
            "/library/?where=局", "/library/?where=经费", f"/library/{entry}/",
        ):  # fmt: skip
            _page(f"{page}, {title}", user, page)
    for page in (
        f"/tables/{table.pk}/", f"/tables/{table.pk}/findings/", f"/projects/{key}/",
        f"/projects/{key}/history/", f"/tables/{table.pk}/findings/?project={key}",
        "/public/", "/public/search/", "/public/search/?q=满意", "/public/search/?q=率",
        "/public/search/?q=的", "/public/search/?q=1", "/public/search/?q=率 经费",
        "/public/search/?year=2022", "/public/search/?q=满意&class=31&year=2022",
    ):  # fmt: skip
        _page(page, narrow, page)
    rules = f"/tables/{table.pk}/findings/?project={key}"
    _page("the same of a table that was changed just now", narrow, rules, anew=True)


def _page(title: str, user: Any, address: str, *, anew: bool = False) -> None:
    from django.core.cache import caches  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")

    def ask() -> None:
        caches["rates"].clear()
        if anew:
            caches["judgements"].clear()
        answer = client.get(address)
        assert answer.status_code == HTTPStatus.OK, (address, answer.status_code)

    ask()

    _tell(title, ask)


def _tell(title: str, work: Callable[[], object]) -> None:
    """Median CPU and wall milliseconds of some runs."""
    spent, wall = [], []
    for _ in range(ROUNDS):
        start, begin = time.perf_counter(), time.process_time()
        work()
        spent.append(time.process_time() - begin)
        wall.append(time.perf_counter() - start)
    cpu, passed = statistics.median(spent) * 1000, statistics.median(wall) * 1000
    print(f"{title:60} {cpu:8.1f} ms CPU {passed:8.1f} ms wall")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
