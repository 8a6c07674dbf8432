"""Baselines and accepted findings: keyed on content, only what is new or worse counts."""

import datetime

import pytest
from tests.checking.notation import read_example

from jixiao.checking import (
    Acceptance,
    Accepted,
    Checker,
    InvalidBaseline,
    Rule,
    baseline_of,
    read_baseline,
    standard_policy,
    write_baseline,
)
from jixiao.model import Check

TODAY = datetime.date(2026, 1, 15)


def entry(number: int, name: str, value: str) -> str:
    return f"{number}、1-产出指标；11-数量指标；{name}；实施周期指标值：好；年度指标值：{value}。"


def check(text: str, rule: Rule, acceptance: Acceptance) -> Check:
    return Checker(standard_policy(), rules=(rule,)).check(
        read_example(text).reading, suppressor=acceptance
    )


def accepted_by_baseline(before: str, after: str, rule: Rule) -> list[bool]:
    checker = Checker(standard_policy(), rules=(rule,))
    baseline = baseline_of(checker.examine(read_example(before).reading).drafts)
    again = read_baseline(write_baseline(baseline))
    assert again == baseline
    found = check(after, rule, Acceptance(baseline=again, today=TODAY))
    return [one.suppressed is not None for one in found.findings for _ in range(one.count)]


def test_the_same_findings_are_accepted(bad_word: Rule) -> None:
    text = entry(1, "会议数量", "坏") + "\n" + entry(2, "培训人数", "坏")

    assert accepted_by_baseline(text, text, bad_word) == [True, True]


def test_another_place_and_recognition_noise_do_not_reopen_a_finding(bad_word: Rule) -> None:
    before = "项目：会议经费\n" + entry(1, "采购程序合规率", "坏")
    after = (
        "项目：甲项目\n"
        + entry(1, "人数", "好")
        + "\n项目：会议经賫\n"
        + entry(1, "采购程字合规 率", "坏")
    )

    assert accepted_by_baseline(before, after, bad_word) == [True]


def test_a_new_finding_beside_an_accepted_one_counts(bad_word: Rule) -> None:
    before = entry(1, "会议数量", "坏") + "\n" + entry(2, "培训人数", "好")
    after = entry(1, "会议数量", "坏") + "\n" + entry(2, "培训人数", "坏")

    assert sorted(accepted_by_baseline(before, after, bad_word)) == [False, True]


def test_a_finding_at_an_indicator_of_a_like_name_is_new(bad_word: Rule) -> None:
    before = entry(1, "资金拨付及时率", "坏") + "\n" + entry(2, "资金支付及时率", "好")
    after = entry(1, "资金拨付及时率", "好") + "\n" + entry(2, "资金支付及时率", "坏")

    assert accepted_by_baseline(before, after, bad_word) == [False]


def test_one_accepted_finding_accepts_one_only(bad_word: Rule) -> None:
    before = entry(1, "会议数量", "坏")
    after = entry(1, "会议数量", "坏") + "\n" + entry(2, "会议数量", "坏")

    assert sorted(accepted_by_baseline(before, after, bad_word)) == [False, True]


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b'{"schema":"x/1","entries":[]}', b"\xff"])
def test_another_file_is_no_baseline(content: bytes) -> None:
    with pytest.raises(InvalidBaseline, match="基线"):
        read_baseline(content)


def test_an_entry_accepts_with_reason_and_author(bad_word: Rule) -> None:
    accepted = Accepted("VAL004", "上级规定", "王某某", project="某项目", indicator="会议 数量")
    text = entry(1, "会议数量", "坏") + "\n" + entry(2, "培训人数", "坏")

    found = check(text, bad_word, Acceptance((accepted,), today=TODAY))

    assert [one.suppressed and one.suppressed.reason for one in found.findings] == [
        "上级规定",
        None,
    ]
    assert found.unused_suppressions == ()


def test_an_entry_past_its_day_or_without_finding_is_reported(bad_word: Rule) -> None:
    late = Accepted("VAL004", "暂缓", "王某某", until=datetime.date(2026, 1, 14))
    last_day = Accepted("VAL004", "暂缓", "王某某", until=TODAY)
    idle = Accepted("VAL001", "没有", "王某某")

    found = check(entry(1, "会议数量", "坏"), bad_word, Acceptance((late, idle), today=TODAY))
    assert found.findings[0].suppressed is None
    assert ["2026-01-14 到期" in found.unused_suppressions[0], "没有对上" in found.unused_suppressions[1]] == [
        True, True,
    ]  # fmt: skip
    on_time = check(entry(1, "会议数量", "坏"), bad_word, Acceptance((last_day,), today=TODAY))
    assert on_time.findings[0].suppressed is not None


def test_accepted_findings_take_no_points(bad_word: Rule) -> None:
    accepted = Accepted("VAL004", "上级规定", "王某某")
    text = entry(1, "会议数量", "坏")

    plain = check(text, bad_word, Acceptance(today=TODAY)).score
    spared = check(text, bad_word, Acceptance((accepted,), today=TODAY)).score

    assert plain is not None
    assert spared is not None
    assert (plain.parts[0].score, spared.parts[0].score) == ("96.00", "100.00")


def test_the_mark_of_an_editor_before_a_baseline_harms_nothing() -> None:
    baseline = baseline_of(())

    assert read_baseline(b"\xef\xbb\xbf" + write_baseline(baseline)) == baseline
