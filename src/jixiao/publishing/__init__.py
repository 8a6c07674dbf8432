"""Stage 7, publish: findings become reports for people and for other programs."""

from jixiao.publishing.check_report import (
    report_html,
    report_junit,
    report_sarif,
    rule_facts,
    rule_markdown,
)

__all__ = ["report_html", "report_junit", "report_sarif", "rule_facts", "rule_markdown"]
