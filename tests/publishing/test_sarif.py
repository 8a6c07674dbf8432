"""SARIF: valid by the standard's schema, and each thing said where the standard wants it."""

import hashlib
import json
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
from tests.publishing.builders import HOSTILE, RULES, check, everything, finding, occurrence

from jixiao.model import Check, NotRun, Place, Suppression
from jixiao.publishing import report_sarif

HERE = Path(__file__).parent
SCHEMA = HERE / "sarif-schema-2.1.0.json"


def run_of(*checks: Check) -> dict[str, Any]:
    log = json.loads(report_sarif(checks, RULES, version="0.1.0"))
    assert len(log["runs"]) == 1
    run: dict[str, Any] = log["runs"][0]
    return run


def results(*checks: Check) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = run_of(*checks)["results"]
    return found


def test_the_vendored_schema_is_the_published_one() -> None:
    licence = (HERE / "sarif-schema.LICENSE.txt").read_text("utf-8")
    content = SCHEMA.read_bytes().replace(b"\r\n", b"\n")

    assert hashlib.sha256(content).hexdigest() in licence


@pytest.mark.parametrize(
    "checks",
    [
        (),
        (check(),),
        (everything(),),
        (everything(), check(finding(), name="b.txt")),
        (check(finding(project=HOSTILE, message=HOSTILE), name=HOSTILE, unused=[HOSTILE]),),
    ],
    ids=["none", "nothing found", "everything", "several", "hostile"],
)
def test_it_validates_against_the_schema(checks: tuple[Check, ...]) -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    log = json.loads(report_sarif(checks, RULES))

    jsonschema.Draft7Validator(schema).validate(log)
    # Later editions of the schema ask for this too.
    for result in log["runs"][0]["results"]:
        for location in [*result["locations"], *result.get("relatedLocations", ())]:
            assert "startLine" in location["physicalLocation"].get("region", {"startLine": 1})
        assert result["kind"] == "fail" or result["level"] == "none"


def test_rules_carry_chinese_names_and_help_and_results_point_at_them() -> None:
    run = run_of(everything())

    rules = run["tool"]["driver"]["rules"]
    assert rules[4]["shortDescription"]["text"] == "指标值重复指标名称。"
    assert "已知局限" in rules[4]["help"]["text"]
    assert rules[4]["help"]["markdown"].startswith("# VAL004 指标值重复指标名称\n")
    assert rules[4]["defaultConfiguration"]["level"] == "warning"
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_levels_follow_the_severity() -> None:
    many = [finding(severity=one, message=one) for one in ("error", "warning", "info")]

    assert [one["level"] for one in results(check(*many))] == ["error", "warning", "note"]


def test_a_column_is_given_only_where_it_is_known() -> None:
    first, other = results(
        check(
            finding(at=[Place(line=3, column=1, start=4, end=8)]),
            finding(message="别的", at=[Place(line=3, column=7, start=4, end=8)]),
        )
    )

    assert first["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 3, "startColumn": 5, "endColumn": 9,
    }  # fmt: skip
    assert other["locations"][0]["physicalLocation"]["region"] == {"startLine": 3}
    assert other["locations"][0]["properties"] == {"cellColumn": 7, "cellStart": 4, "cellEnd": 8}


def test_a_place_on_a_page_has_no_region() -> None:
    (one,) = results(check(finding(at=[Place(page=3, box=(1.0, 2.0, 3.0, 4.0))])))

    assert "region" not in one["locations"][0]["physicalLocation"]
    assert one["locations"][0]["properties"]["page"] == 3


def test_folded_occurrences_are_related_locations() -> None:
    folded = finding(also_at=[occurrence("培训经费", 21), occurrence("会议经费", 22)])
    (one,) = results(check(folded))

    assert one["occurrenceCount"] == 3
    lines = [r["physicalLocation"]["region"]["startLine"] for r in one["relatedLocations"]]
    assert lines == [21, 22]
    names = one["relatedLocations"][0]["logicalLocations"][0]["fullyQualifiedName"]
    assert names == "培训经费/指标 1　会议数量"


def test_doubt_is_never_a_failure() -> None:
    kinds = {
        (one["ruleId"], one["kind"])
        for one in results(everything())
        if one["ruleId"] in ("WRD001", "CON009", "LIB001", "PUB001")
    }

    assert kinds == {("WRD001", "review"), ("CON009", "open"), ("LIB001", "notApplicable")}


def test_a_rule_that_could_not_run_is_a_notification_and_the_run_failed() -> None:
    broken = check(not_run=[NotRun("PUB001", 0, "could_not_run", "规则本身出错（KeyError）")])
    (invocation,) = run_of(broken)["invocations"]

    assert invocation["executionSuccessful"] is False
    (notification,) = invocation["toolExecutionNotifications"]
    assert notification["associatedRule"]["id"] == "PUB001"
    assert "KeyError" in notification["message"]["text"]
    assert run_of(check(finding()))["invocations"] == [{"executionSuccessful": True}]


def test_an_accepted_finding_is_suppressed_with_its_reason() -> None:
    accepted = finding(suppressed=Suppression("entry", "已核对", "张三", "2027-01-01"))
    (one,) = results(check(accepted))

    assert one["suppressions"] == [
        {
            "kind": "external",
            "justification": "已核对",
            "properties": {"by": "entry", "author": "张三", "until": "2027-01-01"},
        }
    ]


def test_fingerprints_depend_on_content_and_not_on_lines() -> None:
    def prints(*checks: Check) -> list[str]:
        return [one["partialFingerprints"]["jixiaoFinding/v1"] for one in results(*checks)]

    here = prints(check(finding(), finding(message="别的")))
    moved = finding(at=[Place(line=99, column=2)], message="年度指标值 与指标名称相同。")
    there = prints(check(finding("AMT001"), moved, finding(message="别的")))

    assert there[1:] == here
    assert len(set(there)) == 3
    # The same words in two documents are still two.
    assert len(set(prints(check(finding()), check(finding(), name="b.txt")))) == 2


def test_quoted_text_is_no_link_and_no_placeholder() -> None:
    (one,) = results(check(finding(message=HOSTILE)))

    text = one["message"]["text"]
    assert "](http" not in text
    assert "{{0}}" in text
    assert "\u202e" not in text
    assert "\x1b" not in text


def test_the_rule_set_is_named() -> None:
    run = run_of(check(finding()))

    assert run["properties"]["ruleset"] == msgspec.to_builtins(check().ruleset)
    assert run["tool"]["driver"]["version"] == "0.1.0"
    assert run["artifacts"][0]["hashes"] == {"sha-256": "ab" * 32}
