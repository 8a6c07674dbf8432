"""The rows of a sample as other kinds of file, made by libraries that our readers do not use."""

import html
import io
import zipfile
from collections.abc import Sequence
from decimal import Decimal
from importlib import resources

import docx
import xlsxwriter

from jixiao.model import AMOUNT_FIELDS, Funding, Reading
from jixiao.pipeline import read

HEADER = (
    "项目名称（资金使用单位）",
    "总计",
    "财政拨款",
    "财政专户拨款",
    "其他资金",
    "绩效目标",
    "绩效指标",
)
TITLE = "项目支出绩效目标表（含转移支付项目）"
Rows = list[tuple[str | Decimal, ...]]


def truth(sample: str) -> Reading:
    content = (resources.files("jixiao") / "samples" / f"{sample}.txt").read_bytes()
    return read(content, f"{sample}.txt")


def rows_of(reading: Reading) -> Rows:
    """Name, four amounts, objective, indicators; amounts as numbers."""
    table = reading.table
    rows: Rows = [("合计", *_money(table.grand_total), "", "")]
    for unit in table.spending_units:
        rows.append((unit.name or "", *_money(unit.funding), "", ""))
        for project in unit.projects:
            entries = "".join(f"{one.text}。" for one in project.indicators)
            rows.append(
                (project.name or "", *_money(project.funding), project.objective or "", entries)
            )
    return rows


def _money(funding: Funding) -> tuple[Decimal | str, ...]:
    return tuple("" if (a := getattr(funding, f)) is None else a for f in AMOUNT_FIELDS)


def printed(value: str | Decimal) -> str:
    return f"{value:,.2f}" if isinstance(value, Decimal) else value


def as_xlsx(reading: Reading, *, first_row: int = 0, first_column: int = 0) -> bytes:
    """Title merged over all columns, amounts as numbers with the format of the form."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet("目标表")
    money = book.add_format({"num_format": "#,##0.00"})
    y, x = first_row, first_column
    sheet.merge_range(y, x, y, x + 6, TITLE)
    sheet.write(y + 1, x, f"部门名称：{reading.table.department}")
    sheet.write(y + 1, x + 6, "单位：万元")
    for column, title in enumerate(HEADER):
        sheet.write(y + 2, x + column, title)
    for number, row in enumerate(rows_of(reading), start=3):
        for column, value in enumerate(row):
            if isinstance(value, Decimal):
                sheet.write_number(y + number, x + column, float(value), money)
            elif value:
                sheet.write_string(y + number, x + column, value)
    book.close()
    return buffer.getvalue()


def as_docx(reading: Reading) -> bytes:
    document = docx.Document()
    document.add_paragraph("第二部分 预算表")
    document.add_paragraph(TITLE)
    document.add_paragraph(f"部门名称：{reading.table.department}\t单位：万元")
    rows = rows_of(reading)
    table = document.add_table(rows=len(rows) + 1, cols=7)
    for cell, title in zip(table.rows[0].cells, HEADER, strict=True):
        cell.text = title
    for line, row in zip(table.rows[1:], rows, strict=True):
        for cell, value in zip(line.cells, row, strict=True):
            cell.text = printed(value)
    document.add_paragraph("名词解释：基本支出是为保障机构运转的支出。")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def as_html(reading: Reading) -> bytes:
    def line(cells: Sequence[str], tag: str = "td") -> str:
        return "<tr>" + "".join(f"<{tag}>{html.escape(c)}</{tag}>" for c in cells) + "</tr>\n"

    body = line(HEADER, "th") + "".join(line([printed(v) for v in row]) for row in rows_of(reading))
    page = (
        "<!DOCTYPE html><html><head><meta charset=utf-8><title>公开</title><style>td{}</style></head>"
        f"<body><nav><a href='/'>首页</a></nav><h1>{TITLE}</h1><p>部门名称：{reading.table.department}</p>"
        f"<p>单位：万元</p><table>{body}</table><script>var a='<td>';</script><p>版权所有</p></body></html>"
    )
    return page.encode()


def as_markdown(reading: Reading) -> bytes:
    lines = [f"# {TITLE}", "", f"部门名称：{reading.table.department}", "", "单位：万元", ""]
    lines += ["| " + " | ".join(HEADER) + " |", "|" + " --- |" * 7]
    for row in rows_of(reading):
        lines.append("| " + " | ".join(printed(v).replace("|", "\\|") for v in row) + " |")
    return "\n".join(lines).encode()


def as_csv(reading: Reading, encoding: str = "utf-8-sig") -> bytes:
    rows: list[Sequence[str | Decimal]] = [
        (TITLE, *[""] * 6),
        (f"部门名称：{reading.table.department}", *[""] * 5, "单位：万元"),
        HEADER,
        *rows_of(reading),
    ]
    quoted = [",".join('"' + printed(v).replace('"', '""') + '"' for v in row) for row in rows]
    return "\r\n".join(quoted).encode(encoding)


def zipped(**parts: bytes) -> bytes:
    """A zip archive of parts; ``__`` in a name stands for a slash, ``_`` before the end for a dot."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return buffer.getvalue()
