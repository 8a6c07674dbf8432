"""Every way of printing a known table gives that table again, each cell with its place."""

import pytest
from tests.documents.conftest import Printed, ReadOnce
from tests.documents.render import missing, rendered
from tests.documents.second_reader import characters, disagreement, drawn
from tests.documents.tables import Line, Table, content_of
from tests.documents.turning import bound
from tests.documents.variants import QUICK, Variant
from tests.reading.pdf_builder import Page, pdf

from jixiao.model import Document, PageCell, Place, Selection, UnreadableDocument, parse_pages
from jixiao.pipeline import read
from jixiao.reading.pdf import PdfReader
from jixiao.text import fold

NAMES = [variant.name for variant in QUICK]


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_is_right_and_every_cut_row_is_joined(
    name: str, printed: Printed, read_once: ReadOnce
) -> None:
    table, variant, _ = printed[name]

    reading = read_once(name)

    assert len(reading.tables) == 1
    assert content_of(reading) == table.content()
    assert reading.table.department == table.department
    assert reading.table.amount_unit == "万元"
    assert not reading.source.recognised
    assert {str(check.verdict) for check in reading.table.arithmetic} <= {"exact", "rounding"}
    assert {repair.kind for repair in reading.repairs} <= {"rows_joined"}
    # Where rows stay whole, a page may still part merged cells from some of the rows beside them.
    if variant.merged != "entries":
        assert bool(reading.repairs) == (variant.cut != "whole")
    assert reading.questions == ()


@pytest.mark.parametrize("name", NAMES)
def test_every_drawn_character_is_accounted_for(
    name: str, printed: Printed, read_once: ReadOnce
) -> None:
    _, variant, _ = printed[name]

    ledger = read_once(name).ledger

    assert ledger.fields + ledger.furniture + ledger.unread + ledger.outside == ledger.characters
    assert ledger.unread == 0
    if not (variant.watermark or variant.prose or variant.twist == "marks" or variant.budget):
        assert ledger.outside < 10  # the number of the last page


@pytest.mark.parametrize("name", NAMES)
def test_a_second_reader_finds_the_same_characters_in_the_document(
    name: str, printed: Printed
) -> None:
    table, variant, content = printed[name]

    missing, others = disagreement(content, table, variant.budget)

    assert (missing, others) == ({}, {})


@pytest.mark.parametrize("name", NAMES)
def test_places_are_where_a_second_reader_finds_the_text(
    name: str, printed: Printed, read_once: ReadOnce
) -> None:
    _, _, content = printed[name]
    reading = read_once(name)

    for project in reading.table.projects[::3]:
        for text, places in (
            (project.name, project.at.name),
            (project.objective, project.at.objective),
            (project.indicators[0].text, project.indicators[0].at),
        ):
            found = characters("".join(_text_at(content, place) for place in places))
            assert characters(text or "") - found == {}


def _text_at(content: bytes, place: Place) -> str:
    assert place.page is not None
    assert place.box is not None
    left, top, right, bottom = place.box
    return "".join(
        one.text
        for one in drawn(content)[place.page - 1]
        if left - 4 < one.x < right + 4 and top - 8 < one.y < bottom + 8
    )


def test_text_is_what_is_drawn_and_each_cell_a_range_of_it(printed: Printed) -> None:
    _, _, content = printed["chromium-middle-once"]
    raw = PdfReader().read(Document("a.pdf", content))

    cells = [cell for table in raw.tables for row in table.rows for cell in row]
    cells += raw.overlays
    assert all(raw.text[c.offset : c.offset + len(c.text)] == c.text for c in cells)
    assert "".join(cell.text for cell in cells) == raw.text
    for cell in cells:
        assert isinstance(cell, PageCell)
        assert all(0 <= first < max(1, len(cell.text)) for first, _ in cell.runs)


def test_watermarks_and_seals_stand_in_no_cell(printed: Printed) -> None:
    for name in ("chromium-middle-once", "writer-middle-once"):
        _, _, content = printed[name]
        raw = PdfReader().read(Document("a.pdf", content))

        over = fold("".join(cell.text for cell in raw.overlays))
        assert over.count("骑缝章") == over.count("内部资料严禁外传") == len(raw.tables)
        assert "骑" not in "".join(c.text for t in raw.tables for row in t.rows for c in row)


def test_a_table_is_found_among_other_pages_and_says_on_which(printed: Printed) -> None:
    table, _, content = printed["writer-plain"]
    other = (
        Page().text(50, 260, "Budget of 2024, part 1").grid((50, 150, 250, 350), (220, 200, 180))
    )
    other.text(55, 205, "item").text(155, 205, "1,234.50").text(255, 205, "2,000.00")

    reading = read(bound(pdf(other, other, other), content, pdf(other)), "a.pdf")

    assert content_of(reading) == table.content()
    assert {place.page for place in reading.table.projects[0].at.name} == {4}
    assert reading.ledger.unread == 0
    assert "outside:p1-3" in reading.ledger.by_kind


def test_several_processes_read_the_same(printed: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    document = Document("a.pdf", printed["writer-plain"][2])
    one = PdfReader(processes=1).read(document)
    for limit in ("_WORTH_TWO", "_WORTH_COPY"):
        monkeypatch.setattr(f"jixiao.reading.pdf.{limit}", 2)
    monkeypatch.setattr("jixiao.reading.pdf._CHUNK", 2)

    assert PdfReader(processes=3).read(document) == one


def test_fonts_that_do_not_name_their_characters_are_said(printed: Printed) -> None:
    for name in ("chromium-plain", "writer-plain"):
        content = printed[name][2].replace(b"/ToUnicode", b"/ToUnicodX")

        with pytest.raises(UnreadableDocument, match=r"字体没有说明.*OCR"):
            read(content, "a.pdf")


def test_only_the_pages_that_are_asked_for_are_read(printed: Printed) -> None:
    _, _, content = printed["writer-plain"]
    document = Document("a.pdf", content)
    everything = PdfReader().read(document)

    some = PdfReader().read(Document("a.pdf", content, Selection(parse_pages("2-3,5"))))

    pages = [table.rows[-1][0] for table in some.tables]
    assert [cell.page for cell in pages if isinstance(cell, PageCell)] == [2, 3, 5]
    assert some.tables[1].rows[1][0].text == everything.tables[2].rows[1][0].text


def _entries(number: int, kind: str) -> tuple[str, ...]:
    return tuple(
        f"{n}、1-产出指标；11-数量指标；{kind}会议数量{n}；"
        f"实施周期指标值：不少于{n}次；年度指标值：不少于{n}次。"
        for n in range(1, number + 1)
    )


def _few_rows(*lengths: int) -> Table:
    """A table of few rows, so long that a page holds one to three of them."""
    amounts = ("10.00", "10.00", "", "")
    total = (f"{10 * len(lengths)}.00", f"{10 * len(lengths)}.00", "", "")
    projects = (
        Line("project", f"会议经费{n}", amounts, "按时召开会议并完成任务，" * long, _entries(long, f"第{n}类"))
        for n, long in enumerate(lengths, start=1)
    )  # fmt: skip
    return Table(
        "某某局", (Line("total", "合计", total), Line("unit", "某某局本级", total), *projects)
    )


def test_a_page_of_few_rows_shows_its_columns_without_lines_and_without_header() -> None:
    variants = [
        Variant(f"{producer}-{repeat}-{top}", producer, repeat=repeat, top=top, cut="whole", rules="none")
        for producer, repeat, top in (
            ("chromium", True, True), ("chromium", False, False), ("writer", True, True),
            ("writer", False, False),
        )
    ]  # fmt: skip
    if lacking := missing(variant.producer for variant in variants):
        pytest.skip(f"not installed: {', '.join(lacking)}")
    jobs = [(table, v) for table in (_few_rows(7, 7, 7), _few_rows(2, 8, 8, 2)) for v in variants]

    for (table, variant), content in zip(jobs, rendered(jobs), strict=True):
        reading = read(content, "a.pdf")

        assert content_of(reading) == table.content(), variant.name
        assert reading.ledger.unread == 0


def test_a_row_may_be_the_same_on_several_pages() -> None:
    variants = [
        Variant(f"{producer}-{repeat}-{cut}", producer, repeat=repeat, cut=cut)
        for producer, repeat, cut in (
            ("chromium", False, "open"), ("chromium", True, "closed"), ("writer", False, "open"),
        )
    ]  # fmt: skip
    if lacking := missing(variant.producer for variant in variants):
        pytest.skip(f"not installed: {', '.join(lacking)}")
    total = ("10.00", "10.00", "", "")
    project = Line(
        "project", "会议经费", total, "保障机关正常运转，按时开会，" * 300, _entries(2, "")
    )
    table = Table(
        "某某局", (Line("total", "合计", total), Line("unit", "某某局本级", total), project)
    )

    for variant, content in zip(variants, rendered([(table, v) for v in variants]), strict=True):
        reading = read(content, "a.pdf")

        assert content_of(reading) == table.content(), variant.name
