"""A deadline has days, a source, and says whether anybody has read the source."""

from datetime import date

from jixiao.workflow import disclosure_deadline


def test_what_is_approved_is_public_within_twenty_days() -> None:
    deadline = disclosure_deadline(date(2026, 2, 20))

    assert deadline is not None
    assert deadline.due(date(2026, 2, 20)) == date(2026, 3, 12)
    assert (deadline.status, deadline.counted_from_status) == ("read", "unverified")
    assert "预算法" in deadline.reference


def test_before_the_law_there_was_no_deadline() -> None:
    assert disclosure_deadline(date(2014, 12, 31)) is None
    assert disclosure_deadline(date(2015, 1, 1)) is not None
