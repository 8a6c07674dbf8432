"""Files made to do harm end in a documented error, soon, and leave nothing behind."""

import io
import struct
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable

import pytest
from tests.reading.hostile import compound, document, package, workbook
from tests.reading.rendering import as_docx, as_html, as_xlsx, truth

from jixiao.model import Document, RawDocument, UnreadableDocument
from jixiao.pipeline import read
from jixiao.reading import read_raw
from jixiao.reading.workbook import WorkbookReader

ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'
FAR = "<sheetData>" + ONE + '<row r="{row}"><c r="{cell}"><v>1</v></c></row></sheetData>'
ENTITY_BOMB = '<!DOCTYPE a [<!ENTITY b0 "xxxxxxxxxx">' + "".join(
    f'<!ENTITY b{n} "{f"&b{n - 1};" * 10}">' for n in range(1, 12)
) + "]>"  # fmt: skip
LOCKED_XLS = (
    struct.pack("<HHHHHHII", 0x809, 16, 0x600, 5, 0, 0, 0, 0)
    + struct.pack("<HHHHH", 0x2F, 54, 1, 1, 1)
    + bytes(48)
)


def bomb() -> bytes:
    return package(xl__workbook_xml="<workbook/>", xl__big_xml=bytes(300_000_000))


def overlapping() -> bytes:
    """Thousands of names for the same bytes, as in bombs without nesting."""
    return package(**{f"xl__part{number}_xml": "0" * 9_000 for number in range(11_000)})


def locked_zip() -> bytes:
    """An XLSX whose parts say that they are encrypted, as archivers write it."""
    content = bytearray(as_xlsx(truth("kaifaqu")))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        start = archive.start_dir
    while content[start : start + 4] == b"PK\x01\x02":
        content[start + 8] |= 1
        name, extra, comment = struct.unpack_from("<HHH", content, start + 28)
        start += 46 + name + extra + comment
    return bytes(content)


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        pytest.param(bomb, "异常庞大", id="zip bomb"),
        pytest.param(overlapping, "异常庞大|压缩包", id="overlapping entries"),
        pytest.param(lambda: workbook(FAR.format(row=1_048_576, cell="XFD1048576")), "大得异常|中途退出", id="stray cell at the last corner"),
        pytest.param(lambda: workbook(FAR.format(row=9_999_999, cell="ZZZ9999999")), "损坏|中途退出|大得异常", id="cell beyond the last corner"),
        pytest.param(lambda: workbook(f'<dimension ref="A1:XFD1048576"/><sheetData>{ONE}</sheetData>'), "没有找到", id="dimension alone"),
        pytest.param(
            lambda: workbook(
                FAR.format(row=1_000_000, cell="J1000000")
                + '<mergeCells>' + '<mergeCell ref="A1:XFD1048576"/>' * 200 + "</mergeCells>"
            ),
            "大得异常",
            id="huge merged cells",
        ),
        pytest.param(lambda: workbook("<a>" * 100_000 + "</a>" * 100_000), "损坏", id="deep sheet"),
        pytest.param(lambda: document("<w:tbl><w:tr><w:tc>" * 9_000), "损坏", id="deep Word tables"),
        pytest.param(lambda: document("<w:p><w:r><w:t>&b11;</w:t></w:r></w:p>", ENTITY_BOMB), "没有找到|损坏", id="entity bomb"),
        pytest.param(lambda: b"<html><body>" + b"<table><tr><td>" * 50_000, "没有找到|太深", id="deep HTML tables"),
        pytest.param(lambda: b"<html><body>" + b"<span>" * 50_000 + b"x", "没有找到|太深", id="deep HTML spans"),
        pytest.param(lambda: b"<table>" + b"<tr><td colspan=200 rowspan=200>x" * 3_000, "大得异常", id="huge HTML spans"),
        pytest.param(lambda: compound(EncryptedPackage=b"x", EncryptionInfo=b"x"), "加了密码", id="encrypted Office file"),
        pytest.param(lambda: compound(WordDocument=b"\xec\xa5\xc1" + bytes(8) + b"\x01"), "加了密码", id="encrypted Word 97"),
        pytest.param(lambda: compound(Workbook=LOCKED_XLS), "加了密码", id="locked Excel 97"),
        pytest.param(lambda: compound(Workbook=b"x"), "损坏|没有找到", id="broken Excel 97"),
        pytest.param(lambda: compound(**{"PowerPoint Document": b"x"}), "里面没有表格", id="presentation"),
        pytest.param(lambda: compound(Workbook=LOCKED_XLS)[:700], "损坏", id="cut Excel 97"),
        pytest.param(lambda: ring(), "损坏|没有找到", id="sectors in a ring"),  # noqa: PLW0108 - defined below
        pytest.param(locked_zip, "加了密码", id="encrypted parts"),
    ],
)  # fmt: skip
def test_a_hostile_file_is_refused_within_seconds(make: Callable[[], bytes], reason: str) -> None:
    content = make()
    start = time.monotonic()
    with pytest.raises(UnreadableDocument, match=reason):
        read(content, "a.bin")
    assert time.monotonic() - start < 60


def test_a_stray_cell_at_the_end_of_a_sheet_costs_nothing() -> None:
    raw = read_raw(Document("a.xlsx", workbook(FAR.format(row=1_048_576, cell="B1048576"))))

    assert len(raw.tables[0].rows) < 300
    assert raw.tables[0].rows[-1][1].at(0, 1).cell == "B1048576"


@pytest.mark.parametrize("form", [as_xlsx, as_docx, as_html])
def test_the_bytes_decide_whatever_the_name(form: Callable[..., bytes]) -> None:
    for name in ("表.pdf", "表.txt", "表", "表.xls"):
        assert len(read(form(truth("kaifaqu")), name).table.projects) == 4


def test_external_entities_and_links_are_not_fetched(tmp_path: object) -> None:
    secret = f"{tmp_path}/secret"
    with open(secret, "w") as file:  # noqa: PTH123 - a path in a URL
        file.write("项目名称")
    before = f'<!DOCTYPE a [<!ENTITY x SYSTEM "file://{secret}">]>'
    with pytest.raises(UnreadableDocument, match=r"没有找到|损坏"):
        read(document("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", before), "a.docx")


def test_macros_are_only_bytes() -> None:
    buffer = io.BytesIO(as_xlsx(truth("kaifaqu")))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"Sub Auto_Open()")

    assert len(read(buffer.getvalue(), "a.xlsm").table.projects) == 4


def test_a_child_gives_what_its_reader_gives() -> None:
    given = Document("a.xlsx", as_xlsx(truth("zengcheng")))
    here: RawDocument = WorkbookReader().read(given)

    assert read_raw(given) == here


def test_a_script_without_a_main_guard_can_read(tmp_path: object) -> None:
    book = f"{tmp_path}/a.xlsx"
    with open(book, "wb") as file:  # noqa: PTH123 - as above
        file.write(as_xlsx(truth("kaifaqu")))
    code = f"import jixiao; print(len(jixiao.read({book!r}).table.projects))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)

    assert (result.stdout.split(), result.stderr) == ([b"4"], b"")


def ring() -> bytes:
    """A compound file whose chains of sectors never end, and whose table of sectors is repeated."""
    content = bytearray(compound(Workbook=b"x" * 40_000))
    struct.pack_into("<H", content, 30, 12)
    struct.pack_into("<109I", content, 76, *[0] * 109)
    for at in range(4096, len(content) - 4, 4):
        struct.pack_into("<I", content, at, (at // 4) % 7)
    return bytes(content)
