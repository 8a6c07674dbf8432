"""How far a reading is, told to whoever watches: a person at a long document."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

Watch = Callable[[int, int], None]
"""Called with the pages read and the pages to read; what it raises ends the reading."""

_Item = TypeVar("_Item")
_watch: ContextVar[Watch | None] = ContextVar("watch", default=None)


@contextmanager
def watched(watch: Watch) -> Iterator[None]:
    """Documents that are read in the block tell how far they are.

    >>> with watched(lambda done, total: print(done, "/", total)):
    ...     pages = list(told("ab", 2))
    1 / 2
    2 / 2
    """
    token = _watch.set(watch)
    try:
        yield
    finally:
        _watch.reset(token)


def told(items: Iterable[_Item], total: int) -> Iterator[_Item]:
    """The items, each told when it has been worked on."""
    watch = _watch.get()
    for done, item in enumerate(items, start=1):
        yield item
        if watch is not None:
            watch(done, total)
