"""Speed and size of the public site; `python -m bench.site`. Figures are reported, never asserted."""

import statistics
import tempfile
import time
from collections.abc import Iterator
from importlib import resources
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from jixiao.model import Document, Indicator, Project, Reading
from jixiao.publishing.site import write_site
from jixiao.reading import read_raw
from jixiao.understanding import understand

if TYPE_CHECKING:
    from playwright.sync_api import Page

NAMES = ("baiyun", "huadu", "kaifaqu", "tianhe", "zengcheng")
PROJECTS = 1_000
INDICATORS = 5_000
WORDS = ("满意", "招商", "满意度", "2023", "经费 质量", "企业满意度 90%", "率", "乡村振兴")
CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


def large_readings(projects: int = PROJECTS, indicators: int = INDICATORS) -> list[Reading]:
    """The samples grown to so many projects and indicators, no two of a name."""
    readings = [_sample(name) for name in NAMES]
    pool = cycle([one for reading in readings for one in reading.table.indicators])
    grown = []
    made = 0
    each = projects // len(readings)
    for reading in readings:
        table = reading.table
        some = cycle(table.projects)
        many = []
        for number in range(1, each + 1):
            made += 1
            # How many indicators there should be by now decides how many this project gets.
            count = indicators * made // projects - indicators * (made - 1) // projects
            many.append(_project(next(some), number, [next(pool) for _ in range(count)]))
        unit = msgspec.structs.replace(table.spending_units[0], projects=tuple(many))
        table = msgspec.structs.replace(table, spending_units=(unit,), budget_year=2024)
        grown.append(msgspec.structs.replace(reading, tables=(table,)))
    return grown


def report() -> None:
    """Build time, sizes, and search time in a real browser where there is one."""
    readings = large_readings()
    start = time.process_time()
    files = dict(write_site(readings))
    seconds = time.process_time() - start
    total = sum(map(len, files.values()))
    first = sum(
        len(files[name])
        for name in ("index.html", "assets/site.css", "assets/site.js", "assets/words.js")
    )
    data = {name: len(content) for name, content in files.items() if name.startswith("data/")}
    found = sum(len(reading.table.indicators) for reading in readings)
    print(
        f"site of {sum(len(r.table.projects) for r in readings):,} projects, {found:,} indicators:"
        f" {seconds:.2f} s, {len(files):,} files, {total / 1e6:.1f} MB"
    )
    print(
        f"  first page {first / 1e3:.0f} kB, largest page {max(map(len, files.values())) / 1e3:.0f} kB,"
        f" search data {sum(data.values()) / 1e6:.2f} MB in {len(data)} shards"
    )
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        for line in _searches(Path(folder)):
            print(f"  {line}")


def _searches(folder: Path) -> Iterator[str]:
    """From the word typed to the results shown: at first, with the shards to load, and again."""
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415
    except ImportError:
        yield "search not measured: no playwright"
        return
    if not Path(CHROMIUM).exists():
        yield f"search not measured: no {CHROMIUM}"
        return
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        page = browser.new_page()
        for word in WORDS:
            page.goto("about:blank")
            page.goto((folder / "search.html").as_uri())
            page.wait_for_selector("html[data-searched]", state="attached")
            times = [_search(page, word)]
            for _ in range(5):
                _search(page, "")
                times.append(_search(page, word))
            said = page.inner_text("#status")
            yield (
                f"search {word}: {times[0]:.0f} ms with its shards,"
                f" {statistics.median(times[1:]):.0f} ms again ({said})"
            )
        browser.close()


def _search(page: "Page", word: str) -> float:
    page.evaluate("delete document.documentElement.dataset.searched")
    page.fill("#words", word)
    page.wait_for_selector("html[data-searched]", state="attached")
    return float(page.evaluate("document.documentElement.dataset.searched"))


def _sample(name: str) -> Reading:
    content = (resources.files("jixiao") / "samples" / f"{name}.txt").read_bytes()
    return understand(read_raw(Document(f"{name}.txt", content)), values=True).reading


def _project(project: Project, number: int, indicators: list[Indicator]) -> Project:
    return msgspec.structs.replace(
        project, name=f"{project.name}（第{number}批）", indicators=tuple(indicators)
    )


if __name__ == "__main__":
    report()
