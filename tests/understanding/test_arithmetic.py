"""Sums decide only what the print leaves open, and only where one choice fits."""

from decimal import Decimal
from importlib import resources

import pytest

from jixiao.model import Correction, Funding, Verdict
from jixiao.pipeline import read
from jixiao.understanding.arithmetic import solve, verdict
from jixiao.understanding.versions import Version
from tests.understanding.builders import asked, entry, kinds, reading_of, row, text_of, total


def funded(*amounts: str) -> list[Version]:
    return [
        Version(Funding(Decimal(amount), Decimal(amount)), "换页", "amount_chosen", 1)
        for amount in amounts
    ]


@pytest.mark.parametrize(
    ("printed", "addends", "expected"),
    [
        ("10.00", ["4.00", "6.00"], Verdict.EXACT),
        ("10.00", ["4.01", "6.00"], Verdict.ROUNDING),
        ("10.00", ["4.02", "6.00"], Verdict.GAP),
        ("10.00", ["10.01"], Verdict.ROUNDING),
        ("10.00", ["10.02"], Verdict.GAP),
    ],
)
def test_a_gap_within_half_a_cent_an_amount_is_rounding(
    printed: str, addends: list[str], expected: Verdict
) -> None:
    assert verdict(Decimal(printed), [Decimal(a) for a in addends]) is expected


def test_a_sum_without_addends_is_undecided_never_exact() -> None:
    assert verdict(Decimal("1.00"), [None]) is Verdict.UNDECIDED


def test_many_open_rows_are_solved_by_halves() -> None:
    # Each row's two readings differ by another power of two: one choice alone gives the sum.
    rows = [funded("1.00", f"{1 + 2**index}.00") for index in range(30)]
    chosen = [options[index % 2] for index, options in enumerate(rows)]
    whole = sum((v.funding.total or Decimal(0) for v in chosen), Decimal(0))

    found = solve(Funding(whole, whole), rows)

    assert found.complete
    assert found.choices == [tuple(chosen)]


def test_too_many_possibilities_are_said_not_tried() -> None:
    rows = [funded(*(f"{index}{digit}.00" for digit in range(10))) for index in range(1, 20)]

    assert not solve(Funding(Decimal(1), Decimal(1)), rows).complete


def test_the_broken_rows_of_zengcheng_come_out_as_printed_below() -> None:
    content = (resources.files("jixiao") / "samples" / "zengcheng.txt").read_bytes()
    table = read(content, name="zengcheng.txt").table
    chosen = {p.name: p.funding.total for p in table.projects if len(p.at.name) > 1}

    assert chosen == {
        "广州市增城区商务发展专项资金项目": Decimal("49000.00"),
        "增城区收入开屏经费广州博览云开展经贸": Decimal("18.00"),
        "工业和商务领域稳增长专班工作经费": Decimal("13.00"),
    }
    # Leaving out the rows of lines 20 and 52 would also fit within rounding: both must stay.
    names = {p.name for p in table.projects}
    assert "广州市增城区科技工业商务和信息化局2023-2025年信息化基础设施运维项目" in names
    (unit,) = [c for c in table.arithmetic if c.of == "spending_unit" and c.column == "total"][:1]
    assert (unit.printed, unit.computed) == (Decimal("77398.00"), Decimal("77398.01"))
    assert unit.verdict is Verdict.ROUNDING


@pytest.mark.parametrize("wrong", ["10.00", "13.80", "18.60"])
def test_a_total_that_disagrees_with_its_funding_is_mended_by_the_sums(wrong: str) -> None:
    damaged = f"乙\t{wrong}\t18.00\t\t\t目标\t{entry(1)}"
    reading = reading_of(
        total("合计", "30.00"), total("某局", "30.00"), row("甲", "12.00"), damaged
    )

    assert reading.table.projects[1].funding.total == Decimal("18.00")
    assert kinds(reading) == ["amount_chosen"]
    assert asked(reading) == []


@pytest.mark.parametrize(
    ("printed", "amount"),
    [("l8.00", "18.00"), ("1B.OO", "18.00"), ("专 18.00", "18.00"), ("1 8 . 0 0", "18.00")],
)
def test_misread_characters_become_the_digits_that_make_the_sums_hold(
    printed: str, amount: str
) -> None:
    damaged = f"乙\t{printed}\t18.00\t\t\t目标\t{entry(1)}"
    reading = reading_of(
        total("合计", "30.00"), total("某局", "30.00"), row("甲", "12.00"), damaged
    )

    assert str(reading.table.projects[1].funding.total) == amount
    assert asked(reading) == []


def test_a_sound_row_is_never_changed_to_close_a_gap() -> None:
    reading = reading_of(
        total("合计", "30.00"),
        total("某局", "30.00"),
        row("甲", "12.00"),
        row("乙", "10.00"),
        row("丙", "18.00"),
    )

    assert [str(p.funding.total) for p in reading.table.projects] == ["12.00", "10.00", "18.00"]
    assert reading.repairs == ()
    assert set(asked(reading)) == {"sum_gap"}


def test_two_choices_that_both_hold_are_listed_and_none_is_made() -> None:
    rows = [
        f"{name}\t{wrong}\t{right}\t\t\t目标\t{entry(1)}"
        for name, wrong, right in (("乙", "10.00", "18.00"), ("丙", "10.00", "18.00"))
    ]
    reading = reading_of(total("合计", "28.00"), total("某局", "28.00"), *rows)

    assert [str(p.funding.total) for p in reading.table.projects] == ["10.00", "10.00"]
    assert "amount_chosen" not in kinds(reading)
    assert "several_repairs" in asked(reading)


def test_words_for_an_amount_are_unread_and_asked_about() -> None:
    damaged = f"乙\t壹佰万元\t壹佰万元\t\t\t目标\t{entry(1)}"
    reading = reading_of(
        total("合计", "30.00"), total("某局", "30.00"), row("甲", "12.00"), damaged
    )

    assert reading.table.projects[1].funding.total is None
    assert "壹佰万元" in [rest.text for rest in reading.ledger.remainder]
    assert {"amount_undecided"} <= set(asked(reading))


def test_a_persons_amount_is_used_and_recorded() -> None:
    rows = (total("合计", "30.00"), total("某局", "30.00"), row("甲", "12.00"), row("乙", "10.00"))
    correction = Correction(
        "set", spending_unit="某局", project="乙", field="total", printed="10.00", value="18.00"
    )

    reading = read(text_of(*rows).encode(), corrections=[correction])

    assert reading.table.projects[1].funding.total == Decimal("18.00")
    (repair,) = reading.repairs
    assert (repair.kind, repair.before, repair.after, repair.confidence) == (
        "amount_set",
        "10.00",
        "18.00",
        "person",
    )


def test_a_correction_that_meets_nothing_is_said() -> None:
    rows = (total("合计", "12.00"), total("某局", "12.00"), row("甲", "12.00"))
    correction = Correction("set", project="没有这个项目", field="total", value="1.00")

    assert asked(read(text_of(*rows).encode(), corrections=[correction])) == ["correction_unused"]


def test_a_correction_for_another_document_is_passed_over_in_silence() -> None:
    rows = (total("合计", "12.00"), total("某局", "12.00"), row("甲", "12.00"))
    other = Correction("set", project="乙", field="total", value="1.00", source="别的表.txt")
    mine = Correction("set", project="甲", field="total", value="1.00", source="表.txt")

    reading = read(text_of(*rows).encode(), name="夹/表.txt", corrections=[other, mine])

    assert "correction_unused" not in asked(reading)
    assert reading.table.projects[0].funding.total == Decimal("1.00")


def test_an_undone_choice_asks_again_with_its_candidates() -> None:
    content = (resources.files("jixiao") / "samples" / "zengcheng.txt").read_bytes()
    chosen = next(r for r in read(content).repairs if r.after == "49000.00")

    reading = read(content, corrections=[Correction("undo", key=chosen.key)])

    project = next(p for p in reading.table.projects if "商务发展专项" in (p.name or ""))
    (question,) = [q for q in reading.questions if q.kind == "amount_undecided"]
    assert project.funding.total is None
    assert question.candidates == ("40000.00", "49000.00")
