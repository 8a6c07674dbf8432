"""Reading tab-separated text: exact cells, encodings, and clear words for what is none."""

import codecs

import pytest

from jixiao.model import Document, RawDocument, UnreadableDocument
from jixiao.reading import read_raw

TEXT = "部门名称：某局\n\n项目名称\t总计\r\n合计\t 77,452.61 \r末行"


def read(content: bytes, name: str = "a.txt") -> RawDocument:
    return read_raw(Document(name, content))


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("gb18030"),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
    ],
)
def test_every_encoding_gives_the_same_text_without_bom(content: bytes) -> None:
    assert read(content).text == TEXT


def test_cells_keep_their_exact_text_and_blank_lines_stay() -> None:
    rows = read(TEXT.encode()).tables[0].rows

    assert [[cell.text for cell in row] for row in rows] == [
        ["部门名称：某局"],
        [""],
        ["项目名称", "总计"],
        ["合计", " 77,452.61 "],
        ["末行"],
    ]


def test_every_cell_is_found_again_at_its_offset() -> None:
    raw = read(TEXT.encode())

    for row in raw.tables[0].rows:
        for cell in row:
            assert raw.text[cell.offset : cell.offset + len(cell.text)] == cell.text


def test_only_line_ends_split_lines() -> None:
    rows = read("甲\x0c乙\u2028丙\x85丁\t1\n".encode()).tables[0].rows

    assert [len(row) for row in rows] == [2, 1]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "空"),
        (b" \n\t \n", "空"),
        ("没有制表符".encode(), "制表符"),
        (b"%PDF-1.7\n1 0 obj", "PDF"),
        (b"PK\x03\x04\x14\x00", "Office"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "旧版 Office"),
        (b"\x89PNG\r\n\x1a\n\x00", "图片"),
        (bytes(range(256)) * 20, "二进制"),
    ],
)
def test_what_is_no_table_is_said_with_what_to_do(content: bytes, problem: str) -> None:
    with pytest.raises(UnreadableDocument) as error:
        read(content)

    assert problem in error.value.problem
    assert error.value.advice
    assert str(error.value).startswith("a.txt：")


def test_the_bytes_decide_not_the_name() -> None:
    assert read(TEXT.encode(), name="表.pdf").reader == "tabbed-text"


def test_a_character_cut_in_two_is_a_note_not_another_encoding() -> None:
    raw = read(TEXT.encode() * 20 + "末".encode()[:2])

    assert raw.text.endswith("末行\ufffd")
    assert [(offset, length) for _, offset, length, *_ in raw.notes] == [(len(raw.text) - 1, 1)]


def test_control_characters_print_nothing_and_are_noted() -> None:
    raw = read(f"项目\x07名称\t总\x00计\n{TEXT * 9}".encode())

    assert [note.offset for note in raw.notes] == [2, 7]
    assert raw.text == f"项目\u200b名称\t总\u200b计\n{TEXT * 9}"


@pytest.mark.parametrize("end", ["\x85", "\u2028", "\u2029"])
def test_other_line_ends_part_lines_where_a_text_has_no_usual_ones(end: str) -> None:
    raw = read(f"甲\t1{end}乙\t2{end}".encode())

    assert [[cell.text for cell in row] for row in raw.tables[0].rows] == [
        ["甲", "1"],
        ["乙", "2"],
        [""],
    ]
    assert [row[0].offset for row in raw.tables[0].rows] == [0, 4, 8]
