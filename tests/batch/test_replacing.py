"""A file takes another's place, also where a virus scanner holds it for a moment."""

from pathlib import Path

import pytest

from jixiao.batch.replacing import replace


class _Held(type(Path())):  # type: ignore[misc]
    """A file that Windows refuses to rename so many times."""

    times = 2
    number: int | None = 32

    def replace(self, target: object) -> Path:
        if self.times:
            self.times -= 1
            error = PermissionError(13, "held")
            error.winerror = self.number  # type: ignore[attr-defined,unused-ignore]
            raise error
        return Path(self).replace(str(target))


def test_what_is_held_for_a_moment_is_waited_for(tmp_path: Path) -> None:
    source, target = _Held(tmp_path / "新"), tmp_path / "旧"
    source.write_bytes(b"new")
    target.write_bytes(b"old")

    replace(source, target)

    assert (source.exists(), target.read_bytes()) == (False, b"new")


def test_what_is_forbidden_is_said_at_once(tmp_path: Path) -> None:
    source = _Held(tmp_path / "新")
    source.number = None
    source.write_bytes(b"new")

    with pytest.raises(PermissionError):
        replace(source, tmp_path / "旧")

    assert source.times == 1
