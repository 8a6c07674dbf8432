"""A table as a web page that Chromium prints."""

from collections.abc import Iterable
from html import escape
from typing import TypeVar

from tests.documents.budget import before, behind
from tests.documents.tables import HEADER, TITLE, Line, Table
from tests.documents.variants import Variant

T = TypeVar("T")

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
    "columns": "border:0.75pt solid #000;border-top:0;border-bottom:0",
    "double": "border:3pt double #000",
    "frame": "",
    "three": "",
    "none": "",
}
_AROUND = {
    "columns": "table,th{border:0.75pt solid #000}",
    "frame": "table{border:1pt solid #000} th{border-bottom:1pt solid #000}",
    "three": "thead{border-top:1.5pt solid;border-bottom:.75pt solid} table{border-bottom:1.5pt solid}",
}
_TWISTS = {
    "foot": "td{vertical-align:bottom}",
    "underlined": "td:nth-child(n+6){text-decoration:underline}",
    "sideways": "td:nth-child(n+2):nth-child(-n+5){writing-mode:vertical-rl;height:60pt}",
    "upright-header": "th:nth-child(n+6){writing-mode:vertical-rl} th{height:60pt}",
    "narrow": "td:nth-child(n+2):nth-child(-n+5){white-space:normal!important} col:nth-child(2){width:4%!important}",
    "spaced": "td{letter-spacing:1.5pt} th{letter-spacing:4pt}",
    "justified": "td{text-align:justify;text-align-last:justify}",
    "no-sides": "td:first-child,th:first-child{border-left:0} td:last-child,th:last-child{border-right:0}",
    "centred": "td,th{text-align:center!important}",
    "tight": "td,th{padding:0 2pt}",
    "padded": "td,th{padding:6pt 5pt}",
    "labels": "h1,.front{margin:0;line-height:1.2} td,th{padding:0 3pt}",
    "heads": "th{letter-spacing:4pt}",
    "filled": "th{background:#1f4e79;color:#fff}",
    "stripes": "tbody tr:nth-child(odd) td{background:#eee}",
    "large-heads": "th{font-size:12pt}",
    "vertical-names": "td:first-child{writing-mode:vertical-rl;height:130pt}",
    "translucent": "body{opacity:.6}",
    "hairlines": "table{border:3pt solid #000!important} td,th{border-width:.1pt!important;border-color:#bbb!important}",
    "small": "td,th{font-size:4pt}",
    "marks": ".small{position:fixed;font-size:9pt;color:rgba(120,120,120,.3)}",
}
_MARKS = "".join(
    f"<div class=small style='top:{top}%;left:{left}%'>{WATERMARK}</div>"
    for top in (20, 50, 80)
    for left in (15, 60)
)
_RADICALS = str.maketrans("工目金高行用长民车龙门风见", "⼯⽬⾦⾼⾏⽤⻓⺠⻋⻰⻔⻛⻅")
_ORDER = (0, 5, 6, 1, 2, 3, 4)


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
th{{font-weight:bold;vertical-align:middle}} {"" if variant.twist == "order" else "td:nth-child(n+2):nth-child(-n+5){white-space:nowrap}"}
.amount{{text-align:right}} h1{{font-size:15pt;text-align:center;margin:0 0 6pt}}
.front{{display:flex;justify-content:space-between;margin:0 0 3pt}}
.mark{{position:fixed;top:38%;left:18%;font-size:52pt;color:rgba(120,120,120,.22);transform:rotate(-28deg)}}
.seal{{position:fixed;bottom:12%;right:10%;font-size:40pt;color:rgba(220,0,0,.25)}}
{_AROUND.get(variant.rules, "")} {_TWISTS.get(variant.twist, "")}"""
    body = []
    if variant.watermark:
        body.append(f"<div class=mark>{WATERMARK}</div><div class=seal>骑缝章</div>")
    if variant.twist == "marks":
        body.append(_MARKS)
    if variant.prose:
        body += [f"<p>{line}</p>" for line in PROSE]
    title = "" if variant.merged == "title" else f"<h1>{TITLE}</h1>"
    front = f"<span>部门名称：{table.department}</span><span>单位：万元</span>"
    header = _header(variant)
    if variant.twist == "front":
        header = _front(table) + header
    else:
        body.append(f"{title}<div class=front>{front}</div>")
    rows = "".join(_row(line, variant) for line in table.lines)
    body.append(f"<table>{_columns(variant)}<thead>{header}</thead><tbody>{rows}</tbody></table>")
    if variant.prose:
        body += [f"<p>{line}</p>" for line in AFTER]
    if variant.budget:
        page = "<div style='break-before:page'></div>" if variant.twist == "apart" else ""
        body = [before(variant.budget), page, *body, page, behind(variant.budget)]
    return (
        f"<!doctype html><html lang=zh><meta charset=utf-8><style>{style}</style>"
        f"<body>{''.join(body)}</body></html>"
    ).encode()


WIDTHS = (13, 9, 9, 8, 8, 21, 32)


def _columns(variant: Variant) -> str:
    return "".join(f"<col style='width:{width}%'>" for width in _ordered(WIDTHS, variant))


def _ordered(columns: Iterable[T], variant: Variant) -> list[T]:
    given = list(columns)
    return [given[n] for n in _ORDER] if variant.twist == "order" else given


def _front(table: Table) -> str:
    """Title, department and unit in the header of the table, so that each page repeats them."""
    plain = "style='border:0;text-align:"
    return (
        f"<tr><th colspan=7 {plain}center'>{TITLE}</th></tr>"
        f"<tr><th colspan=5 {plain}left'>部门名称：{table.department}</th>"
        f"<th colspan=2 {plain}right'>单位：万元</th></tr>"
    )


def _header(variant: Variant) -> str:
    if variant.merged == "header":
        name, *money = HEADER[:5]
        sides = [f"<th rowspan=2>{text}</th>" for text in (name, *HEADER[5:])]
        low = "".join(f"<th>{text}</th>" for text in money)
        return f"<tr>{sides[0]}<th colspan=4>预算金额</th>{''.join(sides[1:])}</tr><tr>{low}</tr>"
    cells = "".join(f"<th>{text}</th>" for text in _ordered(HEADER, variant))
    title = f"<tr><th colspan=7>{TITLE}</th></tr>" if variant.merged == "title" else ""
    return f"{title}<tr>{cells}</tr>"


def _row(line: Line, variant: Variant) -> str:
    def cell(column: int, text: str, span: int = 1) -> str:
        kind = " class=amount" if 1 <= column <= 4 else ""
        rows = f" rowspan={span}" if span > 1 else ""
        drawn = text.translate(_RADICALS) if variant.twist == "radicals" else text
        return f"<td{kind}{rows}>{escape(drawn)}</td>"

    cells = line.cells
    if variant.merged == "entries" and len(line.entries) > 1:
        count = len(line.entries)
        first = "".join(cell(n, text, count) for n, text in enumerate(cells[:6]))
        rows = [f"<tr>{first}{cell(6, line.entries[0])}</tr>"]
        return "".join(rows + [f"<tr>{cell(6, entry)}</tr>" for entry in line.entries[1:]])
    made = _ordered((cell(n, text) for n, text in enumerate(cells)), variant)
    return f"<tr>{''.join(made)}</tr>"
