"""A server is ready before it is asked; nothing about the database file can keep it from starting."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.web.test_archives import own_environment

from jixiao.web.config import reading_ahead, warming

_BLOCK = 1 << 20

_START = """
import gc, json, sys
from pathlib import Path
from jixiao.web import serving
serving.prepare(Path(sys.argv[1]))
server = serving.make_server("127.0.0.1", 0)
from django.template import engines
from jixiao.web.config import warming
from jixiao.web.records.selectors.examining import checker_of, policy_of
built = checker_of.cache_info().currsize
(loader,) = engines["django"].engine.template_loaders
templates = set(loader.get_template_cache)
with warming.warming_up() as (practice, reader):
    practice.join()
    reader.wait()
serving.close(server)
print(json.dumps({
    "built": built,
    "templates": sorted(templates & {"records/project.html", "publicdata/home.html"}),
    "patterns": len(policy_of(None).pattern.__self__),
    "frozen": gc.get_freeze_count(),
    "left": reader.returncode,
}))
"""


def test_a_server_has_loaded_rules_and_templates_before_it_is_asked(
    tmp_path: Path, begin_home: Callable[[Path], Path]
) -> None:
    home = begin_home(tmp_path / "home")
    done = subprocess.run(
        [sys.executable, "-c", _START, str(home)], env=own_environment(home), check=False,
        capture_output=True, encoding="utf-8",
    )  # fmt: skip

    assert done.stderr == ""
    found = json.loads(done.stdout)
    assert found["built"] == 1
    assert found["templates"] == ["publicdata/home.html", "records/project.html"]
    assert found["patterns"] > 50
    assert found["frozen"] > 10_000
    assert found["left"] == 0


def test_all_stages_of_a_profile_have_the_same_patterns() -> None:
    draft, review = (warming.checker_of(None, stage) for stage in ("draft", "review"))

    assert draft is not review
    assert draft.policy is review.policy


@pytest.mark.parametrize(
    ("size", "most", "count"),
    [(5, 10, 5), (3 * _BLOCK + 5, 10 * _BLOCK, 3 * _BLOCK + 5), (3 * _BLOCK, _BLOCK + 7, _BLOCK + 7)],
)  # fmt: skip
def test_the_end_of_a_file_is_read(tmp_path: Path, size: int, most: int, count: int) -> None:
    file = tmp_path / "some"
    file.write_bytes(bytes(size))

    assert reading_ahead.read(str(file), most, 60) == count


def test_reading_ends_when_the_time_is_over(tmp_path: Path) -> None:
    file = tmp_path / "some"
    file.write_bytes(bytes(10))

    assert reading_ahead.read(str(file), 10, -1) == 0


@pytest.mark.parametrize("name", ["absent", "folder"])
def test_a_file_that_cannot_be_read_stops_nothing(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], name: str
) -> None:
    (tmp_path / "folder").mkdir()

    reader = warming.read_database(
        {"ENGINE": "django.db.backends.sqlite3", "NAME": tmp_path / name}
    )

    assert reader is not None
    assert reader.wait(60) == 0
    assert capfd.readouterr() == ("", "")


def test_a_process_that_cannot_be_started_stops_nothing(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "absent"))

    database = {"ENGINE": "django.db.backends.sqlite3", "NAME": tmp_path / "some"}
    assert warming.read_database(database) is None


def test_a_database_that_is_no_file_is_not_read() -> None:
    assert (
        warming.read_database({"ENGINE": "django.db.backends.postgresql", "NAME": "some"}) is None
    )
