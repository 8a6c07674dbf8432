"""Imports in each state, of the samples and of what is made from them."""

from collections.abc import Callable
from importlib.resources import files
from types import SimpleNamespace

import pytest
from tests.web.conftest import NOW

from jixiao.web.records.models import Import
from jixiao.web.records.services.imports import import_accept, import_read, import_start


def sample(name: str) -> bytes:
    return (files("jixiao") / "samples" / f"{name}.txt").read_bytes()


@pytest.fixture
def brought(office: SimpleNamespace) -> Callable[..., Import]:
    """`brought("zengcheng", 2024)` is read and waits to be accepted."""

    def make(name: str = "kaifaqu", year: int | None = 2024, content: bytes = b"") -> Import:
        one = import_start(
            department=office.department, name=f"{name}.txt", content=content or sample(name),
            year=year, actor=office.preparer, at=NOW,
        )  # fmt: skip
        return import_read(import_id=one.pk, at=NOW)

    return make


@pytest.fixture
def accepted(office: SimpleNamespace, brought: Callable[..., Import]) -> Callable[..., Import]:
    """As `brought`, and accepted."""

    def make(*args: object, **named: object) -> Import:
        one = brought(*args, **named)
        import_accept(import_id=one.pk, table_number=0, actor=office.preparer, at=NOW)
        one.refresh_from_db()
        return one

    return make
