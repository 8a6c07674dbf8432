"""The official form reads back the same; what it cannot carry is said before it is written."""

import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
import openpyxl
import pytest
from hypothesis import given, settings
from tests.publishing.records import records
from tests.publishing.tables import any_texts, plain_texts, readings
from tests.reading.rendering import truth

from jixiao.model import Reading, Target
from jixiao.pipeline import forms_of, read, uncarried
from jixiao.publishing import form_html
from jixiao.publishing.official.xlsx import form_xlsx

SAMPLES = ("baiyun", "huadu", "kaifaqu", "tianhe", "zengcheng")
FORMS: dict[str, Callable[[Reading], bytes]] = {
    "xlsx": lambda reading: form_xlsx(forms_of(reading)),
    "html": lambda reading: form_html(forms_of(reading)),
}


def with_year(reading: Reading, year: int = 2025) -> Reading:
    tables = tuple(msgspec.structs.replace(t, budget_year=year) for t in reading.tables)
    return msgspec.structs.replace(reading, tables=tables)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("sample", SAMPLES)
def test_every_sample_reads_back_the_same(sample: str, form: str) -> None:
    reading = with_year(truth(sample))

    assert uncarried(reading) == ()
    assert records(read(FORMS[form](reading), "a.bin")) == records(reading)


def test_a_workbook_of_a_day_is_the_same_bytes_later() -> None:
    forms = forms_of(with_year(truth("kaifaqu")))
    first, undated = form_xlsx(forms, on=date(2025, 3, 1)), form_xlsx(forms)
    time.sleep(1.01)  # what a workbook says of its making is as exact as a second

    assert form_xlsx(forms, on=date(2025, 3, 1)) == first
    assert form_xlsx(forms, on=date(2025, 3, 2)) != first
    assert form_xlsx(forms) != undated


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=40, deadline=None)
@given(reading=readings(plain_texts))
def test_a_table_of_plain_texts_is_always_carried(form: str, reading: Reading) -> None:
    assert uncarried(reading) == ()
    assert records(read(FORMS[form](reading), "a.bin")) == records(reading)


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=60, deadline=None)
@given(reading=readings(any_texts))
def test_any_table_is_carried_or_refused(form: str, reading: Reading) -> None:
    if not uncarried(reading):
        assert records(read(FORMS[form](reading), "a.bin")) == records(reading)


def test_what_cannot_be_carried_is_named_with_its_place() -> None:
    reading = truth("kaifaqu")
    table = reading.table
    unit = table.spending_units[0]
    project = unit.projects[1]
    bad = msgspec.structs.replace(
        project.indicators[1], annual_target=Target("3个。3、1-产出指标；11-数量指标；假的")
    )
    indicators = (project.indicators[0], bad, *project.indicators[2:])
    projects = list(unit.projects)
    projects[1] = msgspec.structs.replace(project, indicators=indicators)
    made = msgspec.structs.replace(unit, projects=tuple(projects))
    changed = msgspec.structs.replace(table, spending_units=(made,))

    (problem,) = uncarried(msgspec.structs.replace(reading, tables=(changed,)))

    assert "广佛（佛冈）产业园业务工作经费补助" in problem.where
    assert "指标 2" in problem.where
    assert "编号" in problem.why


def test_an_entry_without_a_name_is_itself_named_not_its_neighbour() -> None:
    reading = truth("kaifaqu")
    table = reading.table
    unit = table.spending_units[0]
    project = unit.projects[1]
    bare = msgspec.structs.replace(
        project.indicators[1], name=None, period_target=None, annual_target=None, text=""
    )
    indicators = (project.indicators[0], bare, *project.indicators[2:])
    projects = list(unit.projects)
    projects[1] = msgspec.structs.replace(project, indicators=indicators)
    made = msgspec.structs.replace(unit, projects=tuple(projects))
    changed = msgspec.structs.replace(table, spending_units=(made,))

    (problem,) = uncarried(msgspec.structs.replace(reading, tables=(changed,)))

    assert "指标 2" in problem.where
    assert "没有名称" in problem.what
    assert "填写名称" in problem.why


def test_the_workbook_prints_as_the_form_does() -> None:
    import io  # noqa: PLC0415

    book = openpyxl.load_workbook(io.BytesIO(form_xlsx(forms_of(with_year(truth("zengcheng"))))))
    sheet = book.active
    assert sheet is not None

    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.paperSize == 9
    assert sheet.print_title_rows == "$2:$3"
    assert sheet.oddFooter is not None
    assert "第 &P 页 共 &N 页" in (sheet.oddFooter.center.text or "")
    assert str(sheet.merged_cells) == "A1:G1 A2:E2"
    assert sheet["A3"].value == "项目名称（资金使用单位）"
    assert (sheet["A4"].value, sheet["B4"].value, sheet["B4"].number_format) == (
        "合计", 77452.61, "#,##0.00",
    )  # fmt: skip
    assert sheet["D4"].value is None
    for row in (4, 5):  # a row of sums is of one colour
        assert len({one.fill.start_color.rgb for one in sheet[row]}) == 1
    assert not any(sheet.sheet_state != "visible" for sheet in book)


def test_a_column_of_the_workbook_is_wide_enough_for_its_longest_amount() -> None:
    import io  # noqa: PLC0415

    reading = truth("kaifaqu")
    unit = reading.table.spending_units[0]
    funding = msgspec.structs.replace(unit.projects[0].funding, total=Decimal("20611440000.00"))
    project = msgspec.structs.replace(unit.projects[0], funding=funding)
    made = msgspec.structs.replace(unit, projects=(project, *unit.projects[1:]))
    table = msgspec.structs.replace(reading.table, spending_units=(made,))

    def widths(tables: tuple[Any, ...]) -> list[float]:
        content = form_xlsx(forms_of(msgspec.structs.replace(reading, tables=tables)))
        sheet = openpyxl.load_workbook(io.BytesIO(content)).active
        assert sheet is not None
        kept = sheet.column_dimensions.values()  # equal ones that stand together are one
        return [one.width for one in kept for _ in range(one.min or 0, (one.max or 0) + 1)]

    usual, wide = widths(reading.tables), widths((table,))

    # What does not fit is shown as ####.
    assert wide[1] > len("20,611,440,000.00") > usual[1]
    assert wide[2:5] == usual[2:5]
    assert sum(wide) == pytest.approx(sum(usual), abs=1)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("x")', "\tx"])
def test_no_text_becomes_a_formula(text: str) -> None:
    import io  # noqa: PLC0415

    reading = truth("kaifaqu")
    unit = reading.table.spending_units[0]
    project = msgspec.structs.replace(unit.projects[0], objective=text)
    made = msgspec.structs.replace(unit, projects=(project, *unit.projects[1:]))
    table = msgspec.structs.replace(reading.table, spending_units=(made,))
    content = form_xlsx(forms_of(msgspec.structs.replace(reading, tables=(table,))))

    cell = openpyxl.load_workbook(io.BytesIO(content)).active["F6"]  # type: ignore[index]

    assert cell.data_type == "s"
    assert cell.value == text


def test_markup_in_a_name_stays_text_on_the_page() -> None:
    reading = truth("kaifaqu")
    unit = reading.table.spending_units[0]
    project = msgspec.structs.replace(unit.projects[0], name="<script>alert(1)</script>&amp;")
    made = msgspec.structs.replace(unit, projects=(project, *unit.projects[1:]))
    table = msgspec.structs.replace(reading.table, spending_units=(made,))

    page = form_html(forms_of(msgspec.structs.replace(reading, tables=(table,)))).decode()

    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;" in page
