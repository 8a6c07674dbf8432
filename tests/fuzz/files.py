"""Mutated files of every kind but PDF: real ones where they are at hand, and generated ones."""

import io
import os
import random
import sys
import zipfile
from pathlib import Path
from unittest.mock import patch

from tests.fuzz.mutation import PIECES, Progress, mutate
from tests.reading.hostile import compound
from tests.reading.rendering import as_csv, as_docx, as_html, as_markdown, as_xlsx, truth

from jixiao.model import Document, UnreadableDocument
from jixiao.reading import read_raw
from jixiao.reading.office import libreoffice, reader
from jixiao.understanding import understand

_RAW = 0.3  # share of zipped files that are mutated as they lie, rather than inside
_OLE = b"\xd0\xcf\x11\xe0"
_TAGS = [
    b"<",
    b"/>",
    b"&x;",
    b"<w:tbl>",
    b"</w:tc>",
    b'r="ZZ99999"',
    b'<c r="A1"/>',
    b"<td rowspan=9>",
]


def seeds(*, convert: bool) -> dict[str, list[bytes]]:
    """Files to mutate, by the kind of their reader.

    Args:
        convert: Also those that LibreOffice makes of the generated ones, where it is installed.
    """
    right = truth("kaifaqu")
    book, text = as_xlsx(right), as_docx(right)
    found = {
        "xlsx": [book],
        "docx": [text],
        "html": [as_html(right), as_html(right).decode().encode("gb18030")],
        "markdown": [as_markdown(right)],
        "csv": [as_csv(right), as_csv(right, "gb18030")],
        "ole": [compound(Workbook=bytes(5000)), compound(EncryptedPackage=b"x")],
    }
    program = libreoffice.find_libreoffice() if convert else None
    if program is not None:
        for form, kind in (("xls", "ole"), ("ods", "ods")):
            found.setdefault(kind, []).append(_converted(program, book, form))
    folder = os.environ.get("JIXIAO_REAL_DOCUMENTS")
    for path in sorted(Path(folder).iterdir()) if folder else ():
        kind = {".xls": "ole"}.get(path.suffix, path.suffix[1:])
        if kind in found:
            found[kind].append(path.read_bytes())
    return found


def _converted(program: str, book: bytes, form: str) -> bytes:
    # The converter knows only the forms that readers need; here others are wanted.
    before = dict(libreoffice._FILTERS)
    libreoffice._FILTERS[form] = form
    try:
        return libreoffice.convert(program, book, "xlsx", form)
    finally:
        libreoffice._FILTERS.clear()
        libreoffice._FILTERS.update(before)


def mutated(content: bytes, chance: random.Random) -> bytes:
    """Bytes with some damage; of a zipped file mostly inside one of its parts.

    In a compound file mostly without a shift, which would only break its table of sectors.
    """
    if content.startswith(_OLE) and chance.random() > _RAW:
        return _overwritten(content, chance)
    if not content.startswith(b"PK") or chance.random() < _RAW:
        return mutate(content, chance)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    names = [name for name in parts if name.endswith((".xml", ".rels"))]
    # The parts that matter most are the largest.
    victim = chance.choices(names, [len(parts[name]) for name in names])[0]
    parts[victim] = mutate(parts[victim], chance, [*PIECES, *_TAGS])
    if chance.random() < 0.1:
        del parts[chance.choice(names)]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return buffer.getvalue()


def _overwritten(content: bytes, chance: random.Random) -> bytes:
    damaged = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(damaged))
        damaged[at : at + 2] = chance.choice((b"\xff\xff", b"\x00\x00", chance.randbytes(2)))
    return bytes(damaged[: len(content)])


@patch.object(reader, "find_libreoffice", lambda: None)
def run_files(kind: str, contents: list[bytes], cases: int, seed: int) -> dict[str, int]:
    """Counts of outcomes; any other exception than the documented one ends the run."""
    counts = {"read": 0, "unreadable": 0}
    progress = Progress(f"{kind} files", cases)
    for case in range(cases):
        progress.at(case)
        chance = random.Random(f"{seed}-{kind}-{case}")
        content = mutated(chance.choice(contents), chance)
        try:
            raw = read_raw(Document(f"{kind}-{case}", content))
            ledger = understand(raw).reading.ledger
        except UnreadableDocument:
            counts["unreadable"] += 1
            continue
        except Exception:
            print(f"seed {seed}, {kind}, case {case}", file=sys.stderr)
            raise
        if ledger.fields + ledger.furniture + ledger.unread + ledger.outside != len(raw.text):
            raise AssertionError(f"seed {seed}, {kind}, case {case}: the ledger does not balance")
        counts["read"] += 1
    return counts
