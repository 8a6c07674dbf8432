"""Fixes go into a copy; each change is listed, and only where the text still says so."""

from collections.abc import Iterator

import pytest
from tests.checking.notation import read_example

from jixiao import pipeline
from jixiao.checking import (
    BookEntry,
    Checker,
    Found,
    Policy,
    Rule,
    apply_fixes,
    rule,
    standard_policy,
)
from jixiao.checking.subjects import IndicatorSubject, ProjectSubject
from jixiao.model import Edit

TEXT = """
项目：甲项目
目标：把事办好
1、1-产出指标；12-数量指标；会议数量；实施周期指标值：好；年度指标值：≥坏坏3次。
"""


def checker(entry: BookEntry, *rules: Rule) -> Checker:
    policy = standard_policy()
    return Checker(Policy("test", {}, {}, {**policy.book, "VAL004": entry}), rules=rules)


def test_a_fix_is_made_in_a_copy_and_listed(bad_word: Rule, entry: BookEntry) -> None:
    reading = read_example(TEXT).reading

    fixed = pipeline.fix(reading, checker(entry, bad_word))

    target = fixed.reading.table.indicators[0].annual_target
    assert target is not None
    assert target.text == "≥好好3次"
    assert target.value is not None
    assert target.value.text == "≥好好3次"
    assert [(one.before, one.after) for one in fixed.changes] == [
        ("≥坏坏3次", "≥好坏3次"), ("≥好坏3次", "≥好好3次"),
    ]  # fmt: skip
    before = reading.table.indicators[0].annual_target
    assert before is not None
    assert before.text == "≥坏坏3次"


def test_an_unsafe_fix_is_made_only_when_asked(bad_word: Rule) -> None:
    unsafe = BookEntry("warning", 11, "完整性", "测试", "unverified", fix="unsafe")
    reading = read_example(TEXT).reading

    assert pipeline.fix(reading, checker(unsafe, bad_word)).changes == ()
    assert len(pipeline.fix(reading, checker(unsafe, bad_word), unsafe=True).changes) == 2


def edits_once(*edits: Edit, of_project: bool = False) -> Rule:
    if of_project:

        @rule("VAL004", since="0.2")
        def project_edits(project: ProjectSubject) -> Iterator[Found]:
            """改项目。"""
            yield Found("改", "改", at=project.at, edits=edits)

        return project_edits

    @rule("VAL004", since="0.2")
    def indicator_edits(indicator: IndicatorSubject) -> Iterator[Found]:
        """改指标。"""
        yield Found("改", "改", at=indicator.at, edits=edits)

    return indicator_edits


@pytest.mark.parametrize(
    ("field", "before", "after"),
    [
        ("number", "1", "2"),
        ("name", "会议数量", "会议次数"),
        ("level2.code", "12", "11"),
        ("level2.label", "数量指标", "质量指标"),
        ("period_target.text", "好", "很好"),
    ],
)
def test_every_field_of_an_indicator_can_be_mended(
    entry: BookEntry, field: str, before: str, after: str
) -> None:
    reading = read_example(TEXT).reading
    drafts = checker(entry, edits_once(Edit(field, before, after))).examine(reading).drafts

    fixed, changes = apply_fixes(reading, drafts)

    part: object = fixed.table.indicators[0]
    for name in field.split("."):
        part = getattr(part, name)
    assert str(part) == after
    assert [one.field for one in changes] == [field]


def test_a_mended_level_gives_the_class(entry: BookEntry) -> None:
    reading = read_example(TEXT).reading
    drafts = checker(entry, edits_once(Edit("level2.code", "12", "11"))).examine(reading).drafts

    fixed, _ = apply_fixes(reading, drafts)

    assert reading.table.indicators[0].class_ is None
    assert fixed.table.indicators[0].class_ == "11"


def test_name_and_objective_of_a_project_can_be_mended(entry: BookEntry) -> None:
    reading = read_example(TEXT).reading
    made = edits_once(
        Edit("project.name", "甲项目", "乙项目"), Edit("objective", "把事办好", "办好。"), of_project=True
    )  # fmt: skip
    fixed, changes = apply_fixes(reading, checker(entry, made).examine(reading).drafts)

    assert fixed.table.projects[0].name == "乙项目"
    assert fixed.table.projects[0].objective == "办好。"
    assert len(changes) == 2


def test_an_edit_of_another_text_is_not_made(entry: BookEntry) -> None:
    reading = read_example(TEXT).reading
    made = edits_once(Edit("name", "别的名称", "x"), Edit("number", "7", "8"))

    fixed, changes = apply_fixes(reading, checker(entry, made).examine(reading).drafts)

    assert changes == ()
    assert fixed.table == reading.table
