"""Stage 7, publish: records become official files, open data, and reports, behind one gate."""

from jixiao.publishing.carrying import CannotCarry, Uncarried, shortened
from jixiao.publishing.check_report import (
    report_html,
    report_junit,
    report_sarif,
    rule_facts,
    rule_markdown,
)
from jixiao.publishing.difference import difference_html, difference_xlsx
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
from jixiao.publishing.open_data import (
    csv_file,
    dictionary_page,
    integrated_file,
    json_file,
    jsonl_file,
    package_files,
    package_zip,
    parquet_file,
    write_csv,
    write_integrated,
    write_json,
    write_jsonl,
    write_package,
    write_parquet,
)
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
    "csv_file",
    "dictionary_page",
    "difference_html",
    "difference_xlsx",
    "form_html",
    "form_of",
    "integrated_file",
    "json_file",
    "jsonl_file",
    "override_of",
    "package_files",
    "package_zip",
    "parquet_file",
    "project_hashes",
    "redact",
    "report_html",
    "report_junit",
    "report_sarif",
    "rule_facts",
    "rule_markdown",
    "shortened",
    "since",
    "told",
    "write_csv",
    "write_integrated",
    "write_json",
    "write_jsonl",
    "write_package",
    "write_parquet",
    "write_site",
]
