"""Where a text stood in its document."""

import msgspec

Box = tuple[float, float, float, float]
"""x0, y0, x1, y1 in points, origin top left."""


class Place(msgspec.Struct, frozen=True, gc=False, omit_defaults=True, repr_omit_defaults=True):
    """位置: one range of a printed cell.

    Text: ``line`` and ``column`` from 1; ``start`` and ``end`` count code points inside that
    cell, from 0, ``end`` excluded. PDF: ``page`` from 1 and ``box`` (x0, y0, x1, y1) in points,
    origin top left. Workbook: ``sheet`` and ``cell``. What does not apply is left out.

    >>> str(Place(line=20, column=7, start=0, end=5))
    '20:7:0-5'
    """

    line: int | None = None
    column: int | None = None
    start: int | None = None
    end: int | None = None
    page: int | None = None
    box: Box | None = None
    sheet: str | None = None
    cell: str | None = None

    def __str__(self) -> str:
        if self.line is not None:
            return f"{self.line}:{self.column}:{self.start}-{self.end}"
        if self.page is not None:
            return f"p{self.page}:{self.box}"
        return f"{self.sheet}!{self.cell}"
