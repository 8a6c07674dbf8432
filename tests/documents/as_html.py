"""A table as a web page that Chromium prints."""

from html import escape

from tests.documents.tables import HEADER, TITLE, Line, Table
from tests.documents.variants import Variant

PROSE = (
    "第三部分　部门预算情况说明",
    "一、收支总体情况：本部门收入预算与支出预算均为下表所列各项之和，比上年有所增加，主要原因是新增产业扶持项目。",
    "二、绩效目标设置情况：本部门编报绩效目标的项目详见下表，金额单位以表上所印为准。",
)
HEAD = "某市某区二〇二四年部门预算公开表"
AFTER = ("注：本表反映部门项目支出绩效目标情况。", "名词解释：财政拨款指由一般公共预算安排的资金。")
WATERMARK = "内部资料严禁外传"

_RULES = {
    "solid": "border:0.75pt solid #000",
    "dashed": "border:0.75pt dashed #000",
    "fills": "border:1.5pt solid #fff;background:#dbe6f4",
    "rows": "border-bottom:0.75pt solid #000",
    "none": "",
}


def as_html(table: Table, variant: Variant) -> bytes:
    """The whole page."""
    font = "Noto Sans CJK SC" if variant.sans else "Noto Serif CJK SC"
    turn = "landscape" if variant.landscape else "portrait"
    inside = "auto" if variant.cut != "whole" else "avoid"
    apart = variant.cut == "closed"
    style = f"""
@page{{size:{variant.paper} {turn};margin:15mm 12mm;@bottom-center{{content:counter(page)}}
@top-center{{content:"{HEAD if variant.prose else ""}";font-family:'{font}';font-size:8pt}}}}
body{{font-family:'{font}';font-size:8.5pt;margin:0}}
table{{width:100%;table-layout:fixed;border-collapse:{"separate" if apart else "collapse"};border-spacing:0}}
thead{{display:{"table-header-group" if variant.repeat else "table-row-group"}}}
tr{{break-inside:{inside}}}
td,th{{{_RULES[variant.rules]};padding:2.5pt;overflow-wrap:anywhere;
vertical-align:{"top" if variant.top else "middle"};{"box-decoration-break:clone;" if apart else ""}}}
th{{font-weight:bold;vertical-align:middle}} td:nth-child(n+2):nth-child(-n+5){{white-space:nowrap}}
.amount{{text-align:right}} h1{{font-size:15pt;text-align:center;margin:0 0 6pt}}
.front{{display:flex;justify-content:space-between;margin:0 0 3pt}}
.mark{{position:fixed;top:38%;left:18%;font-size:52pt;color:rgba(120,120,120,.22);transform:rotate(-28deg)}}
.seal{{position:fixed;bottom:12%;right:10%;font-size:40pt;color:rgba(220,0,0,.25)}}"""
    body = []
    if variant.watermark:
        body.append(f"<div class=mark>{WATERMARK}</div><div class=seal>骑缝章</div>")
    if variant.prose:
        body += [f"<p>{line}</p>" for line in PROSE]
    title = "" if variant.merged == "title" else f"<h1>{TITLE}</h1>"
    front = f"<span>部门名称：{table.department}</span><span>单位：万元</span>"
    body.append(f"{title}<div class=front>{front}</div>")
    rows = "".join(_row(line, variant) for line in table.lines)
    body.append(
        f"<table>{_columns()}<thead>{_header(variant)}</thead><tbody>{rows}</tbody></table>"
    )
    if variant.prose:
        body += [f"<p>{line}</p>" for line in AFTER]
    return (
        f"<!doctype html><html lang=zh><meta charset=utf-8><style>{style}</style>"
        f"<body>{''.join(body)}</body></html>"
    ).encode()


WIDTHS = (13, 9, 9, 8, 8, 21, 32)


def _columns() -> str:
    return "".join(f"<col style='width:{width}%'>" for width in WIDTHS)


def _header(variant: Variant) -> str:
    if variant.merged == "header":
        name, *money = HEADER[:5]
        sides = [f"<th rowspan=2>{text}</th>" for text in (name, *HEADER[5:])]
        low = "".join(f"<th>{text}</th>" for text in money)
        return f"<tr>{sides[0]}<th colspan=4>预算金额</th>{''.join(sides[1:])}</tr><tr>{low}</tr>"
    cells = "".join(f"<th>{text}</th>" for text in HEADER)
    title = f"<tr><th colspan=7>{TITLE}</th></tr>" if variant.merged == "title" else ""
    return f"{title}<tr>{cells}</tr>"


def _row(line: Line, variant: Variant) -> str:
    def cell(column: int, text: str, span: int = 1) -> str:
        kind = " class=amount" if 1 <= column <= 4 else ""
        rows = f" rowspan={span}" if span > 1 else ""
        return f"<td{kind}{rows}>{escape(text)}</td>"

    cells = line.cells
    if variant.merged == "entries" and len(line.entries) > 1:
        count = len(line.entries)
        first = "".join(cell(n, text, count) for n, text in enumerate(cells[:6]))
        rows = [f"<tr>{first}{cell(6, line.entries[0])}</tr>"]
        return "".join(rows + [f"<tr>{cell(6, entry)}</tr>" for entry in line.entries[1:]])
    return f"<tr>{''.join(cell(n, text) for n, text in enumerate(cells))}</tr>"
