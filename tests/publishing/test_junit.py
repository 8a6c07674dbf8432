"""JUnit XML: a testsuite for each document, a testcase for each rule."""

from xml.etree import ElementTree as ET

from tests.publishing.builders import HOSTILE, RULES, check, everything, finding

from jixiao.model import Check, NotRun, Suppression
from jixiao.publishing import report_junit


def suites(*checks: Check, **options: str) -> list[ET.Element]:
    content = report_junit(checks, RULES, **options)  # type: ignore[arg-type]  # options of a test
    root = ET.fromstring(content)  # noqa: S314 - our own output
    assert root.tag == "testsuites"
    return root.findall("testsuite")


def case(suite: ET.Element, code: str) -> ET.Element:
    return next(one for one in suite.findall("testcase") if one.attrib["name"].startswith(code))


def test_each_rule_is_a_testcase_and_the_counts_agree() -> None:
    (suite,) = suites(everything())

    assert suite.attrib["name"] == "目标表.txt"
    assert len(suite.findall("testcase")) == int(suite.attrib["tests"]) == 9
    for key, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        assert len(suite.findall(f"testcase/{tag}")) == int(suite.attrib[key]) > 0
    assert list(case(suite, "OBJ001")) == []


def test_findings_fail_with_place_message_and_advice() -> None:
    (suite,) = suites(everything())
    failure = case(suite, "VAL004").find("failure")

    assert failure is not None
    assert failure.attrib == {"message": "3 处：年度指标值与指标名称相同。", "type": "warning"}
    assert failure.text is not None
    assert "第 20 行" in failure.text
    assert "请写出要达到的数量。" in failure.text


def test_a_rule_without_a_verdict_is_skipped_with_the_reason() -> None:
    (suite,) = suites(everything())

    for code, reason in (("CON009", "以前年度"), ("LIB001", "不适用"), ("WRD001", "残损")):
        skipped = case(suite, code).find("skipped")
        assert skipped is not None
        assert reason in skipped.attrib["message"]


def test_a_rule_that_could_not_run_is_an_error_even_where_it_found_something() -> None:
    broken = check(
        finding("PUB001"),
        not_run=[NotRun("PUB001", 1, "could_not_run", "规则本身出错")],
        outcomes={"PUB001": "could_not_run"},
    )
    (suite,) = suites(broken)

    assert case(suite, "PUB001").find("failure") is None
    assert case(suite, "PUB001").find("error") is not None
    assert "指标名称相同" in (case(suite, "PUB001").findtext("system-out") or "")


def test_accepted_findings_and_lighter_ones_do_not_fail() -> None:
    accepted = finding(suppressed=Suppression("baseline", "旧问题"))
    light = finding("IND002", severity="info")
    (suite,) = suites(check(accepted, light), severity="warning")

    assert suite.attrib["failures"] == "0"
    assert "旧问题" in (case(suite, "VAL004").findtext("system-out") or "")
    assert "[信息]" in (case(suite, "IND002").findtext("system-out") or "")


def test_each_document_is_a_testsuite() -> None:
    assert len(suites(everything(), check(finding(), name="b.txt"))) == 2


def test_hostile_text_leaves_the_xml_well_formed_and_visible() -> None:
    (suite,) = suites(check(finding(project=HOSTILE, message=HOSTILE), name=HOSTILE))

    text = case(suite, "VAL004").findtext("failure") or ""
    assert "<script>alert(1)</script>]]>" in text
    assert "␀␛" in text
    assert "\u202e" not in text
