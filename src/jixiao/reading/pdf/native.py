"""What pdfium knows of a page, in bulk: characters, rules and fills as numpy arrays.

One call per character is the price of exact boxes; `map` makes these calls without running Python
code for each of them.
"""

import ctypes
from collections import deque
from collections.abc import Iterable
from itertools import compress, pairwise, repeat
from typing import Any

import msgspec
import numpy as np

from jixiao.reading.pdf.library import (
    INT,
    POINTER,
    UINT,
    address,
    close_page,
    function,
    load_page,
)

Array = np.ndarray[Any, np.dtype[Any]]

REPLACEMENT = 0xFFFD
MOST_CHARACTERS = 200_000
MOST_OBJECTS = 400_000
_MOST_SEGMENTS = 20_000
_DEEPEST_FORM = 8
_THIN = 3.0  # points: a filled shape up to this wide is a rule
_PATH, _IMAGE, _FORM = 2, 3, 5  # FPDF_PAGEOBJ_*
_DRAWN = {_PATH, _IMAGE, _FORM}
_LINE, _BEZIER, _MOVE = 0, 1, 2  # FPDF_SEGMENT_*
_IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_INVISIBLE = 3  # FPDF_TEXTRENDERMODE_INVISIBLE: what OCR puts behind a scan

_place_of = np.zeros(0x10000, np.int32)

Matrix = tuple[float, float, float, float, float, float]

_load_text = function("FPDFText_LoadPage", POINTER, result=POINTER)
_close_text = function("FPDFText_ClosePage", POINTER, result=None)
_count_characters = function("FPDFText_CountChars", POINTER)
_count_objects = function("FPDFPage_CountObjects", POINTER)
_page_box = function("FPDF_GetPageBoundingBox", POINTER, POINTER)
_rotation = function("FPDFPage_GetRotation", POINTER)
_unicode = function("FPDFText_GetUnicode", result=UINT)
_box = function("FPDFText_GetCharBox")
_matrix = function("FPDFText_GetMatrix")
_generated = function("FPDFText_IsGenerated")
_text = function("FPDFText_GetText", POINTER, INT, INT, POINTER)
_nameless = function("FPDFText_HasUnicodeMapError")
_text_object = function("FPDFText_GetTextObject", POINTER, INT, result=POINTER)
_render_mode = function("FPDFTextObj_GetTextRenderMode", POINTER)
_object = function("FPDFPage_GetObject", result=POINTER)
_object_type = function("FPDFPageObj_GetType", POINTER)
_bounds = function("FPDFPageObj_GetBounds", *[POINTER] * 5)
_object_matrix = function("FPDFPageObj_GetMatrix", *[POINTER] * 2)
_fill_colour = function("FPDFPageObj_GetFillColor", *[POINTER] * 5)
_draw_mode = function("FPDFPath_GetDrawMode", *[POINTER] * 3)
_count_segments = function("FPDFPath_CountSegments", POINTER)
_segment = function("FPDFPath_GetPathSegment", POINTER, INT, result=POINTER)
_segment_type = function("FPDFPathSegment_GetType", POINTER)
_segment_close = function("FPDFPathSegment_GetClose", POINTER)
_segment_point = function("FPDFPathSegment_GetPoint", *[POINTER] * 3)
_clip = function("FPDFPageObj_GetClipPath", POINTER, result=POINTER)
_count_clips = function("FPDFClipPath_CountPaths", POINTER)
_count_clip_segments = function("FPDFClipPath_CountPathSegments", POINTER, INT)
_clip_segment = function("FPDFClipPath_GetPathSegment", POINTER, INT, INT, result=POINTER)
_count_in_form = function("FPDFFormObj_CountObjects", POINTER)
_object_in_form = function("FPDFFormObj_GetObject", POINTER, ctypes.c_ulong, result=POINTER)


class TooMuchOnPage(Exception):  # noqa: N818 - names the state of a page
    """A page with more characters or objects than any print holds."""


class Characters(msgspec.Struct, eq=False):
    """The drawn characters of a page, in the order of the text layer, in the page's own space.

    ``box`` is left, bottom, right, top of the glyph itself; ``matrix`` that of its text.
    """

    index: Array
    code: Array
    box: Array
    matrix: Array


class Shapes(msgspec.Struct, eq=False):
    """Rules and fills of a page, as boxes (left, bottom, right, top) in the page's own space."""

    rules: list[tuple[float, float, float, float]] = []
    fills: list[tuple[float, float, float, float]] = []
    images: list[tuple[float, float, float, float]] = []
    forms: bool = False


# Where pdfium writes what it says of some characters: to make an address for each call would take
# longer than the call. It gives left, right, bottom, top.
_AT_ONCE = 1024
_boxes, _matrices = np.zeros((_AT_ONCE, 4)), np.zeros((_AT_ONCE, 6), np.float32)


def _places(rows: Array, offset: int = 0) -> list[Any]:
    """Addresses in each of some rows."""
    first = rows.ctypes.data + offset
    return [address(first + number * rows.strides[0]) for number in range(len(rows))]


_sides_at = [_places(_boxes, 8 * side) for side in (0, 2, 1, 3)]
_matrices_at = _places(_matrices)


def _run(calls: Iterable[object]) -> None:
    deque(calls, maxlen=0)


class NativePage:
    """One open page of a document; close it when done."""

    def __init__(self, document: int | None, number: int) -> None:
        self._page = address(load_page(document, number))
        self._text = address(_load_text(self._page)) if self._page else None

    @property
    def is_open(self) -> bool:
        """Whether pdfium could parse the page."""
        return self._text is not None

    def close(self) -> None:
        """Give the page's memory back."""
        if self._text:
            _close_text(self._text)
        if self._page:
            close_page(self._page)
        self._page = self._text = None

    def frame(self) -> tuple[tuple[float, float, float, float], int]:
        """The visible box (left, bottom, right, top), and how often 90° clockwise it is turned."""
        box = (ctypes.c_float * 4)()  # FS_RECTF: left, top, right, bottom
        _page_box(self._page, ctypes.addressof(box))
        left, top, right, bottom = box
        return (left, bottom, right, top), _rotation(self._page) % 4

    def characters(self) -> Characters:
        """All drawn characters; the spaces and line ends that pdfium adds are left out."""
        count = max(0, _count_characters(self._text))
        if count > MOST_CHARACTERS:
            raise TooMuchOnPage(f"{count} 个字")
        page = self._text
        code = self._codes(count)
        # Line ends are always added ones; among spaces and the mark for a hyphen, pdfium must say.
        kept = (code != 13) & (code != 10)
        for space in np.flatnonzero(code == 32).tolist():
            if _generated(page, space):
                kept[space] = False
        index = np.flatnonzero(kept)
        numbers = index.tolist()
        code = code[index]
        code[(code == 2) | (code == 0xFFFE)] = ord("-")
        size = len(numbers)
        box = np.empty((size, 4))
        matrix = np.empty((size, 6), np.float32)
        for start in range(0, size, _AT_ONCE):
            part = numbers[start : start + _AT_ONCE]
            _boxes.fill(0)
            _matrices.fill(0)
            _run(map(_box, repeat(page), part, *_sides_at))
            _run(map(_matrix, repeat(page), part, _matrices_at))
            box[start : start + len(part)] = _boxes[: len(part)]
            matrix[start : start + len(part)] = _matrices[: len(part)]
        return Characters(index, code, box, matrix)

    def _codes(self, count: int) -> Array:
        """The code points; those of glyphs whose font does not say which characters they are marked.

        All at once where the text has as many units as characters: glyphs without any are left out.
        """
        page = self._text
        units = np.zeros(2 * count + 2, np.uint16)
        if _text(page, 0, count, units.ctypes.data) == count + 1:
            code = units[:count].astype(np.uint32)
        else:
            code = np.fromiter(map(_unicode, repeat(page), range(count)), np.uint32, count)
        # One place of each code tells whether there are any: what such a font prints is no text.
        places = np.arange(count)
        _place_of[code & 0xFFFF] = places
        ones = np.flatnonzero(_place_of[code & 0xFFFF] == places).tolist()
        if any(map(_nameless, repeat(page), ones)) or not code.all():
            nameless = np.fromiter(map(_nameless, repeat(page), range(count)), bool, count)
            code[nameless | (code == 0)] = REPLACEMENT
        return code

    def is_faint(self, index: int) -> bool:
        """Whether a character is drawn in a light or translucent colour, as watermarks are."""
        found = _text_object(self._text, index)
        return found is not None and _ink(found) < _FAINT

    def is_invisible(self, index: int) -> bool:
        """Whether a character is there to be searched, not to be seen."""
        found = _text_object(self._text, index)
        return found is not None and _render_mode(found) == _INVISIBLE

    def text_object(self, index: int) -> int | None:
        """What the text that a character is of is drawn as."""
        found: int | None = _text_object(self._text, index)
        return found

    def own_matrix(self, index: int) -> Matrix:
        """The matrix of the text that a character is of, in the space of what it is drawn in."""
        found = _text_object(self._text, index)
        return _IDENTITY if found is None else _matrix_of(found)

    def clip(self, index: int) -> Array | None:
        """The box of the text that a character is of, and the box in which it may be seen.

        In the space of what they are drawn in, which for a form object is not that of the page.
        """
        found = _text_object(self._text, index)
        return None if found is None else _clip_of(found)

    def shapes(self) -> Shapes:
        """Rules, fills and pictures, those inside form objects too."""
        found = Shapes()
        count = _count_objects(self._page)
        if count > MOST_OBJECTS:
            raise TooMuchOnPage(f"{count} 个图元")
        objects = list(map(_object, repeat(self._page), range(count)))
        _collect(objects, _IDENTITY, found, 0)
        return found


_FAINT = 0.45  # of full black


def _ink(page_object: int) -> float:
    """How dark the fill of an object is, from 0 (white or clear) to 1."""
    colour = (ctypes.c_uint * 4)()
    at = ctypes.addressof(colour)
    if not _fill_colour(page_object, at, at + 4, at + 8, at + 12):
        return 1.0
    red, green, blue, alpha = colour
    return (1 - min(red, green, blue) / 255) * alpha / 255


def _clip_of(page_object: int) -> Array | None:
    clip = _clip(page_object)
    sides = (ctypes.c_float * 4)()
    at = ctypes.addressof(sides)
    if not clip or not _bounds(page_object, at, at + 4, at + 8, at + 12):
        return None
    low, high = np.array((-np.inf, -np.inf)), np.array((np.inf, np.inf))
    own = list(sides)
    for path in range(max(0, _count_clips(clip))):
        points = []
        for number in range(min(_count_clip_segments(clip, path), _MOST_SEGMENTS)):
            _segment_point(_clip_segment(clip, path, number), at, at + 4)
            points.append(sides[:2])
        if points:
            low, high = np.maximum(low, np.min(points, 0)), np.minimum(high, np.max(points, 0))
    return np.array((own, (*low, *high)))


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    k, m, n, o, p, q = other
    return (
        a * k + b * n, a * m + b * o, c * k + d * n, c * m + d * o,
        e * k + f * n + p, e * m + f * o + q,
    )  # fmt: skip


def _matrix_of(page_object: int) -> Matrix:
    matrix = (ctypes.c_float * 6)()
    if not _object_matrix(page_object, ctypes.addressof(matrix)):
        return _IDENTITY
    a, b, c, d, e, f = matrix
    return a, b, c, d, e, f


def _moved(box: tuple[float, ...], matrix: Matrix) -> tuple[float, float, float, float]:
    left, bottom, right, top = box
    if matrix is _IDENTITY:
        return left, bottom, right, top
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x in (left, right) for y in (bottom, top)]
    ys = [b * x + d * y + f for x in (left, right) for y in (bottom, top)]
    return min(xs), min(ys), max(xs), max(ys)


def _collect(objects: list[int], matrix: Matrix, found: Shapes, depth: int) -> None:
    box = (ctypes.c_float * 4)()
    at = ctypes.addressof(box)
    mode = (ctypes.c_int * 2)()
    fill_at, stroke_at = ctypes.addressof(mode), ctypes.addressof(mode) + 4
    kinds = list(map(_object_type, objects))
    for page_object, kind in compress(
        zip(objects, kinds, strict=True), map(_DRAWN.__contains__, kinds)
    ):
        if kind == _FORM:
            _collect_form(page_object, matrix, found, depth)
            found.forms = True
            continue
        if not _bounds(page_object, at, at + 4, at + 8, at + 12):
            continue
        bounds = _moved(tuple(box), matrix)
        if kind == _IMAGE:
            found.images.append(bounds)
            continue
        _draw_mode(page_object, fill_at, stroke_at)
        filled, stroked = mode
        if not filled and not stroked:
            continue
        if min(bounds[2] - bounds[0], bounds[3] - bounds[1]) <= _THIN:
            found.rules.append(bounds)
        else:
            _collect_path(page_object, matrix, found, stroked=bool(stroked))
        if len(found.rules) > MOST_OBJECTS:
            raise TooMuchOnPage(f"{len(found.rules)} 条线")


def _collect_form(form: int, matrix: Matrix, found: Shapes, depth: int) -> None:
    count = _count_in_form(form)
    if depth >= _DEEPEST_FORM or count <= 0:
        return
    if count > MOST_OBJECTS:
        raise TooMuchOnPage(f"{count} 个图元")
    objects = list(map(_object_in_form, repeat(form), range(count)))
    _collect(objects, _times(_matrix_of(form), matrix), found, depth + 1)


def _collect_path(path: int, matrix: Matrix, found: Shapes, *, stroked: bool) -> None:
    """The rules and fills of a path of several parts; curved parts are no rules."""
    count = _count_segments(path)
    if not 0 < count <= _MOST_SEGMENTS:
        return
    matrix = _times(_matrix_of(path), matrix)
    points: list[tuple[float, float]] = []
    curved = False
    parts: list[list[tuple[float, float]]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    x_at, y_at = ctypes.addressof(x), ctypes.addressof(y)
    for number in range(count):
        segment = _segment(path, number)
        kind = _segment_type(segment)
        if kind == _MOVE:
            if points and not curved:
                parts.append(points)
            points, curved = [], False
        curved = curved or kind == _BEZIER
        _segment_point(segment, x_at, y_at)
        a, b, c, d, e, f = matrix
        points.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        if _segment_close(segment) and points:
            points.append(points[0])
    if points and not curved:
        parts.append(points)
    dark = not stroked and _ink(path) > _WHITE
    for part in parts:
        _take_part(part, found, stroked=stroked, dark=dark)


_WHITE = 0.02


def _take_part(
    part: list[tuple[float, float]], found: Shapes, *, stroked: bool, dark: bool
) -> None:
    xs, ys = [point[0] for point in part], [point[1] for point in part]
    box = (min(xs), min(ys), max(xs), max(ys))
    if min(box[2] - box[0], box[3] - box[1]) <= _THIN:
        found.rules.append(box)
    elif stroked:
        for (x0, y0), (x1, y1) in pairwise(part):
            if abs(x0 - x1) <= 1 or abs(y0 - y1) <= 1:
                found.rules.append((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
    elif dark and _is_rectangle(part):
        found.fills.append(box)


def _is_rectangle(part: list[tuple[float, float]]) -> bool:
    return all(abs(x0 - x1) <= 1 or abs(y0 - y1) <= 1 for (x0, y0), (x1, y1) in pairwise(part))
