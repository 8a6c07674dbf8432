"""What is done already: only the same bytes, settings and a whole result count."""

from pathlib import Path

import pytest

from jixiao.batch import MANIFEST, Manifest

SETTINGS = ("read", "json", 2024)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "甲" / "a.json"
    path.parent.mkdir()
    path.write_bytes(b"result")
    with Manifest(tmp_path, SETTINGS) as manifest:
        manifest.add(path, "hash", 1)
    return path


def test_the_same_bytes_and_settings_are_done(tmp_path: Path, target: Path) -> None:
    assert Manifest(tmp_path, SETTINGS).done(target, "hash") == 1


def test_other_bytes_settings_or_results_are_not(tmp_path: Path, target: Path) -> None:
    assert Manifest(tmp_path, SETTINGS).done(target, "other") is None
    assert Manifest(tmp_path, ("read", "csv", 2024)).done(target, "hash") is None
    assert Manifest(tmp_path, SETTINGS).done(tmp_path / "b.json", "hash") is None
    target.write_bytes(b"resul")
    assert Manifest(tmp_path, SETTINGS).done(target, "hash") is None
    target.unlink()
    assert Manifest(tmp_path, SETTINGS).done(target, "hash") is None


def test_an_interrupt_in_the_middle_of_a_line_loses_that_line_only(
    tmp_path: Path, target: Path
) -> None:
    other = tmp_path / "b.json"
    other.write_bytes(b"x")
    whole = (tmp_path / MANIFEST).read_bytes()
    (tmp_path / MANIFEST).write_bytes(whole + whole[:20])
    with Manifest(tmp_path, SETTINGS) as manifest:
        assert manifest.done(target, "hash") == 1
        manifest.add(other, "other", 0)

    again = Manifest(tmp_path, SETTINGS)
    assert (again.done(target, "hash"), again.done(other, "other")) == (1, 0)


def test_a_later_line_takes_the_place_of_an_earlier(tmp_path: Path, target: Path) -> None:
    with Manifest(tmp_path, SETTINGS) as manifest:
        manifest.add(target, "new", 0)

    assert Manifest(tmp_path, SETTINGS).done(target, "hash") is None
    assert Manifest(tmp_path, SETTINGS).done(target, "new") == 0
