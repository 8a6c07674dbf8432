"""Mutilated PDF files: handmade ones, and real or printed ones from a folder."""

import os
import random
import re
import sys
from pathlib import Path

from tests.reading.pdf_builder import Page, pdf

from jixiao.model import Document, UnreadableDocument
from jixiao.reading.pdf import PdfReader
from jixiao.understanding import understand

NUMBERS = [b"0", b"-1", b"1e38", b"99999999999", b"0.0000001", b"NaN", b"65536", b"-2147483649"]
WORDS = [
    b"re", b"f", b"S", b"cm", b"Do", b"Tj", b"q", b"Q", b"Tm", b"BT", b"ET", b"obj", b"endobj", b"stream",
    b"endstream", b"/Kids", b"/Count", b"/Parent", b"/Length", b"/Rotate 90", b"/MediaBox[0 0 0 0]", b"<<", b">>",
]  # fmt: skip
_TOKEN = re.compile(rb"-?\d+\.?\d*|/?[A-Za-z]+")
_LARGEST = 60_000


def sources() -> list[bytes]:
    """Handmade files with plain streams, so that a change reaches what pdfium makes of them."""
    xs, ys = (50, 150, 250, 350), (250, 220, 190, 160)
    header = Page().grid(xs, ys)
    for number, words in enumerate(
        ("name", "1,234.50", "text", "more", "12", "(x)", "y", "0.1", "z")
    ):
        header.text(xs[number % 3] + 4, ys[number // 3] - 18, words)
    bars = Page(rotate=90).bar(50, 50, 200, 0.5).bar(50, 80, 200, 0.5).bar(50, 50, 0.5, 30)
    bars.bar(150, 50, 0.5, 30).bar(250, 50, 0.5, 30).text(60, 60, "a").text(160, 60, "b")
    loose = Page()
    for row in range(6):
        for column in range(5):
            loose.text(20 + 75 * column, 250 - 20 * row, f"{row}{column}.00")
    over = Page().picture().text(80, 90, "MARK", size=40, turn="0.8 0.6 -0.6 0.8")
    made = [
        pdf(header, plain=True),
        pdf(bars, header, plain=True),
        pdf(loose, plain=True),
        pdf(header, over, form=True, plain=True),
    ]
    folder = os.environ.get("JIXIAO_REAL_DOCUMENTS")
    real = sorted(Path(folder).glob("*.pdf")) if folder else []
    return made + [path.read_bytes() for path in real if path.stat().st_size < _LARGEST]


def mutate(content: bytes, chance: random.Random) -> bytes:
    """Bytes after a few cuts, copies and flips; half of the changes hit a number or a word."""
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(content) + 1)
        match chance.randrange(6):
            case 0:
                content = content[:at] + content[at + chance.randint(1, 400) :]
            case 1:
                content = content[: at + chance.randint(1, 400)] + content[at:]
            case 2:
                content = content[:at] + chance.randbytes(chance.randint(1, 4)) + content[at + 4 :]
            case _:
                token = _TOKEN.search(content, at)
                if token is not None:
                    new = chance.choice(NUMBERS if token[0][-1:].isdigit() else WORDS)
                    content = content[: token.start()] + new + content[token.end() :]
    return content


def run(cases: int, seed: int) -> dict[str, int]:
    """Counts of outcomes; any other exception than the documented one ends the run."""
    whole = sources()
    reader = PdfReader()
    counts = {"read": 0, "unreadable": 0, "died": 0}
    for case in range(cases):
        chance = random.Random(f"{seed}-{case}")
        document = Document(
            f"case-{case}.pdf", b"%PDF-1.7\n" + mutate(chance.choice(whole), chance)
        )
        try:
            raw = reader.read(document)
        except UnreadableDocument as error:
            counts["died" if "子进程" in error.problem else "unreadable"] += 1
            continue
        except Exception:
            print(f"seed {seed}, case {case}", file=sys.stderr)
            raise
        cells = [c.text for table in raw.tables for row in table.rows for c in row]
        if "".join([*cells, *(c.text for c in raw.overlays)]) != raw.text:
            raise AssertionError(f"seed {seed}, case {case}: text and cells differ")
        try:
            understand(raw)
        except UnreadableDocument:
            pass
        except Exception:
            print(f"seed {seed}, case {case}", file=sys.stderr)
            raise
        counts["read"] += 1
    return counts
