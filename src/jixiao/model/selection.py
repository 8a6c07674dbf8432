"""Which part of a document is wanted: some of its pages, or one of its sheets."""

import re

import msgspec

_RANGE = re.compile(r"([0-9]{1,6})(?:(-)([0-9]{1,6})?)?")
LAST_PAGE = 999_999
"""The end of a range that goes on to the end of the document."""

PageRange = tuple[int, int]
"""First and last page, from 1."""


class InvalidSelection(ValueError):  # noqa: N818 - reads as what it says
    """A selection that cannot be understood; the text is for people."""


class Selection(msgspec.Struct, frozen=True, gc=False):
    """选取: what of a document is read; nothing said means all of it.

    ``pages`` are ranges in the order given; ``sheet`` is the name of a sheet, or its number from 1.
    What is not selected is not read: it is in no class of the ledger, and ``Source`` says so.
    """

    pages: tuple[PageRange, ...] = ()
    sheet: str | None = None

    def has_page(self, number: int) -> bool:
        """Whether a page is wanted."""
        return not self.pages or any(low <= number <= high for low, high in self.pages)

    def printed_pages(self) -> str | None:
        """The pages as a person writes them, or None for all."""
        ranges = (
            f"{low}" if low == high else f"{low}-{'' if high == LAST_PAGE else high}"
            for low, high in self.pages
        )
        return ",".join(ranges) or None


EVERYTHING = Selection()


def parse_pages(text: str) -> tuple[PageRange, ...]:
    """The ranges of a list of pages.

    >>> parse_pages("3-9,12"), parse_pages("10-")
    (((3, 9), (12, 12)), ((10, 999999),))

    Raises:
        InvalidSelection: It is no such list.
    """
    plain = re.sub(r"[，、]", ",", re.sub(r"[－–—~～]", "-", re.sub(r"\s", "", text)))
    found = []
    for part in plain.split(","):
        match = _RANGE.fullmatch(part)
        low = int(match[1]) if match else 0
        high = (int(match[3] or LAST_PAGE) if match[2] else low) if match else 0
        if not 0 < low <= high:
            raise InvalidSelection(f"看不懂页码“{text}”，应写成 3、3-9、10- 或 3-9,12。")
        found.append((low, high))
    return tuple(found)
