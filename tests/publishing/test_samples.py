"""Every report takes what the shipped rules say of the shipped samples."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from tests.golden.test_findings import check_of
from tests.golden.test_golden import SAMPLES
from tests.publishing.test_html import Page

from jixiao.checking import standard_policy, summaries
from jixiao.publishing import report_html, report_junit, report_sarif

RULES = summaries(standard_policy())
SCHEMA = json.loads((Path(__file__).parent / "sarif-schema-2.1.0.json").read_text("utf-8"))


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_sample_is_published_in_every_form(sample: str) -> None:
    check = check_of(sample)

    page = Page(report_html([check], RULES).decode())
    assert page.faults == []
    assert len(page.all("article")) == len(check.findings)
    log = json.loads(report_sarif([check], RULES))
    jsonschema.Draft7Validator(SCHEMA).validate(log)
    failed = [one for one in log["runs"][0]["results"] if one["kind"] == "fail"]
    assert len(failed) == sum(one.outcome == "found" for one in check.findings)
    suites = ET.fromstring(report_junit([check], RULES))  # noqa: S314 - our own output
    assert len(suites.findall("testsuite/testcase")) == len(check.outcomes)
