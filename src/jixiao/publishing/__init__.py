"""Stage 7, publish: records become official files, open data, and reports, behind one gate."""

from jixiao.publishing.carrying import CannotCarry, Uncarried
from jixiao.publishing.check_report import (
    report_html,
    report_junit,
    report_sarif,
    rule_facts,
    rule_markdown,
)
from jixiao.publishing.gate import Blocker, blockers, told
from jixiao.publishing.manifest import (
    MANIFEST,
    Manifest,
    Output,
    override_of,
    project_hashes,
    since,
)
from jixiao.publishing.official import Form, form_of
from jixiao.publishing.official.page import form_html
from jixiao.publishing.redaction import redact
from jixiao.publishing.site import write_site

__all__ = [
    "MANIFEST",
    "Blocker",
    "CannotCarry",
    "Form",
    "Manifest",
    "Output",
    "Uncarried",
    "blockers",
    "form_html",
    "form_of",
    "override_of",
    "project_hashes",
    "redact",
    "report_html",
    "report_junit",
    "report_sarif",
    "rule_facts",
    "rule_markdown",
    "since",
    "told",
    "write_site",
]
