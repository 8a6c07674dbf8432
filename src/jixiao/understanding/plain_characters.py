"""Radicals that stand for characters become these, recorded once: they come with text copied from PDF."""

from msgspec.structs import replace

from jixiao.model import RawCell, RawDocument
from jixiao.text import RADICALS, plain_forms
from jixiao.understanding.notes import Notes

_MOST_PLACES = 20


def with_plain_characters(raw: RawDocument, notes: Notes) -> RawDocument:
    """The document with its characters in place of radicals that look the same, one for one."""
    if RADICALS.search(raw.text) is None:
        return raw
    forms = plain_forms()
    cells = [cell for table in raw.tables for row in table.rows for cell in row]
    touched = [cell for cell in cells if RADICALS.search(cell.text)]
    before = "".join(dict.fromkeys("".join(RADICALS.findall(raw.text))))
    count = sum(map(len, RADICALS.findall(raw.text)))
    after = before.translate(forms)
    if before == after or not notes.repair(
        "radicals_folded",
        at=tuple(cell.at(0, len(cell.text)) for cell in touched[:_MOST_PLACES]),
        before=before,
        after=after,
        reason=f"有 {count} 个字用的是部首的编码，字形与汉字相同，按汉字读。",
    ):
        return raw

    def plain(cell: RawCell) -> RawCell:
        text = cell.text.translate(forms)
        return cell if text == cell.text else replace(cell, text=text)

    tables = tuple(
        table._replace(rows=tuple(tuple(map(plain, row)) for row in table.rows))
        for table in raw.tables
    )
    return raw._replace(
        text=raw.text.translate(forms),
        tables=tables,
        overlays=tuple(map(plain, raw.overlays)),
    )
