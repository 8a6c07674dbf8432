"""校验报告: one or more checks as HTML for officers, SARIF and JUnit XML for programs.

Every text of a document is shown with control characters and turned writing made visible, then
escaped as the format asks.
"""

from jixiao.publishing.check_report.html import report_html
from jixiao.publishing.check_report.junit import report_junit
from jixiao.publishing.check_report.rule_page import rule_facts, rule_markdown
from jixiao.publishing.check_report.sarif import report_sarif

__all__ = ["report_html", "report_junit", "report_sarif", "rule_facts", "rule_markdown"]
