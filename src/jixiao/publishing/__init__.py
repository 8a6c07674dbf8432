"""Stage 7, publish: findings become reports, records a public site, for people and programs."""

from jixiao.publishing.check_report import (
    report_html,
    report_junit,
    report_sarif,
    rule_facts,
    rule_markdown,
)
from jixiao.publishing.site import write_site

__all__ = [
    "report_html",
    "report_junit",
    "report_sarif",
    "rule_facts",
    "rule_markdown",
    "write_site",
]
