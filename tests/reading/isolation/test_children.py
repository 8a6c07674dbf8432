"""A child that dies, is slow or fails is an error of its document, and the next one is read."""

import ctypes
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.reading.pdf_builder import Page, pdf
from tests.reading.rendering import as_xlsx, truth

from jixiao.model import Document, RawDocument, UnreadableDocument
from jixiao.reading import isolated, read_raw
from jixiao.reading.isolation import children
from jixiao.reading.isolation.limits import ExtendedLimits
from jixiao.reading.pdf import PdfReader

BOOK = as_xlsx(truth("kaifaqu"))
PAGE = pdf(Page().text(9, 9, "x"))
KINDS = pytest.mark.parametrize("content", [BOOK, PAGE], ids=["workbook", "pdf"])


def read(content: bytes) -> str:
    return read_raw(Document("a.bin", content)).text


@pytest.fixture(autouse=True)
def no_child_before() -> None:
    children.close_all()


def end_behind(method: Callable[..., object]) -> Callable[..., object]:
    """The method, and then the death of its child."""

    def called(self: children.Child, *given: object) -> object:
        found = method(self, *given)
        self._process.kill()
        self._process.wait()
        return found

    return called


@KINDS
def test_the_death_of_a_child_is_a_documented_error_and_the_next_document_is_read(
    content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(children.Child, "_send", end_behind(children.Child._send))
        with pytest.raises(UnreadableDocument, match="子进程中途退出"):
            read(content)

    assert children.idle() == ()
    assert read(content)


@KINDS
def test_a_slow_child_is_ended_and_said(content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jixiao.reading.pdf._OPENING", 0.2)
    monkeypatch.setattr(isolated, "SECONDS", 0.2)
    # It waits for a question that never comes.
    monkeypatch.setattr(children.Child, "_send", lambda *_: None)

    with pytest.raises(UnreadableDocument, match="超过时限"):
        read(content)
    assert children.idle() == ()


def test_a_child_that_was_ended_while_idle_is_not_used_again() -> None:
    read(PAGE)
    children.idle()[0]._process.kill()
    children.idle()[0]._process.wait()

    assert read(PAGE) == "x"


def test_one_child_serves_one_document_after_another_of_any_kind() -> None:
    read(PAGE)
    first = children.idle()

    assert read(BOOK)
    assert read(PAGE) == "x"
    assert children.idle() == first


def test_a_refused_document_costs_no_child() -> None:
    read(PAGE)
    first = children.idle()

    with pytest.raises(UnreadableDocument, match="已损坏"):
        read(PAGE[:200])
    assert children.idle() == first
    assert read(PAGE) == "x"


def test_a_fault_of_the_program_is_not_taken_for_one_of_the_document() -> None:
    reader = isolated.Isolated(_Unknown())

    with pytest.raises(RuntimeError, match="KeyError"):
        reader.read(Document("a", b"x"))


class _Unknown:
    """A reader that the child does not know."""

    name = "unknown"
    selects: frozenset[str] = frozenset()

    def accepts(self, _: Document) -> bool:
        return True

    def read(self, _: Document) -> RawDocument:
        raise NotImplementedError


def test_a_child_whose_parent_is_gone_ends() -> None:
    read(PAGE)
    child = children.idle()[0]
    assert child._process.stdin is not None
    child._process.stdin.close()

    assert child._process.wait(10) == 0


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux shows the limits of a process")
def test_a_child_is_held_to_its_memory() -> None:
    read(PAGE)
    limits = Path(f"/proc/{children.idle()[0].process}/limits").read_text("ascii")

    assert f"Max address space {3 << 30}" in " ".join(limits.split())


def test_the_limits_for_windows_have_the_layout_that_it_documents() -> None:
    if ctypes.sizeof(ctypes.c_void_p) == 8:
        assert ctypes.sizeof(ExtendedLimits) == 144
        assert ExtendedLimits.process_memory.offset == 112


def test_no_temporary_file_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    read(PAGE)
    read(BOOK)

    assert list(tmp_path.iterdir()) == []


MANY = pdf(*(Page().text(9, 9, f"page {number}") for number in range(230)))


def test_pages_that_two_children_share_are_those_that_one_reads() -> None:
    alone = PdfReader(1).read(Document("a.pdf", MANY))

    assert PdfReader(2).read(Document("a.pdf", MANY)) == alone
    assert "page 229" in alone.text


copying = pytest.mark.skipif(not children.CAN_COPY, reason="only Linux makes copies of a child")


@copying
def test_a_child_that_has_been_two_reads_the_next_document_alone() -> None:
    children.close_all()
    some = pdf(*(Page().text(9, 9, f"page {number}") for number in range(30)))
    first = PdfReader(2).read(Document("a.pdf", some))

    assert [child.can_copy for child in children.idle()] == [False]
    assert PdfReader(2).read(Document("a.pdf", some)) == first
    assert "page 29" in first.text


@copying
def test_the_death_of_a_copy_is_a_documented_error(monkeypatch: pytest.MonkeyPatch) -> None:
    copy = children.Child.copy

    def dying(self: children.Child) -> children.Child | None:
        made = copy(self)
        assert made is not None
        os.kill(made.process, signal.SIGKILL)
        return made

    with monkeypatch.context() as patch:
        patch.setattr(children.Child, "copy", dying)
        with pytest.raises(UnreadableDocument, match="子进程中途退出"):
            read(MANY)

    assert "page 229" in read(MANY)


@copying
def test_a_copy_outlives_neither_its_document_nor_its_origin() -> None:
    first = children.Child.start("pages")
    copy = first.copy()
    assert copy is not None
    assert first.copy() is None
    number = Path(f"/proc/{copy.process}/stat")
    assert number.exists()
    first.close()
    copy.close()  # its origin is gone: closed streams end it

    for _ in range(100):
        if not number.exists() or number.read_text("ascii").split(") ")[1][0] == "Z":
            return
        time.sleep(0.1)
    pytest.fail("the copy is still there")
