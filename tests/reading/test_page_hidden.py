"""What a page does not show, and what a script of a page wrote more than once."""

import html
from itertools import chain

import pytest
from tests.reading.rendering import HEADER, TITLE, printed, rows_of, truth
from tests.reading.test_other_files import content
from tests.reading.test_page_markup import page

from jixiao.model import Document, RawDocument, UnreadableDocument
from jixiao.pipeline import read
from jixiao.reading import read_raw

SEEN = "<table><tr><td>见</td><td>到</td></tr></table>"


def raw(body: str, style: str = "") -> RawDocument:
    return read_raw(Document("a.html", page(body, f"<style>{style}</style>" if style else "")))


def words(document: RawDocument) -> str:
    rows = chain.from_iterable(table.rows for table in document.tables)
    return "".join(cell.text for row in rows for cell in row)


@pytest.mark.parametrize(
    ("style", "body"),
    [
        (".x{display:none}", "<p class='a x'>隐</p>"),
        ("div .x , h1{color:red}\n.x { DISPLAY : None }", "<p class=x>隐</p>"),
        ("#x{visibility:hidden}", "<p id=x>隐</p>"),
        ("p[data-x='1']>b{display:none!important}", "<p data-x=1><b style='display:inline'>隐</b></p>"),
        ("<!-- p.x{opacity:0} -->", "<p class=x>隐</p>"),
        ("p.x{height:0;overflow:hidden}", "<p class=x>隐</p>"),
        ("p{height:0} .x{overflow-y:hidden}", "<p class=x>隐</p>"),
        ("p.x{position:absolute;left:-9999px}", "<p class=x>隐</p>"),
        ("b{font-size:0}", "<p><b>隐</b></p>"),
        (".p{display:none} @media print{.p{display:block}}", "<p class=p>隐</p>"),
        ("@media screen and (min-width:600px){.p{display:none}}", "<p class=p>隐</p>"),
        ("@supports (display:grid){.p{display:none}}", "<p class=p>隐</p>"),
        (".t{display:none} .t.on{display:block}", "<div class=t>隐</div>"),
        ("li:nth-child(2){display:none}", "<ul><li></li><li>隐</li></ul>"),
        ("", "<p style='display: none !important'>隐</p>"),
        ("", "<p hidden>隐</p>"),
        ("", "<div style='height:0px;overflow:hidden'>隐</div>"),
        ("", "<template><p>隐</p></template><noscript>隐</noscript><dialog>隐</dialog>"),
        ("", "<iframe>隐</iframe><video>隐</video><canvas>隐</canvas>"),
    ],
)  # fmt: skip
def test_what_a_style_hides_is_not_read(style: str, body: str) -> None:
    found = raw(f"{body}{SEEN}", style)
    assert words(found) == "见到"
    assert found.remarks == ()


@pytest.mark.parametrize(
    ("style", "body"),
    [
        ("@media print{.x{display:none}}", "<p class=x>见</p>"),
        ("@media (max-width:768px){.x{display:none}}", "<p class=x>见</p>"),
        (".x{display:none} #x{display:block}", "<p class=x id=x>见</p>"),
        (".x{display:none}", "<p class=x style='display:block'>见</p>"),
        (".t{display:none} .t.on{display:block}", "<div class='t on'>见</div>"),
        (".x{display:none} .x{display:block}", "<p class=x>见</p>"),
        (".x::before{display:none}", "<p class=x>见</p>"),
        (".x{font-size:0}", "<p class=x><b style='font-size:14px'>见</b></p>"),
        (".x{height:0}", "<p class=x>见</p>"),
        (".x{visibility:hidden}", "<div class=x><p style='visibility:visible'>见</p></div>"),
        ("}} .x{{{ display:none", "<p class=y>见</p>"),
    ],
)
def test_what_another_rule_or_another_medium_decides_is_read(style: str, body: str) -> None:
    found = raw(f"{body}{SEEN}", style)
    assert words(found) == "见见到"
    assert found.remarks == ()


@pytest.mark.parametrize(
    "style",
    [
        "p:unheard-of(2){display:none}",
        "@media (orientation:portrait){p{display:none}}",
        "p" + ":not(" * 4000 + "p" + ")" * 4000 + "{display:none}",
    ],
)
def test_a_rule_that_cannot_be_decided_is_said(style: str) -> None:
    found = raw(f"<p>见</p>{SEEN}", style)
    assert words(found) == "见见到"
    assert [remark for remark in found.remarks if "1 条" in remark]


def test_hidden_rows_and_cells_of_a_table_are_said_and_move_nothing() -> None:
    rows = (
        "<tr><td class=h>9</td><td>甲</td><td>乙</td></tr><tr class=h><td>丙</td></tr>"
        "<tr><td class=v>丁</td><td>戊</td></tr><tbody class=h><tr><td>己</td></tr></tbody>"
    )
    found = raw(f"<table>{rows}</table>", ".h{display:none}.v{visibility:hidden}")
    assert [[cell.text for cell in row] for row in found.tables[0].rows] == [
        ["甲", "乙"],
        ["", "戊"],
    ]
    assert found.remarks == ("网页的表格里有 4 处隐藏的行或格，页面不显示，没有读。",)


# --- what a script wrote more than once or in parts


def row(cells: list[str], tag: str = "td") -> str:
    return f"<tr>{''.join(f'<{tag}>{html.escape(cell)}</{tag}>' for cell in cells)}</tr>"


def part(low: int = 0, high: int = 7) -> tuple[str, str]:
    """Some columns of a sample, and their head."""
    rows = [[printed(value) for value in one] for one in rows_of(truth("kaifaqu"))]
    return row(list(HEADER[low:high]), "th"), "".join(row(one[low:high]) for one in rows)


def apart(low: int = 0, high: int = 7) -> str:
    head, body = part(low, high)
    return f"<div><div><table>{head}</table></div><div><table>{body}</table></div></div>"


def together(low: int = 0, high: int = 7) -> str:
    return f"<div><table>{''.join(part(low, high))}</table></div>"


def shown(tables: str) -> bytes:
    department = truth("kaifaqu").table.department
    return page(
        f"<h1>{TITLE}</h1><p>部门名称：{department}</p><p>单位：万元</p>{tables}<p>上一页</p>"
    )


@pytest.mark.parametrize(
    "tables",
    [
        apart() + apart() + apart(),
        apart() + apart(0, 1) + apart(6, 7),
        together(0, 2) + together(),
        together() + together(0, 2),
        f"<div>{apart(0, 1)}{apart(1, 7)}</div>",
        f"<div>{apart(0, 2)}{apart(2, 7)}</div>".replace("th>", "td>"),
    ],
    ids=["whole copies", "first and last", "copy before", "copy behind", "parts", "parts, no th"],
)
def test_columns_that_a_script_holds_fast_are_read_once(tables: str) -> None:
    found = read(shown(tables), "a.html")
    assert content(found) == content(truth("kaifaqu"))
    assert [question.kind for question in found.questions] == ["hidden_content"]
    assert "冻结列" in found.questions[0].message


def test_other_tables_of_a_page_stay_as_they_are() -> None:
    other = f"<p>部门名称：另一局</p><p>单位：万元</p>{apart()}"
    one = read(
        shown(apart() + "<p>附表</p><table><tr><td>甲</td></tr><tr><td>乙</td></tr></table>"),
        "a.html",
    )
    assert len(one.tables) == 1
    assert one.questions == ()
    assert len(read(shown(apart() + other), "a.html").tables) == 2
    with pytest.raises(UnreadableDocument):
        read(shown("<table><tr><td>甲</td></tr></table>" * 3), "a.html")
