"""Amounts: exact, in the table's own unit, converted only where the units differ."""

from decimal import Decimal

from tests.analysing.builders import one_unit, project
from tests.analysing.mirror import in_no_order, mirrored

from jixiao.analysing import compare_readings


def test_a_change_is_exact_and_a_percentage_of_before() -> None:
    found = compare_readings(
        one_unit(project("甲", "0.10"), total="0.10"), one_unit(project("甲", "0.30"), total="0.30")
    ).tables[0]
    assert found.amount_unit == "万元"
    for change in (found.grand_total[0], found.projects[0].amounts[0]):
        assert (change.field, change.change, change.percent) == (
            "total", Decimal("0.20"), Decimal("200.00"),
        )  # fmt: skip


def test_blank_is_not_zero() -> None:
    found = compare_readings(one_unit(project("甲", None)), one_unit(project("甲", "0.00")))
    amount = found.tables[0].projects[0].amounts[0]
    assert (amount.before, amount.after, amount.change) == (None, Decimal("0.00"), None)
    assert not found.is_empty


def test_other_units_are_converted_with_a_note() -> None:
    before = one_unit(project("甲", "100000"), project("乙", "250000"), amount_unit="元")
    after = one_unit(project("甲", "10.00"), project("乙", "30.00"))
    found = compare_readings(before, after)
    one = found.tables[0]
    assert one.amount_unit == "万元"
    assert [note.kind for note in one.notes] == ["amount_unit_converted"]
    (change,) = one.projects
    assert (change.amounts[0].before, change.amounts[0].after) == (
        Decimal(250000),
        Decimal("30.00"),
    )
    assert (change.amounts[0].change, change.amounts[0].percent) == (Decimal(5), Decimal("20.00"))
    assert not found.is_empty
    back = compare_readings(after, before)
    assert back.tables[0].amount_unit == "万元"
    assert back.tables[0].projects[0].amounts[0].change == Decimal(-5)
    assert (
        in_no_order(mirrored(found))["tables"][0]["counts"]
        == (in_no_order(back)["tables"][0]["counts"])
    )


def test_units_that_do_not_convert_leave_amounts_uncompared_and_say_so() -> None:
    found = compare_readings(
        one_unit(project("甲", "10.00"), amount_unit="万美元"), one_unit(project("甲", "9.00"))
    )
    assert [note.kind for note in found.tables[0].notes] == ["amounts_not_compared"]
    assert not found.tables[0].projects
    assert not found.is_empty


def test_a_unit_that_is_not_printed_is_taken_to_be_the_others_with_a_note() -> None:
    found = compare_readings(
        one_unit(project("甲", "10.00"), amount_unit=None), one_unit(project("甲", "10.00"))
    )
    assert [note.kind for note in found.tables[0].notes] == ["amount_unit_unknown"]


def test_many_digits_are_not_rounded() -> None:
    found = compare_readings(
        one_unit(project("甲", "1" * 60 + ".01")), one_unit(project("甲", "1" * 60 + ".02"))
    )
    assert found.tables[0].projects[0].amounts[0].change == Decimal("0.01")
