"""One reading of a PDF file by another tool, in an environment of its own; prints what it found.

Called by `bench/documents.py` as ``python bench/peers.py TOOL FILE``; knows nothing of jixiao.
"""

import json
import logging
import sys
import time
from pathlib import Path

Rows = list[list[str]]


def pdfplumber(path: str) -> Rows:
    """With its own defaults: by the lines of the page."""
    import pdfplumber  # noqa: PLC0415 - one tool a process

    rows: Rows = []
    with pdfplumber.open(path) as document:
        for page in document.pages:
            for table in page.extract_tables():
                rows += [[cell or "" for cell in row] for row in table]
            page.close()
    return rows


def camelot(path: str) -> Rows:
    """Lattice: by the lines of the page."""
    import camelot  # noqa: PLC0415

    tables = camelot.read_pdf(path, pages="all", flavor="lattice")
    return [[str(cell) for cell in row] for table in tables for row in table.df.values.tolist()]


def img2table(path: str) -> Rows:
    """From a picture of each page, with the text of the file."""
    from img2table.document import PDF  # noqa: PLC0415

    rows: Rows = []
    for tables in PDF(path).extract_tables().values():
        for table in tables:
            rows += [[cell.value or "" for cell in row] for row in table.content.values()]
    return rows


TOOLS = {"pdfplumber": pdfplumber, "camelot": camelot, "img2table": img2table}


def main() -> None:
    """Time the tool and print its rows as JSON."""
    logging.disable(logging.WARNING)
    tool, path = sys.argv[1:3]
    wall, cpu = time.perf_counter(), time.process_time()
    rows = TOOLS[tool](path)
    seconds = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
    status = Path("/proc/self/status").read_text("ascii")
    peak = int(status.split("VmHWM:")[1].split()[0]) / 1024
    json.dump({**seconds, "peak": peak, "rows": rows}, sys.stdout)


if __name__ == "__main__":
    main()
