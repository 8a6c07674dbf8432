"""In the child process: a page as a PNG, the way it is shown, so that places can be marked on it."""

import ctypes
import struct
import zlib
from typing import Any

import numpy as np

from jixiao.reading.isolation.messages import Refused
from jixiao.reading.pdf.library import INT, POINTER, close_page, function, load_page
from jixiao.reading.pdf.messages import DrawPage, PageDrawn

_width = function("FPDF_GetPageWidthF", POINTER, result=ctypes.c_float)
_height = function("FPDF_GetPageHeightF", POINTER, result=ctypes.c_float)
_create = function("FPDFBitmap_CreateEx", INT, INT, INT, POINTER, INT, result=POINTER)
_fill = function("FPDFBitmap_FillRect", POINTER, INT, INT, INT, INT, ctypes.c_ulong)
_render = function("FPDF_RenderPageBitmap", POINTER, POINTER, *[INT] * 6, result=None)
_stride = function("FPDFBitmap_GetStride", POINTER)
_buffer = function("FPDFBitmap_GetBuffer", POINTER, result=POINTER)
_destroy = function("FPDFBitmap_Destroy", POINTER, result=None)
_BGR = 2  # FPDFBitmap_BGR
_ANNOTATIONS, _RED_FIRST = 0x01, 0x10  # FPDF_ANNOT, FPDF_REVERSE_BYTE_ORDER

ADVICE = "请用 PDF 阅读器打开原文件查看。"

_MOST_PIXELS = 12_000_000
_WHITE = 0xFFFFFFFF
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_GREY, _COLOUR = 0, 2  # colour types of PNG

Array = np.ndarray[Any, np.dtype[Any]]


def draw(document: Any, asked: DrawPage) -> PageDrawn | Refused:
    """The page in the scale asked for, or in a smaller one where it would be too large."""
    page = load_page(document, asked.page)
    if not page:
        return Refused(f"没有第 {asked.page + 1} 页。", ADVICE)
    try:
        width, height = _width(page), _height(page)
        area = max(1.0, width) * max(1.0, height)
        scale = min(asked.scale, (_MOST_PIXELS / area) ** 0.5)
        size = max(1, round(width * scale)), max(1, round(height * scale))
        return PageDrawn(width, height, _png(_pixels(page, *size)))
    except MemoryError:
        return Refused(f"第 {asked.page + 1} 页画不出来。", ADVICE)
    finally:
        close_page(page)


def _pixels(page: Any, width: int, height: int) -> Array:
    """Red, green and blue of each pixel."""
    bitmap = _create(width, height, _BGR, None, 0)
    if not bitmap:
        raise MemoryError
    try:
        _fill(bitmap, 0, 0, width, height, _WHITE)
        flags = _ANNOTATIONS | _RED_FIRST
        _render(bitmap, page, 0, 0, width, height, 0, flags)
        stride = _stride(bitmap)
        address = _buffer(bitmap)
        raw = (ctypes.c_ubyte * (stride * height)).from_address(address)
        rows = np.frombuffer(raw, np.uint8).reshape(height, stride)[:, : width * 3]
        return rows.reshape(height, width, 3).copy()
    finally:
        _destroy(bitmap)


def _png(pixels: Array) -> bytes:
    height, width, _ = pixels.shape
    is_grey = bool((pixels == pixels[:, :, :1]).all())
    lines = pixels[:, :, 0] if is_grey else pixels.reshape(height, width * 3)
    # Before each line its filter: none.
    content = np.concatenate((np.zeros((height, 1), np.uint8), lines), axis=1).tobytes()
    head = struct.pack(">IIBBBBB", width, height, 8, _GREY if is_grey else _COLOUR, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(content, 4)), (b"IEND", b""))
    return _SIGNATURE + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
