"""A Frictionless data package: CSV resources without subtotal rows, described by one JSON file."""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from jixiao.model import Reading
from jixiao.model.dataset import PACKAGE, Field, Resource, Row, Words, dictionary
from jixiao.publishing.open_data.as_csv import resource_csv
from jixiao.publishing.open_data.dictionary_page import dictionary_page, meaning
from jixiao.publishing.open_data.rows import tables_of

DESCRIPTION = "datapackage.json"
PAGES = {"zh": "数据字典.md", "en": "data-dictionary.md"}
_ESCAPE = Words(
    "文字前的一个单引号（'）不是内容：凡是表格软件可能当作公式来算的，和本来就以单引号开头的，"
    "前面都加一个；只有一个单引号的格子是没有字的文字；空格子是没有。",
    "One apostrophe (') in front of a text is no part of it: it is added where a spreadsheet might "
    "run the text as a formula and where the text itself begins with one; an apostrophe alone is a "
    "text without characters; an empty cell is nothing.",
)
_TITLE = "项目支出绩效目标表"


def package_files(
    readings: Iterable[Reading], *, title: str | None = None, licence: dict[str, str] | None = None
) -> Iterator[tuple[str, bytes]]:
    """The files of a data package, relative name and bytes; ``datapackage.json`` comes last.

    Args:
        readings: What to publish; all their tables go into the same resources.
        title: Title of the package; from departments and years where left out.
        licence: Name, path and title of the licence the data are given under, where there is one.

    Raises:
        CannotCarry: A text or number cannot be carried.
    """
    rows = _rows(readings)
    described = []
    for resource in dictionary().values():
        content = resource_csv(resource.fields, rows[resource.name])
        name = f"{resource.name}.csv"
        described.append(_resource(resource, name, content))
        yield name, content
    for language, name in PAGES.items():
        yield name, dictionary_page(language).encode()
    package = {
        "schema": PACKAGE,
        "profile": "tabular-data-package",
        "name": "jixiao-dataset",
        "title": title or _title(rows["tables"]),
        "description": f"{_ESCAPE.zh}\n\n{_ESCAPE.en}",
        **({"licenses": [licence]} if licence else {}),
        "sources": _sources(rows["tables"]),
        "resources": described,
    }
    yield DESCRIPTION, (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def package_zip(readings: Iterable[Reading], *, title: str | None = None) -> bytes:
    """The same files in one archive; the same data give the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in package_files(readings, title=title):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return buffer.getvalue()


def _rows(readings: Iterable[Reading]) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {name: [] for name in dictionary()}
    for table in tables_of(readings):
        rows["tables"].append(table.row)
        for unit in table.units:
            rows["units"].append(unit.row)
            for project in unit.projects:
                rows["projects"].append(project.row)
                rows["indicators"] += [row for _, row in project.indicators]
    return rows


def _title(tables: Sequence[Row]) -> str:
    departments = list(dict.fromkeys(str(row["department"] or "") for row in tables))
    years = sorted({str(row["budget_year"]) for row in tables if row["budget_year"] is not None})
    who = departments[0] if len(departments) == 1 else f"{len(departments)} 个部门"
    return " ".join(part for part in (who, "、".join(years), _TITLE) if part)


def _sources(tables: Sequence[Row]) -> list[dict[str, Any]]:
    known = dict.fromkeys((row["source_name"], row["source_sha256"]) for row in tables)
    return [{"title": name, "sha256": sha256} for name, sha256 in known]


def _resource(resource: Resource, path: str, content: bytes) -> dict[str, Any]:
    return {
        "name": resource.name,
        "path": path,
        "profile": "tabular-data-resource",
        "title": resource.title.zh,
        "title_en": resource.title.en,
        "description": resource.about.zh,
        "description_en": resource.about.en,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "dialect": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": {
            "fields": [_field(field) for field in resource.fields],
            "missingValues": [""],
            "primaryKey": list(resource.key),
            "foreignKeys": [
                {
                    "fields": list(reference.fields),
                    "reference": {
                        "resource": reference.resource,
                        "fields": list(reference.fields),
                    },
                }
                for reference in resource.references
            ],
        },
    }


def _field(field: Field) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": field.name,
        "type": field.type if field.type in ("string", "integer") else "number",
        "title": field.title.zh,
        "title_en": field.title.en,
    }
    if about := meaning(field, "zh"):
        described |= {"description": about, "description_en": meaning(field, "en")}
    if field.type == "amount":
        described["unit_field"] = "amount_unit"
    constraints: dict[str, Any] = {}
    if field.required:
        constraints["required"] = True
    if field.codes:
        constraints["enum"] = [int(c) if field.type == "integer" else c for c in field.codes]
    return described | ({"constraints": constraints} if constraints else {})
