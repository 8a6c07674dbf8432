"""What every test may use: golden files, a browser, and the strict mode in which none is skipped."""

import difflib
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

LONG = ("tests/web/", "tests/documents/", "tests/fuzz/", "tests/property/", "tests/publishing/")
"""Folders whose files start servers, print documents or try many examples, the longest first."""
GOLDEN = Path(__file__).parent / "golden"
DIFF_LINES = 40
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip

# The same examples at every run, so that a change is judged by what it changes; `make fuzz` searches
# for new ones, and what it finds becomes an example of its own. No test is about how long it takes:
# the first example compiles patterns, which a busy machine does in more than the usual deadline.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("search", print_blob=True, deadline=None)
settings.load_profile(os.environ.get("JIXIAO_EXAMPLES", "same"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="rewrite the files of tests/golden/ from what the code gives now",
    )


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: a third of the time goes by in waiting for other programs."""
    return (os.cpu_count() or 1) + 1


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take long, so that no process waits for another at the end."""
    items.sort(key=lambda item: [not item.nodeid.startswith(one) for one in LONG])


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """A real Chromium; one for all tests, because a process can drive only one at a time."""
    from playwright.sync_api import Error, sync_playwright  # noqa: PLC0415 - few tests look at pages

    found = os.environ.get("JIXIAO_CHROMIUM") or shutil.which("chromium")
    if found is None:
        pytest.skip("no Chromium: install the package chromium, or set JIXIAO_CHROMIUM")
    with sync_playwright() as play:
        try:
            started = play.chromium.launch(executable_path=found, args=list(FLAGS))
        except Error as error:
            pytest.skip(f"{found} does not start: {error}")
        yield started
        started.close()


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """`golden(name, text)` compares text with tests/golden/<name>, byte for byte."""
    update = bool(request.config.getoption("--update-golden"))

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
            return
        # Bytes, because reading as text would hide a difference in line ends.
        expected = path.read_bytes().decode() if path.exists() else None
        if text != expected:
            pytest.fail(_difference(name, expected, text), pytrace=False)

    return compare


def _difference(name: str, expected: str | None, text: str) -> str:
    update = "If the new text is right: pytest --update-golden, then read `git diff` by eye."
    if expected is None:
        return f"tests/golden/{name} does not exist.\n{update}"
    lines = list(
        difflib.unified_diff(
            _visible_lines(expected),
            _visible_lines(text),
            f"tests/golden/{name}",
            "now",
            lineterm="",
        )
    )
    if len(lines) > DIFF_LINES:
        lines[DIFF_LINES:] = [f"... {len(lines) - DIFF_LINES} more lines"]
    return "\n".join([f"tests/golden/{name} differs.", *lines, update])


def _visible_lines(text: str) -> list[str]:
    """Lines with their ends spelled out where they are not plain, so that the diff shows them."""
    lines = [line.replace("\r", "\\r") for line in text.split("\n")]
    if lines[-1]:
        lines[-1] += " (no line end)"
    else:
        lines.pop()
    return lines


# In strict mode (JIXIAO_STRICT=1, as CI has it) a skipped test would be a check that nobody made.


def _skipped_in_strict_mode(config: pytest.Config) -> int:
    if os.environ.get("JIXIAO_STRICT") != "1":
        return 0
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    # An expected failure has a list of its own ("xfailed") and is no skip.
    return len(reporter.stats.get("skipped", ())) if reporter else 0


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    if exitstatus == pytest.ExitCode.OK and _skipped_in_strict_mode(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if skipped := _skipped_in_strict_mode(terminalreporter.config):
        terminalreporter.write_line(
            f"JIXIAO_STRICT=1: {skipped} skipped, so this run fails (`pytest -rs` shows why).",
            red=True,
        )
