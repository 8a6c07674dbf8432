"""All findings on the samples, each with a verdict that a person gave by reading the document.

A file for each sample and family: the finding on one line, below it 「right」, 「arguable」 or
「wrong」 with a reason. `pytest --update-golden` keeps the verdicts of findings that stay and marks
new ones 「?」; give these a verdict by reading the document.
"""

from functools import cache
from pathlib import Path

import pytest
from tests.golden.test_golden import SAMPLES

from jixiao.checking import CATALOGUE, Checker, standard_policy
from jixiao.checking.catalogue import FAMILIES
from jixiao.model import Check, Finding
from jixiao.pipeline import read

FOLDER = Path(__file__).parent / "findings"
SAMPLE_FOLDER = Path(__file__).parents[2] / "src" / "jixiao" / "samples"
YEARS = {"baiyun": 2025, "huadu": 2024, "tianhe": 2024, "zengcheng": 2023}
"""Budget years as the dates inside the tables show them; kaifaqu shows none."""

VERDICTS = ("right", "arguable", "wrong")
MOST_WRONG = 1 / 20


@cache
def check_of(sample: str) -> Check:
    reading = read(SAMPLE_FOLDER / f"{sample}.txt", f"{sample}.txt", year=YEARS.get(sample))
    return Checker(standard_policy()).check(reading)


def line(finding: Finding) -> str:
    subject = finding.project or finding.spending_unit or "表"
    if finding.indicator is not None:
        subject += f" › {finding.indicator.number} {finding.indicator.name}"
    unclear = " 不能判断" if finding.outcome == "insufficient_data" else ""
    times = f" ×{finding.count}" if finding.count > 1 else ""
    return f"{finding.rule} {finding.severity}{unclear} | {subject}{times} | {finding.message}"


def verdicts_in(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    lines = path.read_text("utf-8").splitlines()
    return {lines[n]: lines[n + 1].strip() for n in range(0, len(lines) - 1, 2)}


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_rule_could_run(sample: str) -> None:
    outcomes = check_of(sample).outcomes

    assert [code for code, outcome in outcomes.items() if outcome == "could_not_run"] == []


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("sample", SAMPLES)
def test_the_findings_are_the_golden_ones_and_each_has_a_verdict(
    sample: str, family: str, pytestconfig: pytest.Config
) -> None:
    path = FOLDER / f"{sample}-{family}.txt"
    known = verdicts_in(path)
    findings = [line(f) for f in check_of(sample).findings if f.rule.startswith(family)]
    assert len(set(findings)) == len(findings)
    if pytestconfig.getoption("update_golden"):
        text = "".join(f"{one}\n    {known.get(one, '?')}\n" for one in findings)
        path.write_text(text, "utf-8") if text else path.unlink(missing_ok=True)
        return

    assert findings == list(known)
    for verdict in known.values():
        word, _, reason = verdict.partition(" ")
        assert word in VERDICTS
        assert reason


@pytest.mark.parametrize("code", [one.code for one in CATALOGUE])
def test_a_rule_is_wrong_in_at_most_one_of_twenty(code: str) -> None:
    given = [
        verdict.partition(" ")[0]
        for path in FOLDER.glob(f"*-{code[:3]}.txt")
        for finding, verdict in verdicts_in(path).items()
        if finding.startswith(f"{code} ") and " 不能判断 |" not in finding
    ]

    assert given.count("wrong") <= MOST_WRONG * len(given)
