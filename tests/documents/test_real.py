"""Real documents, from the folder in JIXIAO_REAL_DOCUMENTS; without it there is nothing to test."""

import contextlib
import os
from pathlib import Path

import pytest

from jixiao.model import Document, UnreadableDocument
from jixiao.pipeline import read
from jixiao.reading.pdf import PdfReader

_FOLDER = os.environ.get("JIXIAO_REAL_DOCUMENTS")
DOCUMENTS = sorted(Path(_FOLDER).glob("*.pdf")) if _FOLDER else []
# What is known of some of them: budgets in which no target table stands.
WITHOUT_TABLE = [p for p in DOCUMENTS if p.stem.startswith(("no-target-table", "narrative-only"))]

# Under a condition, because a test without parameters would count as skipped.
if DOCUMENTS:

    @pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
    def test_every_document_is_read_or_refused_with_a_reason(path: Path) -> None:
        content = path.read_bytes()
        raw = PdfReader().read(Document(path.name, content))

        cells = [c for table in raw.tables for row in table.rows for c in row] + [*raw.overlays]
        assert "".join(cell.text for cell in cells) == raw.text
        with contextlib.suppress(UnreadableDocument):
            ledger = read(content, path.name).ledger
            parts = ledger.fields + ledger.furniture + ledger.unread + ledger.outside
            assert parts == ledger.characters


if WITHOUT_TABLE:

    @pytest.mark.parametrize("path", WITHOUT_TABLE, ids=lambda path: path.stem)
    def test_a_document_without_target_table_says_so(path: Path) -> None:
        with pytest.raises(UnreadableDocument, match="没有找到项目支出绩效目标表"):
            read(path)
