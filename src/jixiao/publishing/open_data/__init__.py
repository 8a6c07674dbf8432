"""开放数据: readings as CSV, JSON, JSON Lines, Parquet, a data package, and 一体化 elements.

One data dictionary (`jixiao.model.dataset`) names and explains every field in both languages; the
forms differ only in how they write its rows. `jixiao.keeping` reads each of them back.
"""

from jixiao.publishing.open_data.as_csv import csv_file, write_csv
from jixiao.publishing.open_data.as_json import json_file, jsonl_file, write_json, write_jsonl
from jixiao.publishing.open_data.as_parquet import parquet_file, write_parquet
from jixiao.publishing.open_data.dictionary_page import dictionary_page
from jixiao.publishing.open_data.integrated import integrated_file, write_integrated
from jixiao.publishing.open_data.package import package_files, package_zip, write_package

__all__ = [
    "csv_file",
    "dictionary_page",
    "integrated_file",
    "json_file",
    "jsonl_file",
    "package_files",
    "package_zip",
    "parquet_file",
    "write_csv",
    "write_integrated",
    "write_json",
    "write_jsonl",
    "write_package",
    "write_parquet",
]
