"""The cache where a file is in other hands: not there, rather than a page that fails."""

from pathlib import Path

import pytest

from jixiao.web.config.file_cache import FileCache


@pytest.fixture
def cache(tmp_path):
    return FileCache(str(tmp_path / "cache"), {})


def test_it_keeps_what_it_is_given(cache):
    cache.set("a", {"many": [1, 2]})

    assert cache.get("a") == {"many": [1, 2]}
    assert not cache.add("a", 2)
    assert cache.delete("a")
    assert cache.get("a", "none") == "none"


@pytest.mark.parametrize("length", [0, 1, 5, 14, 20])
def test_a_half_is_not_there_and_not_free(cache, length):
    cache.set("a", "b" * 100)
    path = Path(cache._key_to_file("a"))
    whole = path.read_bytes()
    path.write_bytes(whole[:length])

    assert cache.get("a", "none") == "none"
    assert path.exists() == (length > 0)  # an empty one counts as one that is past its time


def test_what_may_not_be_touched_harms_nobody(cache, monkeypatch):
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "open in another process")

    cache.set("a", 1)
    monkeypatch.setattr("os.remove", refuse)
    assert not cache.delete("a")
    monkeypatch.setattr("builtins.open", refuse)
    assert cache.get("a", "none") == "none"
    assert not cache.add("a", 2)
