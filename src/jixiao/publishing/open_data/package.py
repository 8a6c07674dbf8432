"""A Frictionless data package: CSV resources without subtotal rows, described by one JSON file."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, BinaryIO

from jixiao.model import Reading
from jixiao.model.dataset import PACKAGE, Field, Resource, Row, Words, dictionary
from jixiao.publishing.open_data.as_csv import resource_head, resource_rows
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
_OF_SOURCE = ("department", "budget_year", "source_name", "source_sha256")
_TITLE = "项目支出绩效目标表"


def write_package(
    readings: Iterable[Reading],
    folder: Path,
    *,
    title: str | None = None,
    licence: dict[str, str] | None = None,
) -> None:
    """Write the files of a data package into a folder that is there; its description comes last.

    Rows are written as the readings come, so that memory does not grow with them.

    Args:
        readings: What to publish; all their tables go into the same resources.
        folder: Where to; a file of the same name is overwritten.
        title: Title of the package; from departments and years where left out.
        licence: Name, path and title of the licence the data are given under, where there is one.

    Raises:
        CannotCarry: A text or number cannot be carried; what was written so far is no use.
    """
    # A description of what is half written would be wrong.
    (folder / DESCRIPTION).unlink(missing_ok=True)
    with ExitStack() as open_files:

        def opened(name: str) -> BinaryIO:
            return open_files.enter_context((folder / name).open("wb"))

        description = _write(readings, opened, title, licence)
    for name, content in (*_pages(), (DESCRIPTION, description)):
        (folder / name).write_bytes(content)


def package_files(
    readings: Iterable[Reading], *, title: str | None = None, licence: dict[str, str] | None = None
) -> Iterator[tuple[str, bytes]]:
    """What `write_package` writes, as names and bytes; ``datapackage.json`` comes last."""
    files: dict[str, io.BytesIO] = {}

    def opened(name: str) -> BinaryIO:
        return files.setdefault(name, io.BytesIO())

    description = _write(readings, opened, title, licence)
    yield from ((name, file.getvalue()) for name, file in files.items())
    yield from _pages()
    yield DESCRIPTION, description


def _pages() -> Iterator[tuple[str, bytes]]:
    yield from ((name, dictionary_page(language).encode()) for language, name in PAGES.items())


class _Part:
    """A resource while it is written: what its description says of the bytes."""

    def __init__(self, resource: Resource, file: BinaryIO) -> None:
        self.resource = resource
        self.file = file
        self.size = 0
        self.hash = hashlib.sha256()
        self.write(resource_head(resource.fields))

    def write(self, content: bytes) -> None:
        self.file.write(content)
        self.hash.update(content)
        self.size += len(content)

    def add(self, rows: Iterable[Row]) -> None:
        self.write(resource_rows(self.resource.fields, rows))


def _write(
    readings: Iterable[Reading],
    opened: Callable[[str], BinaryIO],
    title: str | None,
    licence: dict[str, str] | None,
) -> bytes:
    """Write the resources; what describes them."""
    parts = {
        name: _Part(resource, opened(f"{name}.csv")) for name, resource in dictionary().items()
    }
    tables: list[Row] = []
    for table in tables_of(readings):
        tables.append({name: table.row[name] for name in _OF_SOURCE})
        parts["tables"].add([table.row])
        for unit in table.units:
            parts["units"].add([unit.row])
            for project in unit.projects:
                parts["projects"].add([project.row])
                parts["indicators"].add(row for _, row in project.indicators)
    package = {
        "schema": PACKAGE,
        "profile": "tabular-data-package",
        "name": "jixiao-dataset",
        "title": title or _title(tables),
        "description": f"{_ESCAPE.zh}\n\n{_ESCAPE.en}",
        **({"licenses": [licence]} if licence else {}),
        "sources": _sources(tables),
        "resources": [_resource(part) for part in parts.values()],
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


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


def _title(tables: Sequence[Row]) -> str:
    departments = list(dict.fromkeys(str(row["department"] or "") for row in tables))
    years = sorted({str(row["budget_year"]) for row in tables if row["budget_year"] is not None})
    who = departments[0] if len(departments) == 1 else f"{len(departments)} 个部门"
    return " ".join(part for part in (who, "、".join(years), _TITLE) if part)


def _sources(tables: Sequence[Row]) -> list[dict[str, Any]]:
    known = dict.fromkeys((row["source_name"], row["source_sha256"]) for row in tables)
    return [{"title": name, "sha256": sha256} for name, sha256 in known]


def _resource(part: _Part) -> dict[str, Any]:
    resource = part.resource
    return {
        "name": resource.name,
        "path": f"{resource.name}.csv",
        "profile": "tabular-data-resource",
        "title": resource.title.zh,
        "title_en": resource.title.en,
        "description": resource.about.zh,
        "description_en": resource.about.en,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "bytes": part.size,
        "hash": f"sha256:{part.hash.hexdigest()}",
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
