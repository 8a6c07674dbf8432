"""The gate: personal data, grave findings, failing sums and a missing year stop a publication."""

import msgspec
from tests.checking.notation import read_example
from tests.reading.rendering import as_csv, truth
from tests.understanding.builders import reading_of, row, total

from jixiao.checking import Checker, standard_policy
from jixiao.model import Doubt, Reading, Redaction
from jixiao.pipeline import read, redacted
from jixiao.publishing import blockers, csv_file, json_file, project_hashes

CLEAN = """
年度：2025
项目：会议经费 | 10.00
目标：开好会，使 50 家企业知晓政策。
1、1-产出指标；11-数量指标；会议数量；实施周期指标值：≥2次；年度指标值：≥2次。
2、1-产出指标；12-质量指标；参会率；实施周期指标值：≥95%；年度指标值：≥95%。
3、1-产出指标；13-时效指标；完成时间；实施周期指标值：2025年11月底前；年度指标值：2025年11月底前。
4、2-效益指标；22-社会效益；政策知晓率；实施周期指标值：≥90%；年度指标值：≥90%。
5、3-满意度指标；31-服务对象满意度；参会企业满意度；实施周期指标值：≥90%；年度指标值：≥90%。
"""


def kinds(reading: Reading, **options: object) -> set[str]:
    check = Checker(standard_policy(), stage="disclosed").check(reading)
    return {one.kind for one in blockers(reading, check, personal=("PUB001",), **options)}  # type: ignore[arg-type]


def test_a_sound_table_passes() -> None:
    assert kinds(read_example(CLEAN).reading) == set()


def test_a_missing_year_stops_it() -> None:
    assert kinds(read_example(CLEAN.replace("年度：2025\n", "", 1)).reading) == {"missing_year"}


def test_a_failing_sum_of_an_exact_source_stops_it() -> None:
    content = as_csv(truth("kaifaqu")).replace(b'"20,611.44"', b'"20,711.44"')
    reading = read(content, "a.csv", year=2025)

    assert "failing_sum" in kinds(reading)


def test_personal_data_stop_it_whatever_the_severity() -> None:
    text = CLEAN.replace("开好会", "为王小明报销医疗费，开好会")

    assert "personal_data" in kinds(read_example(text).reading)


def test_a_chosen_severity_stops_it() -> None:
    text = CLEAN.replace(
        "政策知晓率；实施周期指标值：≥90%；年度指标值：≥90%",
        "政策影响；实施周期指标值：明显；年度指标值：明显",
    )
    reading = read_example(text).reading

    assert kinds(reading) == set()
    assert kinds(reading, severity="warning") == {"finding"}


def test_a_redaction_covers_every_occurrence_and_keeps_only_its_hash() -> None:
    reading = read_example(CLEAN.replace("开好会", "请王小明开好会")).reading
    reading = msgspec.structs.replace(reading)

    covered, (record,) = redacted(reading, (Redaction("王小明", "个人信息", "李某"),))

    assert "王小明" not in str(covered.tables)
    assert "请××开好会" in str(covered.tables)
    assert record.times == 1
    assert "王小明" not in str(record)
    assert all(i.annual_target and i.annual_target.value for i in covered.table.indicators)


def test_a_redaction_covers_what_doubts_quote() -> None:
    reading = reading_of(total("合计", "1.00"), row("甲项目", "1.00"))
    doubt = Doubt("cut", "“张三”后面断了。")
    table = reading.table
    (unit,) = table.spending_units
    (project,) = unit.projects
    (one,) = project.indicators
    indicators = (msgspec.structs.replace(one, doubts=(doubt,)),)
    project = msgspec.structs.replace(project, doubts=(doubt,), indicators=indicators)
    unit = msgspec.structs.replace(unit, projects=(project,))
    table = msgspec.structs.replace(table, spending_units=(unit,))
    reading = msgspec.structs.replace(reading, tables=(table,))

    covered, _ = redacted(reading, (Redaction("张三", "个人信息", "李某"),))

    assert "张三".encode() in csv_file([reading])
    assert "张三".encode() not in csv_file([covered])
    assert "张三".encode() not in json_file([covered])


def test_a_redaction_that_meets_nothing_says_so() -> None:
    _, (record,) = redacted(read_example(CLEAN).reading, (Redaction("没有", "个人信息", "李某"),))

    assert record.times == 0


def test_the_hash_of_a_project_moves_with_what_it_says() -> None:
    one = project_hashes((read_example(CLEAN).reading,))
    other = project_hashes((read_example(CLEAN.replace("≥2次", "≥3次")).reading,))

    assert list(one) == list(other)
    assert one != other


def test_names_of_department_and_unit_are_covered_too_but_for_one_project() -> None:
    reading = read_example("部门：王小明服务中心\n" + CLEAN).reading

    covered, (record,) = redacted(reading, (Redaction("王小明", "个人信息", "李某"),))
    one, (other,) = redacted(
        reading, (Redaction("王小明", "个人信息", "李某", project="会议经费"),)
    )

    assert "王小明" not in str((covered.tables, covered.repairs, covered.questions))
    assert record.times == 2
    assert one.table.department == "王小明服务中心"
    assert other.times == 0
