"""Heads and feet of pages, told by what stands at the same edge of several pages."""

from jixiao.model import PageCell, RawDocument, RawTable
from jixiao.model.raw import packed
from jixiao.understanding.running_lines import running_lines


def document(*pages: list[str]) -> RawDocument:
    offset, tables = 0, []
    for number, lines in enumerate(pages, start=1):
        rows = []
        for line in lines:
            rows.append((PageCell(line, offset, 1, 1, page=number, place=packed((0, 0, 1, 1))),))
            offset += len(line)
        tables.append(RawTable(tuple(rows)))
    text = "".join(line for lines in pages for line in lines)
    return RawDocument("a.pdf", "", "pdf", False, text, tables=tuple(tables))


def test_what_stands_at_the_head_of_three_pages_is_a_running_line_whatever_its_number() -> None:
    raw = document(
        *(["某局预算公开", "甲乙丙"[n], "中", "子丑寅"[n], f"第{n}页"] for n in range(3))
    )

    found = running_lines(raw)

    cells = [cell for table in raw.tables for row in table.rows for cell in row]
    assert [cell.text for cell in cells if cell.offset in found] == [
        line for n in range(3) for line in ("某局预算公开", f"第{n}页")
    ]


def test_two_pages_are_not_enough() -> None:
    assert running_lines(document(["头", "一"], ["头", "二"])) == frozenset()
