"""What pdfium alone needs for a file: every page parsed, its text laid out; nothing taken out."""

import json
import sys
import time
from pathlib import Path

import pypdfium2_raw.bindings as pdfium


def main() -> None:
    """Time it."""
    content = Path(sys.argv[1]).read_bytes()
    pdfium.FPDF_InitLibrary()
    start, wall = time.process_time(), time.perf_counter()
    document = pdfium.FPDF_LoadMemDocument64(content, len(content), None)
    pages = pdfium.FPDF_GetPageCount(document)
    for number in range(pages):
        page = pdfium.FPDF_LoadPage(document, number)
        text = pdfium.FPDFText_LoadPage(page)
        pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(page)
    took = {"cpu": time.process_time() - start, "wall": time.perf_counter() - wall}
    json.dump({**took, "pages": pages}, sys.stdout)


if __name__ == "__main__":
    main()
