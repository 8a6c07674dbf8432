"""Which cell belongs to which column, and what is said when columns are lost or swapped."""

import re
import time
from importlib import resources

import pytest

from jixiao.model import Document, UnreadableDocument
from jixiao.pipeline import read
from jixiao.reading import read_raw
from jixiao.understanding import understand
from jixiao.understanding.columns import CANONICAL, assign
from jixiao.understanding.ledger import FURNITURE
from tests.understanding.builders import HEADER, asked, entry, reading_of, row, text_of, total

ROWS = (total("合计", "12.00"), total("某局", "12.00"), row("甲项目", "12.00"))


def without_columns(*numbers: int) -> str:
    lines = text_of(*ROWS).split("\n")
    kept = [
        "\t".join(c for i, c in enumerate(line.split("\t"), start=1) if i not in numbers)
        for line in lines
    ]
    return "\n".join(kept)


@pytest.mark.parametrize(
    ("classes", "expected"),
    [
        ("text amount amount blank blank text indicators", [0, 1, 2, 3, 4, 5, 6]),
        ("text amount amount blank text indicators", [0, 1, 2, 3, None, 4, 5]),
        ("text amount amount text indicators", [0, 1, 2, None, None, 3, 4]),
        ("text amount amount", [0, 1, 2, None, None, None, None]),
        ("amount amount amount blank blank text indicators", [0, 1, 2, 3, 4, 5, 6]),
        ("text amount amount text indicators blank blank", [0, 1, 2, None, None, 3, 4]),
        ("text blank amount amount blank blank text indicators", [0, 2, 3, 4, 5, 6, 7]),
        ("text amount blank amount blank blank text indicators", [0, 1, 3, 4, 5, 6, 7]),
        ("text amount amount blank blank blank text indicators", [0, 1, 2, 3, 4, 6, 7]),
    ],
)
def test_cells_find_their_columns_by_content(classes: str, expected: list[int | None]) -> None:
    found = dict(assign(tuple(classes.split()), CANONICAL))

    blank = {i for i, kind in enumerate(classes.split()) if kind == "blank"}
    for column, index in zip(CANONICAL, expected, strict=True):
        if index is not None and index not in blank:
            assert found[column] == index, column


@pytest.mark.parametrize(
    "classes",
    [
        "text blank amount amount blank blank text indicators",
        "text blank amount amount blank text indicators",
    ],
)
def test_a_column_without_a_head_takes_no_amount(classes: str) -> None:
    columns = ("name", None, *CANONICAL[1:])

    found = dict(assign(tuple(classes.split()), columns))

    assert (found["total"], found["fiscal_appropriation"]) == (2, 3)


@pytest.mark.parametrize(
    ("columns", "named"),
    [((7,), "绩效指标"), ((6,), "绩效目标"), ((3, 6), "财政拨款、绩效目标")],
)
def test_a_missing_column_is_named(columns: tuple[int, ...], named: str) -> None:
    reading = read(without_columns(*columns).encode())

    (question,) = [q for q in reading.questions if q.kind == "column_missing"]
    assert f"：{named}。" in question.message


def test_rows_swapped_against_their_header_are_said() -> None:
    swapped = ["\t".join([c[5], *c[1:5], c[0], c[6]]) for c in (line.split("\t") for line in ROWS)]

    assert "columns_swapped" in asked(reading_of(*swapped))


def test_columns_swapped_with_their_header_are_read_by_it() -> None:
    order = (5, 0, 6, 1, 2, 3, 4)
    swap = ["\t".join(line.split("\t")[i] for i in order) for line in (HEADER, *ROWS)]
    (project,) = reading_of(*swap[1:], header=swap[0]).table.projects

    assert (project.name, project.objective, str(project.funding.total)) == (
        "甲项目",
        "目标",
        "12.00",
    )
    assert len(project.indicators) == 1


@pytest.mark.parametrize(
    "header",
    [
        HEADER.replace("绩效目标", "绩效目杯"),
        HEADER.replace("总计", "忌计").replace("绩效指标", "绩 效指 标"),
        HEADER.replace("总计", "总计（万元）"),
        "序号\t" + HEADER,
    ],
)
def test_a_noisy_header_is_still_a_header(header: str) -> None:
    rows = ROWS if "序号" not in header else [f"{n}\t{line}" for n, line in enumerate(ROWS)]
    reading = reading_of(*rows, header=header)

    assert asked(reading) == []
    assert [p.name for p in reading.table.projects] == ["甲项目"]


def test_a_header_alone_is_said_to_be_one() -> None:
    with pytest.raises(UnreadableDocument, match="只有表头"):
        understand(read_raw(Document("a.txt", (HEADER + "\n").encode())))


def test_an_amount_in_words_is_quoted() -> None:
    words = f"乙\t伍拾万元\t伍拾万元\t\t\t目标\t{entry(1)}"
    reading = reading_of(total("合计", "62.00"), total("某局", "62.00"), row("甲", "12.00"), words)

    (question,) = [q for q in reading.questions if q.kind == "amount_undecided"]
    assert "印的是“伍拾万元”" in question.message


@pytest.mark.parametrize("kind", ["header_cell", "title"])
def test_names_of_units_and_projects_are_no_furniture(kind: str) -> None:
    names = [
        name
        for sample in ("baiyun", "huadu", "kaifaqu", "tianhe", "zengcheng")
        for table in read(
            (resources.files("jixiao") / "samples" / f"{sample}.txt").read_bytes()
        ).tables
        for name in [u.name for u in table.spending_units] + [p.name for p in table.projects]
        if name
    ]

    assert len(names) == 172
    assert [name for name in names if re.fullmatch(FURNITURE[kind], name)] == []


def test_a_bare_row_alone_is_a_project_unless_an_organisation() -> None:
    (project,) = reading_of(row("A项目", "12.00", " ", "")).table.projects
    (unit,) = reading_of(row("某区财政局", "12.00", " ", "")).table.spending_units

    assert project.name == "A项目"
    assert (unit.name, unit.projects) == ("某区财政局", ())


def test_a_school_whose_projects_do_not_add_up_is_a_unit_all_the_same() -> None:
    reading = reading_of(
        total("合计", "99.00"),
        total("某县教育局", "12.00"),
        row("甲项目", "12.00"),
        total("某县第一高级中学", "80.00"),
        row("乙项目", "50.00"),
    )

    assert [one.name for one in reading.table.spending_units] == ["某县教育局", "某县第一高级中学"]
    assert [one.name for one in reading.table.projects] == ["甲项目", "乙项目"]


def test_a_stray_column_far_to_the_right_costs_nothing() -> None:
    columns = (*CANONICAL, *[None] * 30_000)
    start = time.process_time()
    mapping = assign(("text", "amount", *["blank"] * 29_000), columns)

    assert mapping[:2] == (("name", 0), ("total", 1))
    assert time.process_time() - start < 5
