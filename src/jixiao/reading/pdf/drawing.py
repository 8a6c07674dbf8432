"""In the child process: a page as a PNG, the way it is shown, so that places can be marked on it."""

import ctypes
import struct
import zlib
from typing import Any

import numpy as np
import pypdfium2_raw.bindings as pdfium

from jixiao.reading.isolation.messages import Refused
from jixiao.reading.pdf.messages import DrawPage, PageDrawn

ADVICE = "请用 PDF 阅读器打开原文件查看。"

_MOST_PIXELS = 12_000_000
_WHITE = 0xFFFFFFFF
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_GREY, _COLOUR = 0, 2  # colour types of PNG

Array = np.ndarray[Any, np.dtype[Any]]


def draw(document: Any, asked: DrawPage) -> PageDrawn | Refused:
    """The page in the scale asked for, or in a smaller one where it would be too large."""
    page = pdfium.FPDF_LoadPage(document, asked.page)
    if not page:
        return Refused(f"没有第 {asked.page + 1} 页。", ADVICE)
    try:
        width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
        area = max(1.0, width) * max(1.0, height)
        scale = min(asked.scale, (_MOST_PIXELS / area) ** 0.5)
        size = max(1, round(width * scale)), max(1, round(height * scale))
        return PageDrawn(width, height, _png(_pixels(page, *size)))
    except MemoryError:
        return Refused(f"第 {asked.page + 1} 页画不出来。", ADVICE)
    finally:
        pdfium.FPDF_ClosePage(page)


def _pixels(page: Any, width: int, height: int) -> Array:
    """Red, green and blue of each pixel."""
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_BGR, None, 0)
    if not bitmap:
        raise MemoryError
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, _WHITE)
        flags = pdfium.FPDF_ANNOT | pdfium.FPDF_REVERSE_BYTE_ORDER
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, flags)
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        address = ctypes.cast(pdfium.FPDFBitmap_GetBuffer(bitmap), ctypes.c_void_p).value or 0
        raw = (ctypes.c_ubyte * (stride * height)).from_address(address)
        rows = np.frombuffer(raw, np.uint8).reshape(height, stride)[:, : width * 3]
        return rows.reshape(height, width, 3).copy()
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)


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
