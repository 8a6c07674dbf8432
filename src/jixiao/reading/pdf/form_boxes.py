"""Boxes of glyphs inside form objects: pdfium gives those of drawn glyphs in the form's own space.

Such a box is not on the line of its text. Where that line begins in the form and on the page tells
how the form is moved.
"""

from typing import Any

import numpy as np

from jixiao.reading.pdf.native import Characters, NativePage

Array = np.ndarray[Any, np.dtype[Any]]

_OFF_LINE, _LARGE = 1.0, 2.0  # sizes of a glyph, and of the usual one


def put_on_page(characters: Characters, page: NativePage) -> None:
    """Mend the boxes that are in the space of a form."""
    box, matrix = characters.box, characters.matrix
    if not len(box):
        return
    usual = max(1.0, _LARGE * float(np.median(box[:, 3] - box[:, 1])))
    off = _off_line(box, matrix, usual) > _OFF_LINE
    if off.any():
        # On its line a wrong box stands only by chance: others of the glyph, or as large, are wrong.
        off |= np.isin(characters.code, np.unique(characters.code[off]))
        off |= box[:, 3] - box[:, 1] > usual
    for place in np.flatnonzero(off).tolist():
        own = _square(np.array(page.own_matrix(int(characters.index[place]))))
        if abs(np.linalg.det(own)) < 1e-9:
            continue
        form = np.linalg.inv(own) @ _square(matrix[place])
        left, bottom, right, top = box[place].tolist()
        corners = np.array([(x, y, 1) for x in (left, right) for y in (bottom, top)]) @ form
        moved = np.concatenate((corners.min(axis=0)[:2], corners.max(axis=0)[:2]))[None]
        if _off_line(moved, matrix[place : place + 1], usual)[0] <= _OFF_LINE:
            box[place] = moved


def _square(matrix: Array) -> Array:
    return np.column_stack((matrix.reshape(3, 2), (0.0, 0.0, 1.0)))


def _off_line(box: Array, matrix: Array, usual: float) -> Array:
    """How far boxes are from the line, or the column, in which their text is said to begin.

    In sizes of the glyph; one much larger than usual may be so because its box is wrong.
    """
    x, y = ((box[:, :2] + box[:, 2:]) / 2 - matrix[:, 4:]).T
    a, b = matrix[:, 0], matrix[:, 1]
    off = np.minimum(abs(x * a + y * b), abs(y * a - x * b)) / np.maximum(np.hypot(a, b), 1e-6)
    found: Array = off / np.clip((box[:, 2:] - box[:, :2]).max(axis=1), usual / _LARGE, usual)
    return found
