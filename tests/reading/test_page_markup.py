"""What web pages hold beside plain text in plain cells."""

import pytest

from jixiao.model import Document
from jixiao.reading import read_raw


def texts(content: bytes) -> list[list[list[str]]]:
    tables = read_raw(Document("a.html", content)).tables
    return [[[cell.text for cell in row] for row in table.rows] for table in tables]


def page(body: str, head: str = "", encoding: str = "utf-8") -> bytes:
    return f"<html><head>{head}</head><body>{body}</body></html>".encode(encoding)


def test_cells_over_several_rows_and_columns_keep_the_others_in_their_columns() -> None:
    body = (
        "<table><tr><td colspan=3>标题</td></tr><tr><td rowspan=2>甲</td><td>乙</td><td>丙</td></tr>"
        "<tr><td>丁</td><td>戊</td></tr><tr><td>己</td><td colspan=2 rowspan=2>庚</td></tr>"
        "<tr><td>辛</td></tr></table>"
    )

    assert texts(page(body)) == [
        [["标题"], ["甲", "乙", "丙"], ["", "丁", "戊"], ["己", "庚", ""], ["辛", "", ""]]
    ]


def test_a_table_in_a_cell_comes_after_its_own() -> None:
    body = "<table><tr><td>外<table><tr><td>内</td><td>里</td></tr></table></td><td>右</td></tr></table>"

    assert texts(page(body)) == [[["外", "右"]], [["内", "里"]]]


def test_entities_breaks_and_white_space_are_as_a_page_shows_them() -> None:
    body = "<table><tr><td>&ge;95&#37;&nbsp;以上<br>第二行\n  接着</td><td>a&amp;b&lt;c</td></tr></table>"

    assert texts(page(body)) == [[["≥95% 以上\n第二行 接着", "a&b<c"]]]


@pytest.mark.parametrize("encoding", ["gb18030", "gbk", "gb2312", "utf-8"])
def test_pages_in_chinese_encodings_are_read(encoding: str) -> None:
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={encoding}">'
    body = "<p>部门名称：某某局</p><table><tr><td>项目名称</td><td>总计</td></tr></table>"

    assert texts(page(body, head, encoding)) == [[["部门名称：某某局"]], [["项目名称", "总计"]]]


def test_what_a_page_does_not_show_is_not_read() -> None:
    body = (
        "<script>var a='甲';</script><div style='display: none'>乙</div><p hidden>丙</p><!-- 丁 -->"
        "<p>戊</p><table><tr><td>己<span style='visibility:hidden'>庚</span></td><td>辛</td></tr></table>"
    )

    assert texts(page(body, "<title>壬</title><style>p{}</style>")) == [[["戊"]], [["己", "辛"]]]
