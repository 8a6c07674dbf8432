"""A table as flat OpenDocument text or spreadsheet that LibreOffice prints."""

from html import escape

from tests.documents.as_html import AFTER, HEAD, PROSE, WATERMARK, WIDTHS
from tests.documents.tables import HEADER, TITLE, Line, Table
from tests.documents.variants import Variant

_SPACES = {
    "office": "office", "style": "style", "text": "text", "table": "table", "draw": "drawing",
    "fo": "xsl-fo-compatible", "svg": "svg-compatible",
}  # fmt: skip
_NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in _SPACES.items()
)
_PAPER = {"A4": (21.0, 29.7), "A3": (29.7, 42.0)}
_RULES = {
    "solid": 'fo:border="0.5pt solid #000000"',
    "dashed": 'fo:border="0.75pt dashed #000000"',
    "fills": 'fo:border="1.5pt solid #ffffff" fo:background-color="#dbe6f4"',
    "rows": 'fo:border-bottom="0.5pt solid #000000"',
    "none": "",
}


def _page(variant: Variant) -> tuple[float, float]:
    short, long = _PAPER[variant.paper]
    return (long, short) if variant.landscape else (short, long)


def _font(variant: Variant) -> str:
    name = "Noto Sans CJK SC" if variant.sans else "Noto Serif CJK SC"
    return " ".join(
        f'{slot}="{name}"'
        for slot in (
            "style:font-name",
            "style:font-name-asian",
            "fo:font-family",
            "style:font-family-asian",
        )
    )


def _sizes(points: float) -> str:
    return f'fo:font-size="{points}pt" style:font-size-asian="{points}pt"'


def _document(kind: str, variant: Variant, styles: str, body: str, footer: str) -> bytes:
    width, height = _page(variant)
    turn = "landscape" if variant.landscape else "portrait"
    over = _overlay(width, height) if variant.watermark and kind == "text" else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {_NAMESPACES} office:version="1.2"'
        f' office:mimetype="application/vnd.oasis.opendocument.{kind}"><office:styles>'
        f'<style:default-style style:family="paragraph"><style:text-properties {_font(variant)}'
        f' {_sizes(8.5)}/></style:default-style><style:default-style style:family="table-cell">'
        f"<style:text-properties {_font(variant)} {_sizes(8.5)}/></style:default-style>"
        f"</office:styles><office:automatic-styles>{styles}"
        f'<style:page-layout style:name="page"><style:page-layout-properties style:scale-to-X="1" style:scale-to-Y="0"'
        f' fo:page-width="{width}cm" fo:page-height="{height}cm" style:print-orientation="{turn}"'
        f' fo:margin="1.2cm"/><style:header-style/><style:footer-style/></style:page-layout>'
        f"</office:automatic-styles><office:master-styles>"
        f'<style:master-page style:name="Standard" style:page-layout-name="page">'
        f"<style:header><text:p>{HEAD if variant.prose else ''}{over}</text:p></style:header>"
        f'<style:footer><text:p text:style-name="middle">{footer}</text:p></style:footer>'
        f"</style:master-page></office:master-styles><office:body><office:{kind}>{body}"
        f"</office:{kind}></office:body></office:document>"
    ).encode()


def _overlay(width: float, height: float) -> str:
    """A slanted watermark across the page, and a large pale seal."""

    def shape(text: str, style: str, x: float, y: float, turn: float) -> str:
        return (
            f'<draw:custom-shape text:anchor-type="paragraph" draw:style-name="over" svg:width="17cm"'
            f' svg:height="2.6cm" draw:transform="rotate ({turn}) translate ({x}cm {y}cm)">'
            f'<text:p text:style-name="{style}">{text}</text:p>'
            f'<draw:enhanced-geometry svg:viewBox="0 0 21600 21600" draw:type="rectangle"'
            f' draw:enhanced-path="M 0 0 L 21600 0 21600 21600 0 21600 0 0 Z N"/></draw:custom-shape>'
        )

    return shape(WATERMARK, "mark", width * 0.15, height * 0.7, 0.5) + shape(
        "骑缝章", "seal", width * 0.5, height * 0.75, 0
    )


def _styles(variant: Variant) -> str:
    width = _page(variant)[0] - 2.4
    columns = "".join(
        f'<style:style style:name="c{n}" style:family="table-column"><style:table-column-properties'
        f' style:column-width="{width * share / 100:.3f}cm"/></style:style>'
        for n, share in enumerate(WIDTHS)
    )
    master = ' style:master-page-name="Standard"' if variant.producer == "calc" else ""
    align = "top" if variant.top else "middle"
    together = "always" if variant.cut == "whole" else "auto"

    def paragraph(name: str, side: str, points: float, more: str = "") -> str:
        return (
            f'<style:style style:name="{name}" style:family="paragraph"><style:paragraph-properties'
            f' fo:text-align="{side}"/><style:text-properties {_sizes(points)} {more}/></style:style>'
        )

    return (
        f'{columns}<style:style style:name="t" style:family="table"{master}>'
        f"<style:table-properties"
        f' style:width="{width:.3f}cm" table:align="left" style:may-break-between-rows="true"'
        f' table:border-model="collapsing"/></style:style>'
        f'<style:style style:name="r" style:family="table-row"><style:table-row-properties'
        f' fo:keep-together="{together}" style:use-optimal-row-height="true"/></style:style>'
        f'<style:style style:name="cell" style:family="table-cell"><style:table-cell-properties'
        f' {_RULES[variant.rules]} fo:padding="0.08cm" style:vertical-align="{align}"'
        f' fo:wrap-option="wrap"/></style:style>'
        f'<style:style style:name="plain" style:family="table-cell"/>'
        f'<style:style style:name="over" style:family="graphic"><style:graphic-properties'
        f' draw:stroke="none" draw:fill="none" style:run-through="background"'
        f' style:wrap="run-through" style:horizontal-pos="from-left" style:horizontal-rel="page"'
        f' style:vertical-pos="from-top" style:vertical-rel="page"/></style:style>'
        + paragraph("left", "start", 8.5)
        + paragraph("right", "end", 8.5)
        + paragraph("middle", "center", 8.5)
        + paragraph("title", "center", 15)
        + paragraph("mark", "center", 50, 'fo:color="#d0d0d0"')
        + paragraph("seal", "center", 40, 'fo:color="#f6c8c8"')
    )


def _cell(text: str, style: str = "left", more: str = "", cell: str = "cell") -> str:
    inside = f'<text:p text:style-name="{style}">{escape(text)}</text:p>'
    return (
        f'<table:table-cell table:style-name="{cell}" office:value-type="string"{more}>{inside}'
        "</table:table-cell>"
    )


def _row(cells: str) -> str:
    return f'<table:table-row table:style-name="r">{cells}</table:table-row>'


_COVERED = "<table:covered-table-cell/>"


def _header(variant: Variant) -> str:
    if variant.merged == "header":
        two = ' table:number-rows-spanned="2"'
        four = ' table:number-columns-spanned="4"'
        name, objective, indicators = (
            _cell(text, "middle", two) for text in (HEADER[0], HEADER[5], HEADER[6])
        )
        high = name + _cell("预算金额", "middle", four) + _COVERED * 3 + objective + indicators
        low = "".join(_cell(text, "middle") for text in HEADER[1:5])
        return _row(high) + _row(_COVERED + low + _COVERED * 2)
    row = _row("".join(_cell(text, "middle") for text in HEADER))
    if variant.merged == "title":
        title = _cell(TITLE, "title", ' table:number-columns-spanned="7"')
        return _row(title + _COVERED * 6) + row
    return row


def _rows(line: Line, variant: Variant) -> str:
    cells = line.cells
    styles = ("left", *["right"] * 4, "left", "left")
    if variant.merged == "entries" and len(line.entries) > 1:
        span = f' table:number-rows-spanned="{len(line.entries)}"'
        first = "".join(_cell(t, s, span) for t, s in zip(cells[:6], styles[:6], strict=True))
        rows = [_row(first + _cell(line.entries[0]))]
        return "".join(rows + [_row(_COVERED * 6 + _cell(one)) for one in line.entries[1:]])
    return _row("".join(_cell(t, s) for t, s in zip(cells, styles, strict=True)))


def _columns() -> str:
    return "".join(f'<table:table-column table:style-name="c{n}"/>' for n in range(len(WIDTHS)))


_NUMBER = "<text:page-number>1</text:page-number>"


def as_writer(table: Table, variant: Variant) -> bytes:
    """A text document."""
    header = _header(variant)
    if variant.repeat:
        header = f"<table:table-header-rows>{header}</table:table-header-rows>"
    rows = "".join(_rows(line, variant) for line in table.lines)
    body = []
    if variant.prose:
        body += [f"<text:p>{line}</text:p>" for line in PROSE]
    if variant.merged != "title":
        body.append(f'<text:p text:style-name="title">{TITLE}</text:p>')
    body.append(f"<text:p>部门名称：{table.department}</text:p>")
    body.append('<text:p text:style-name="right">单位：万元</text:p>')
    body.append(
        f'<table:table table:name="T" table:style-name="t">{_columns()}{header}{rows}</table:table>'
    )
    if variant.prose:
        body += [f"<text:p>{line}</text:p>" for line in AFTER]
    return _document("text", variant, _styles(variant), "".join(body), f"- {_NUMBER} -")


def as_calc(table: Table, variant: Variant) -> bytes:
    """A spreadsheet: every row on one page, since it cannot cut one."""
    header = _header(variant)
    if variant.repeat:
        header = f"<table:table-header-rows>{header}</table:table-header-rows>"
    empty = '<table:table-cell table:style-name="plain"/>'
    title = ' table:number-columns-spanned="7"'
    front = _row(_cell(TITLE, "title", title, "plain") + _COVERED * 6) + _row(
        _cell(f"部门名称：{table.department}", "left", ' table:number-columns-spanned="5"', "plain")
        + _COVERED * 4
        + empty
        + _cell("单位：万元", "right", "", "plain")
    )
    rows = "".join(_rows(line, variant) for line in table.lines)
    body = (
        f'<table:table table:name="表" table:style-name="t">{_columns()}{front}{header}{rows}'
        "</table:table>"
    )
    return _document("spreadsheet", variant, _styles(variant), body, f"第{_NUMBER}页")
