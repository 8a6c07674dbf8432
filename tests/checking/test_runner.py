"""Running rules: outcomes, damage, folding, facts that are not given, rules that break."""

import gc
from collections.abc import Iterator

import pytest
from tests.checking.notation import read_example

from jixiao.checking import (
    Checker,
    Companions,
    Found,
    Policy,
    Rule,
    find_rule,
    rule,
    standard_policy,
)
from jixiao.checking.catalogue import CATALOGUE
from jixiao.checking.subjects import IndicatorSubject, ProjectSubject, TablesSubject, TableSubject
from jixiao.model import Check, Reading

ENTRY = "{n}、1-产出指标；11-数量指标；指标{n}；实施周期指标值：{v}；年度指标值：{v}。"


def entries(*values: str) -> str:
    return "\n".join(ENTRY.format(n=n, v=value) for n, value in enumerate(values, start=1))


def run(reading: Reading, *rules: Rule, stage: str = "review", **given: object) -> Check:
    return Checker(standard_policy(), stage=stage, rules=rules).check(reading, **given)  # type: ignore[arg-type]


def test_equal_findings_are_one_with_a_count_and_all_places(bad_word: Rule) -> None:
    reading = read_example(entries("坏", "好", "坏", "坏")).reading

    (finding,) = run(reading, bad_word).findings

    assert finding.count == 3
    assert finding.indicator is not None
    assert finding.indicator.number == 1
    assert [one.indicator and one.indicator.number for one in finding.also_at] == [3, 4]
    assert all(one.line == finding.at[0].line for one in finding.also_at)


def test_findings_that_say_different_things_stay_apart() -> None:
    @rule("VAL004", since="0.2")
    def any_value(indicator: IndicatorSubject) -> Iterator[Found]:
        """任何值。"""
        yield Found(indicator.name, "")

    assert [f.message for f in run(read_example(entries("1次", "2次")).reading, any_value).findings] == [
        "指标1", "指标2",
    ]  # fmt: skip


def test_a_rule_that_breaks_could_not_run_and_accuses_nobody() -> None:
    @rule("VAL004", since="0.2")
    def breaks(indicator: IndicatorSubject) -> Iterator[Found]:
        """先说一句再出错。"""
        yield Found("错", "改")
        if indicator.record.number == 2:
            raise ZeroDivisionError

    check = run(read_example(entries("1次", "2次", "3次")).reading, breaks)

    assert check.findings == ()
    assert check.outcomes == {"VAL004": "could_not_run"}
    assert [(one.rule, one.outcome) for one in check.not_run] == [("VAL004", "could_not_run")]
    assert "ZeroDivisionError" in check.not_run[0].reason


def test_a_rule_without_its_fact_has_insufficient_data() -> None:
    @rule("VAL004", since="0.2", needs=("budget_year",))
    def needs_year(table: TableSubject) -> Iterator[Found]:
        """要年度。"""
        yield Found(str(table.year), "")

    assert run(read_example(entries("1次")).reading, needs_year).outcomes["VAL004"] == (
        "insufficient_data"
    )
    with_year = read_example("年度：2025\n" + entries("1次")).reading
    assert run(with_year, needs_year).findings[0].message == "2025"


def test_facts_of_other_documents_reach_the_rules() -> None:
    @rule("VAL004", since="0.2", needs=("narrative",))
    def told(table: TableSubject) -> Iterator[Found]:
        """有文字说明。"""
        yield Found(table.companions.narrative or "", "")

    example = read_example("说明：共10万元\n" + entries("1次"))

    assert run(example.reading, told).outcomes["VAL004"] == "insufficient_data"
    check = run(example.reading, told, companions=example.companions)
    assert check.findings[0].message == "共10万元"
    assert example.companions == Companions("共10万元")


def test_earlier_years_of_the_same_department_are_given_the_newest_first() -> None:
    @rule("VAL004", since="0.2", needs=("earlier_years",))
    def before(tables: TablesSubject) -> Iterator[Found]:
        """以前年度。"""
        yield Found(str([one.year for one in tables.earlier]), "")

    now = read_example("年度：2025\n" + entries("1次")).reading
    earlier = [read_example(f"年度：{y}\n{entries('1次')}").reading for y in (2022, 2024)]
    stranger = read_example("部门：别的局\n年度：2023\n" + entries("1次")).reading

    assert run(now, before, earlier=[*earlier, stranger]).findings[0].message == "[2024, 2022]"
    assert run(now, before, earlier=[stranger]).outcomes["VAL004"] == "insufficient_data"


def test_what_recognition_damaged_is_not_accused(bad_word: Rule) -> None:
    text = "1、1-产出指标；11-数量指标；；实施周期指标值：坏；年度指标值：坏。"

    (finding,) = run(read_example(text).reading, bad_word).findings

    assert finding.outcome == "insufficient_data"
    assert run(read_example(text).reading, bad_word).outcomes["VAL004"] == "insufficient_data"


def test_a_rule_that_meets_no_such_class_is_not_applicable() -> None:
    @rule("VAL004", since="0.2", classes=("31",), kinds=("exactly",))
    def satisfied(indicator: IndicatorSubject) -> Iterator[Found]:
        """满意度。"""
        yield Found(indicator.name, "")

    quantity = read_example(entries("1次")).reading
    satisfaction = read_example(
        "1、3-满意度指标；31-服务对象满意度；满意度；实施周期指标值：90%；年度指标值：90%。"
    ).reading
    vague = read_example(
        "1、3-满意度指标；31-服务对象满意度；满意度；实施周期指标值：良好；年度指标值：良好。"
    ).reading

    assert run(quantity, satisfied).outcomes["VAL004"] == "not_applicable"
    assert run(satisfaction, satisfied).outcomes["VAL004"] == "found"
    assert run(vague, satisfied).outcomes["VAL004"] == "not_applicable"


def test_a_whole_family_of_classes_can_be_named() -> None:
    @rule("VAL004", since="0.2", classes=("1",))
    def output(indicator: IndicatorSubject) -> Iterator[Found]:
        """产出。"""
        yield Found(indicator.name, "")

    assert run(read_example(entries("1次")).reading, output).outcomes["VAL004"] == "found"


def test_severity_depends_on_the_stage(bad_word: Rule) -> None:
    reading = read_example(entries("坏")).reading

    assert run(reading, bad_word, stage="draft").findings[0].severity == "info"
    assert run(reading, bad_word, stage="review").findings[0].severity == "warning"
    with pytest.raises(ValueError, match="never"):
        run(reading, bad_word, stage="never")


def test_the_hash_of_the_rule_set_moves_with_rules_stage_and_policy(bad_word: Rule) -> None:
    policy = standard_policy()
    changed = Policy(policy.profile, {}, {}, policy.book)
    hashes = {
        Checker(policy).ruleset.sha256,
        Checker(policy, stage="draft").ruleset.sha256,
        Checker(policy, rules=(bad_word,)).ruleset.sha256,
        Checker(changed).ruleset.sha256,
    }

    assert len(hashes) == 4
    assert Checker(policy).ruleset == Checker(policy).ruleset


def test_a_finding_about_a_part_stands_at_the_part() -> None:
    @rule("VAL004", since="0.2")
    def second(project: ProjectSubject) -> Iterator[Found]:
        """第二条。"""
        yield Found("第二条", "", about=project.indicators[1], also=project.indicators[2:])

    (finding,) = run(read_example(entries("1次", "2次", "3次")).reading, second).findings

    assert finding.indicator is not None
    assert finding.indicator.number == 2
    assert finding.subject == "project"
    assert finding.count == 2


def test_every_rule_of_the_catalogue_survives_an_almost_empty_table() -> None:
    text = "原表：\n项目名称\t总计\t财政拨款\t财政专户拨款\t其他资金\t绩效目标\t绩效指标\n合计\t\t\t\t\t\t\n\t\t\t\t\t\t"
    for example in (text, "项目：甲 | \n目标：", entries("")):
        check = Checker(standard_policy(), rules=CATALOGUE).check(read_example(example).reading)
        assert "could_not_run" not in check.outcomes.values()


def test_nothing_of_a_checked_table_is_left_for_the_collector() -> None:
    reading = read_example(entries("1个", "好", "2024年")).reading
    checker = Checker(standard_policy())
    gc.collect()
    gc.disable()
    try:
        before = _subjects()
        checker.check(reading)
        after = _subjects()
    finally:
        gc.enable()

    assert after == before


def _subjects() -> int:
    kinds = (IndicatorSubject, ProjectSubject, TableSubject)
    return sum(isinstance(one, kinds) for one in gc.get_objects())


def test_a_number_of_the_goal_is_quoted_with_its_noun_where_nothing_stands_before_it() -> None:
    reading = read_example("目标：对13个社区实施垃圾分类。\n" + entries("好")).reading

    (finding,) = run(reading, find_rule("CON001")).findings

    assert "“对13个社区实施垃" in finding.message
