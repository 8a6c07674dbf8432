"""Stage 7, publish: findings and differences become reports for people and other programs."""

from jixiao.publishing.check_report import (
    report_html,
    report_junit,
    report_sarif,
    rule_facts,
    rule_markdown,
)
from jixiao.publishing.difference import difference_html, difference_xlsx

__all__ = [
    "difference_html",
    "difference_xlsx",
    "report_html",
    "report_junit",
    "report_sarif",
    "rule_facts",
    "rule_markdown",
]
