"""Stage 7, publish: records become open data, findings become reports for people and programs."""

from jixiao.publishing.check_report import (
    report_html,
    report_junit,
    report_sarif,
    rule_facts,
    rule_markdown,
)
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
    write_json,
    write_jsonl,
    write_parquet,
)
from jixiao.publishing.refusal import CannotPublish

__all__ = [
    "CannotPublish",
    "csv_file",
    "dictionary_page",
    "integrated_file",
    "json_file",
    "jsonl_file",
    "package_files",
    "package_zip",
    "parquet_file",
    "report_html",
    "report_junit",
    "report_sarif",
    "rule_facts",
    "rule_markdown",
    "write_csv",
    "write_json",
    "write_jsonl",
    "write_parquet",
]
