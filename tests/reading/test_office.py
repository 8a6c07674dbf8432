"""DOC, WPS, ET, RTF and ODT through LibreOffice: a real one, or a message where there is none."""

import contextlib
import csv
import datetime
import io
import shutil
import socket
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reading.hostile import compound
from tests.reading.rendering import as_csv, as_docx, as_xlsx, truth
from tests.reading.test_other_files import content

from jixiao.model import Document, UnreadableDocument
from jixiao.pipeline import read
from jixiao.reading import ole, read_raw
from jixiao.reading.office import libreoffice, old_word, reader

RTF = b"{\\rtf1\\ansi a}"
needs_libreoffice = pytest.mark.skipif(
    libreoffice.find_libreoffice() is None, reason="LibreOffice (soffice) is not installed here"
)


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same table in old forms, made by LibreOffice itself."""
    folder = tmp_path_factory.mktemp("old")
    (folder / "a.docx").write_bytes(as_docx(truth("kaifaqu")))
    (folder / "last.docx").write_bytes(ending_with_the_table(as_docx(truth("kaifaqu"))))
    (folder / "a.xlsx").write_bytes(as_xlsx(truth("kaifaqu")))
    (folder / "hidden.xlsx").write_bytes(partly_hidden())
    program = libreoffice.find_libreoffice()
    assert program is not None
    documents, workbooks = ("a.docx", "last.docx"), ("a.xlsx", "hidden.xlsx")
    forms = {
        "doc": documents,
        "rtf": documents,
        "odt": documents,
        "xls": workbooks,
        "ods": workbooks,
    }
    for form, names in forms.items():
        subprocess.run(
            [program, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
             "--convert-to", form, "--outdir", str(folder), *(str(folder / one) for one in names)],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
    return folder


def ending_with_the_table(content: bytes) -> bytes:
    document = docx.Document(io.BytesIO(content))
    last = document.paragraphs[-1]._element
    parent = last.getparent()
    assert parent is not None
    parent.remove(last)
    table = document.tables[0]
    row = table.add_row().cells  # type: ignore[no-untyped-call]
    # Its last row is one cell over two lines of the grid, and empty cells beside it.
    table.cell(len(table.rows) - 2, 0).merge(row[0])
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def partly_hidden() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "表"
    sheet.append([0.95, datetime.date(2021, 12, 31), 77402.61, "丙"])
    sheet.append(["丁", None, 0.5])
    for cell, code in (
        ("A1", "0%"),
        ("B1", 'yyyy"年"m"月"d"日"'),
        ("C1", "#,##0.00"),
        ("C2", "0.00"),
    ):
        sheet[cell].number_format = code
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["C"].hidden = True
    other = book.create_sheet("底稿")
    other.append(["庚"])
    other.sheet_state = "hidden"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@needs_libreoffice
@pytest.mark.parametrize("form", ["xlsx", "xls", "ods"])
def test_all_kinds_of_workbooks_show_formats_and_say_what_is_hidden(old: Path, form: str) -> None:
    raw = read_raw(Document("a", (old / f"hidden.{form}").read_bytes()))

    assert [[c.text for c in row] for row in raw.tables[0].rows] == [
        ["95%", "2021年12月31日", "77,402.61", "丙"],
        ["丁", "", "0.50", ""],
    ]
    assert raw.remarks == (
        "工作表“表”有隐藏的行（第 2 行），也读了。",
        "工作表“表”有隐藏的列（C 列），也读了。",
        "工作表“底稿”是隐藏的，也读了。",
    )


@needs_libreoffice
def test_a_workbook_of_xml_as_excel_2003_wrote_it_is_read() -> None:
    right = truth("kaifaqu")
    cells = csv.reader(io.StringIO(as_csv(right).decode("utf-8-sig")))
    rows = "".join(
        "<Row>"
        + "".join(f'<Cell><Data ss:Type="String">{escape(text)}</Data></Cell>' for text in row)
        + "</Row>"
        for row in cells
    )
    name = "urn:schemas-microsoft-com:office:spreadsheet"
    made = (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        f'<Workbook xmlns="{name}" xmlns:ss="{name}"><Worksheet ss:Name="a"><Table>{rows}</Table>'
        "</Worksheet></Workbook>"
    )

    assert content(read(made.encode(), "a.xls")) == content(right)


@needs_libreoffice
@pytest.mark.parametrize("form", ["doc", "rtf", "odt", "xls", "ods"])
def test_old_forms_give_the_same_records(old: Path, form: str) -> None:
    found = read(old / f"a.{form}")

    assert found.source.reader == ("workbook" if form in ("xls", "ods") else "old-text")
    assert content(found) == content(truth("kaifaqu"))
    assert found.table.grand_total == truth("kaifaqu").table.grand_total
    assert found.source.sha256 != read(old / "a.docx").source.sha256


@needs_libreoffice
@pytest.mark.parametrize("form", ["doc", "rtf", "odt"])
def test_old_forms_that_end_with_the_table_give_the_same_records(old: Path, form: str) -> None:
    assert content(read(old / f"last.{form}")) == content(truth("kaifaqu"))


@needs_libreoffice
def test_only_an_old_document_that_ends_with_a_table_is_mended(old: Path) -> None:
    other, last = (old / "a.doc").read_bytes(), (old / "last.doc").read_bytes()
    mended = old_word.with_paragraph_at_end(last)

    assert old_word.with_paragraph_at_end(other) == other
    assert mended != last
    assert old_word.with_paragraph_at_end(mended) == mended
    for at in range(0, len(last), 97):
        damaged = last[:at] + bytes([last[at] ^ 0xFF]) + last[at + 1 :]
        assert old_word.with_paragraph_at_end(damaged)
        assert old_word.with_paragraph_at_end(last[: at + 1])


@given(
    st.dictionaries(
        st.text("aZ名\x01", min_size=1, max_size=20), st.binary(max_size=9000), min_size=1
    )
)
def test_a_compound_file_gives_its_streams_back(streams: dict[str, bytes]) -> None:
    made = ole.compound(streams)

    assert ole.Ole(made).names == streams.keys()
    for name, stream in streams.items():
        assert ole.Ole(made).read(name).startswith(stream)


@pytest.mark.parametrize("size", [7_000_000, 7_100_000, 16_000_000])
def test_a_large_compound_file_gives_its_streams_back(size: int) -> None:
    stream = bytes(range(251)) * (size // 251)

    assert ole.Ole(ole.compound({"A": stream, "B": b"x" * 5000})).read("A") == stream


@needs_libreoffice
def test_amounts_of_old_workbooks_are_shown_as_their_format_prints_them(old: Path) -> None:
    for form in ("xls", "ods"):
        text = {one.before for one in read(old / f"a.{form}").repairs}
        assert text == set()
        assert read(old / f"a.{form}", repair=False).ledger == read(old / "a.xlsx").ledger


@needs_libreoffice
def test_no_temporary_file_is_left(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    read(old / "a.doc")
    with pytest.raises(UnreadableDocument):
        read(compound(Unknown=b"x"), "a.et")
    monkeypatch.setattr(libreoffice, "SECONDS", 0.05)
    with pytest.raises(UnreadableDocument, match="超过时限"):
        read(old / "a.doc")

    assert list(tmp_path.iterdir()) == []


@needs_libreoffice
def test_an_end_by_force_leaves_no_socket(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[Path] = []
    end = libreoffice._end

    def noted(process: "subprocess.Popen[bytes]") -> None:
        found.extend(Path("/tmp").glob("OSL_PIPE_*"))  # noqa: S108 - where LibreOffice puts it
        end(process)

    monkeypatch.setattr(libreoffice, "_end", noted)
    for seconds in (0.5, 1.0, 1.5):
        before = set(Path("/tmp").glob("OSL_PIPE_*"))  # noqa: S108
        monkeypatch.setattr(libreoffice, "SECONDS", seconds)
        with contextlib.suppress(UnreadableDocument):
            read(old / "a.doc")
        ours = set(found) - before
        # Another LibreOffice on this machine may have come and gone meanwhile.
        assert not [path for path in ours if path.exists() and not _in_use(path)]


def _in_use(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as one:
        return one.connect_ex(str(path)) == 0


def test_without_libreoffice_it_is_said_what_to_save_as(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "find_libreoffice", lambda: None)

    with pytest.raises(UnreadableDocument, match=r"RTF 文档.*另存为 \.docx.*安装 LibreOffice"):
        read(RTF, "a.rtf")
    with pytest.raises(UnreadableDocument, match=r"旧版 Word 或 WPS 文档.*另存为 \.docx"):
        read(compound(WordDocument=bytes(20)), "a.wps")
    with pytest.raises(UnreadableDocument, match=r"（et）.*另存为 \.xlsx"):
        read(compound(Other=b"x"), "a.et")


def test_a_program_that_gives_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "find_libreoffice", lambda: sys.executable)

    with pytest.raises(UnreadableDocument, match="LibreOffice 读不了它"):
        read(RTF, "a.rtf")


def test_a_program_that_hangs_is_ended_with_all_that_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sleep = shutil.which("sleep")
    if sleep is None:
        pytest.skip("no program to wait with")
    script = tmp_path / "soffice"
    script.write_text(f"#!/bin/sh\n{sleep} 60 & wait\n")
    script.chmod(0o755)
    monkeypatch.setattr(reader, "find_libreoffice", lambda: str(script))
    monkeypatch.setattr(libreoffice, "SECONDS", 0.3)

    with pytest.raises(UnreadableDocument, match="超过时限"):
        read(RTF, "a.rtf")


def test_it_is_found_where_the_installer_of_windows_puts_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = f"{tmp_path / 'Programme'}\\LibreOffice\\program\\soffice.exe"
    Path(program).parent.mkdir(parents=True, exist_ok=True)
    Path(program).touch()
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("ProgramFiles", str(tmp_path / "Programme"))

    assert libreoffice.find_libreoffice.__wrapped__() == program
