"""Ways to write a table in Markdown, and tables of HTML in a text."""

import html
from collections.abc import Callable

import pytest
from tests.reading.rendering import HEADER, TITLE, printed, rows_of, truth
from tests.reading.test_other_files import content

from jixiao.model import Document
from jixiao.pipeline import read
from jixiao.reading import read_raw

Change = Callable[[int, str], str]


def same(_: int, text: str) -> str:
    return text


def table(change: Change = same, *, open_ends: bool = False) -> list[str]:
    """A sample; no cell of it holds a mark of Markdown but the backslash of formulas."""
    cells = [[printed(value) for value in row] for row in rows_of(truth("kaifaqu"))]
    changed = [[change(x, text) if text else "" for x, text in enumerate(row)] for row in cells]
    lines = [" | ".join(row) for row in [list(HEADER), ["---"] * 7, *changed]]
    return lines if open_ends else [f"| {line} |" for line in lines]


def front(mark: str = "") -> list[str]:
    department = truth("kaifaqu").table.department
    return [
        f"# {TITLE}",
        "",
        f"{mark}部门名称{mark}：{department}",
        "",
        f"{mark}单位：万元{mark}",
        "",
    ]


def bold(column: int, text: str) -> str:
    return f"**{text}**" if column < 5 else f"{text[:2]}**{text[2:5]}**{text[5:]}"


@pytest.mark.parametrize(
    "lines",
    [
        [*front(), *table()],
        [*front("**"), *table(bold)],
        [*front("__"), *table(lambda x, text: f"***{text}***" if x < 5 else text)],
        [*front(), *table(lambda x, text: f"*{text}*" if x < 5 else text)],
        [*front(), *table(lambda x, text: f"`{text}`" if 0 < x < 5 else text)],
        [*front(), *table(open_ends=True), "", "说明：无"],
        [f"> {line}" for line in [*front(), *table()]],
        [f"  {line}" for line in [*front(), *table()]],
        [*front(), *table(lambda x, text: f"[{text}](http://a.cn/b)" if x == 0 else text)],
        [*front(), *table(lambda x, text: f"{text}\t" if x == 3 else text)],
        [*front(), *table(lambda _, text: text.replace("；", "；<br>"))],
        [*front(), *table(lambda _, text: text.replace("。", "&#12290;"))],
    ],
    ids=[
        *("plain", "bold", "bold and weak", "weak", "code", "open ends", "quoted", "indented"),
        *("link", "tab", "break", "entity"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_marks_that_shape_a_table_are_no_text(lines: list[str], encoding: str) -> None:
    found = read("\r\n".join(lines).encode(encoding), "a.md")
    assert content(found) == content(truth("kaifaqu"))
    assert found.questions == ()
    assert found.ledger.unread == 0


def test_a_bar_in_a_cell_and_signs_that_are_text_stay() -> None:
    lines = [
        "| 甲\\|乙 | a_b_c | 3*4 | 5 < 6 |",
        "|---|---|---|---|",
        "| 1 | \\* | $\\geq 5\\%$ | ** |",
    ]
    raw = read_raw(Document("a.md", "\n".join(lines).encode()))
    rows = [[cell.text for cell in row] for row in raw.tables[0].rows]
    assert rows == [["甲|乙", "a_b_c", "3*4", "5 < 6"], [""], ["1", "*", "$\\geq 5\\%$", "**"]]
    for row in raw.tables[0].rows:
        for cell in row:
            assert raw.text[cell.offset : cell.offset + len(cell.text)] == cell.text


def test_bytes_that_cannot_be_decoded_are_placed_in_their_line() -> None:
    content = "| **甲** | 乙 |\n|---|---|\n| **丙** | 丁 |\n".encode().replace(
        "丁".encode(), b"\xff"
    )
    raw = read_raw(Document("a.md", content))
    (note,) = raw.notes
    assert raw.text[note.offset :].startswith("丙")


@pytest.mark.parametrize("end", ["</table>", ""])
def test_a_table_of_html_in_a_text_is_read_with_the_lines_around_it(end: str) -> None:
    cells = [
        list(HEADER),
        *([printed(value) for value in row] for row in rows_of(truth("kaifaqu"))),
    ]
    rows = "".join(
        f"<tr>{''.join(f'<td>{html.escape(text)}</td>' for text in row)}</tr>" for row in cells
    )
    found = read("\n".join([*front("**"), f"<table>{rows}{end}"]).encode(), "a.md")
    assert content(found) == content(truth("kaifaqu"))
    assert (found.questions, found.source.reader) == ((), "html")


@pytest.mark.parametrize(
    ("separator", "quote"),
    [(",", ' "{}"'), (";", '"{}" '), ("|", '"{}"'), (",", '"{}"'), ("\t", '"{}"')],
)
def test_fields_may_all_be_quoted_and_stand_apart(separator: str, quote: str) -> None:
    department = truth("kaifaqu").table.department
    rows = [[printed(value) for value in row] for row in rows_of(truth("kaifaqu"))]
    front = [[TITLE], [f"部门名称：{department}", *[""] * 5, "单位：万元"]]
    lines = [
        separator.join(quote.format(text.replace('"', '""')) for text in row)
        for row in [*front, list(HEADER), *rows]
    ]
    found = read("\r\n".join(lines).encode("gb18030"), "a.csv")
    assert content(found) == content(truth("kaifaqu"))
    assert (found.questions, found.source.reader) == ((), "csv")
