"""The same table as workbook, Word document, web page, Markdown and CSV gives the same records."""

from collections.abc import Callable

import pytest
from tests.reading.rendering import (
    as_csv,
    as_docx,
    as_html,
    as_markdown,
    as_xlsx,
    truth,
    zipped,
)

from jixiao.model import Place, Reading, UnreadableDocument
from jixiao.pipeline import read
from jixiao.text import fold

SAMPLES = ("baiyun", "zengcheng", "tianhe", "kaifaqu", "huadu")
FORMS: dict[str, Callable[[Reading], bytes]] = {
    "workbook": as_xlsx,
    "docx": as_docx,
    "html": as_html,
    "markdown": as_markdown,
    "csv": as_csv,
}


def content(reading: Reading) -> list[object]:
    """All that a table says, white space aside."""
    return [
        (
            fold(unit.name or ""),
            unit.funding.total,
            [
                (
                    fold(project.name or ""),
                    project.funding,
                    fold(project.objective or ""),
                    [(i.class_, fold(i.text).rstrip("。;；,，:：")) for i in project.indicators],
                )
                for project in unit.projects
            ],
        )
        for table in reading.tables
        for unit in table.spending_units
    ]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("sample", SAMPLES)
def test_every_form_of_a_table_gives_the_same_records(sample: str, form: str) -> None:
    right = truth(sample)

    found = read(FORMS[form](right), f"{sample}.bin")

    assert found.source.reader == form
    assert not found.source.recognised
    assert len(found.tables) == 1
    assert found.table.department == right.table.department
    assert found.table.amount_unit == "万元"
    assert found.table.grand_total == right.table.grand_total
    assert content(found) == content(right)
    ledger = found.ledger
    assert ledger.fields + ledger.furniture + ledger.unread + ledger.outside == ledger.characters
    assert [one for one in found.repairs if "amount" in one.kind] == []


def test_a_table_may_stand_anywhere_in_a_sheet_and_knows_its_cells() -> None:
    right = truth("kaifaqu")

    found = read(as_xlsx(right, first_row=4, first_column=2), "a.xlsx")

    assert content(found) == content(right)
    project = found.table.projects[0]
    assert project.at.name == (Place(sheet="目标表", cell="C10"),)
    assert project.at.total == (Place(sheet="目标表", cell="D10"),)
    assert project.indicators[1].at == (Place(sheet="目标表", cell="I10"),)


def test_gb18030_is_read_too() -> None:
    right = truth("tianhe")

    assert content(read(as_csv(right, "gb18030"), "a.csv")) == content(right)


def test_text_around_a_table_is_outside() -> None:
    found = read(as_docx(truth("kaifaqu")), "a.docx")

    assert [kind for kind in found.ledger.by_kind if kind.startswith("outside")] == ["outside:正文"]
    assert found.ledger.outside == len("第二部分 预算表名词解释：基本支出是为保障机构运转的支出。")


WORKBOOK = b"<workbook xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'/>"
ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "cccccccccc">'
    + b"".join(
        f'<!ENTITY b{n} "{"&b" + str(n - 1) * (n > 1) + ";"}{"&b" + str(n - 1) * (n > 1) + ";"}">'.encode()
        for n in range(1, 40)
    )
    + b"]><w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
    b"<w:body><w:p><w:r><w:t>&b39;</w:t></w:r></w:p></w:body></w:document>"
)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (as_xlsx(truth("kaifaqu"))[:-200], "损坏"),
        (as_docx(truth("kaifaqu"))[:9000], "损坏"),
        (zipped(xl__workbook_xml=WORKBOOK), "损坏"),
        (zipped(xl__workbook_xml=WORKBOOK, bomb=b"0" * 200_000_000), "异常庞大"),
        (zipped(word__document_xml=b"<not closed"), "损坏"),
        (zipped(word__document_xml=ENTITIES), "损坏|没有找到"),
        (zipped(a_txt=b"x"), "压缩包"),
        (zipped(OFD_xml=b"<ofd/>"), "OFD.*打印为 PDF"),
        (b"From: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n", "MHT"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "Workbook".encode("utf-16-le"), "损坏"),
        (b"<html><body></body></html>", "没有找到"),
        (b"<!doctype html><table><tr><td>" * 2000, "没有找到"),
        (b"a,b,c,d,e\n\"1,2,3,4,5\n" * 50, "没有找到"),
    ],
)  # fmt: skip
def test_bad_files_are_refused_with_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableDocument, match=reason):
        read(data, "a.bin")


def test_external_entities_are_not_fetched() -> None:
    content = (
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
        b"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
        b"<w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
    )
    with pytest.raises(UnreadableDocument, match="没有找到"):
        read(zipped(word__document_xml=content), "a.docx")
