"""One HTML file for officers: opens from disk, loads nothing, prints."""

from collections.abc import Sequence

from jixiao.model import Check, RuleSummary
from jixiao.publishing.check_report.view import view_report
from jixiao.publishing.self_contained import render


def report_html(checks: Sequence[Check], rules: Sequence[RuleSummary] = ()) -> bytes:
    """A page with all findings, filters, rules without a verdict, and the score.

    Args:
        checks: One for each document, made with one rule set.
        rules: What there is to say of the rules, in the order of their codes.
    """
    return render(__package__ or "", "report", report=view_report(checks, rules))
