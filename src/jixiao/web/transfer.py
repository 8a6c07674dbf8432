"""Every record as lines of JSON with the files beside: content that any database can take in."""

import json
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.core.management.color import no_style
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction

import jixiao
from jixiao.batch.replacing import replace
from jixiao.web.archives import DAMAGED, InvalidArchive, beside
from jixiao.web.records.models import (
    LibraryIndicator,
    LibrarySource,
    LibraryTally,
    LibraryUse,
    SearchEntry,
)
from jixiao.web.records.services.searching import reindex_all
from jixiao.web.records.source_files import store

EXPORT = "jixiao.export/1"
_APPS = ("accounts", "audit", "records", "publicdata")
_RECORDS = "records.jsonl"
# `reindex_all` makes them.
_DERIVED = (LibraryIndicator, LibrarySource, LibraryTally, LibraryUse, SearchEntry)


class _Exact(DjangoJSONEncoder):
    """Django's own drops the microseconds, and the trail's digests are over them."""

    def default(self, o: Any) -> Any:
        """Times in full."""
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


def _models() -> list[Any]:
    """Every kind of record that is not made anew from others."""
    kinds = serializers.sort_dependencies(
        [(apps.get_app_config(name), None) for name in _APPS], allow_cycles=True
    )
    return [kind for kind in kinds if kind not in _DERIVED]


def export(target: Path, *, at: datetime) -> int:
    """Write everything; the number of records.

    Passwords stay what they are, hashed. The key of the trail is not in it: write it down apart.
    """
    count = 0
    partial = beside(target)
    try:
        with transaction.atomic(), zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as archive:
            with archive.open(_RECORDS, "w", force_zip64=True) as file:
                for kind in _models():
                    for one in kind._default_manager.order_by("pk").iterator(chunk_size=500):
                        file.write(serializers.serialize("jsonl", [one], cls=_Exact).encode())
                        count += 1
            for path in sorted(Path(settings.MEDIA_ROOT).rglob("*")):
                if path.is_file() and not path.name.startswith("tmp"):
                    archive.write(path, f"files/{path.name}")
            manifest = {
                "schema": EXPORT, "version": jixiao.__version__, "made_at": at.isoformat(),
                "records": count,
            }  # fmt: skip
            archive.writestr("manifest.json", json.dumps(manifest, indent=1))
        replace(partial, target)
    finally:
        partial.unlink(missing_ok=True)
    return count


@transaction.atomic
def import_all(source: Path) -> int:
    """Take everything in; the database must be empty.

    Raises:
        InvalidArchive: It is no whole export, or there are records already.
    """
    kinds = _models()
    if any(kind._default_manager.exists() for kind in kinds):
        raise InvalidArchive("数据库里已经有内容；请导入到新的数据文件夹（--home）。")
    try:
        with zipfile.ZipFile(source) as archive:
            manifest = json.loads(archive.read("manifest.json"))
            if not isinstance(manifest, dict) or manifest.get("schema") != EXPORT:
                raise InvalidArchive("这不是本程序的导出文件。")
            count = _take(archive)
            for name in archive.namelist():
                if name.startswith("files/") and store(archive.read(name)) != name[6:]:
                    raise InvalidArchive(f"{name} 的内容与名字不符。")
    except (
        *DAMAGED,
        KeyError,
        ValueError,
        serializers.base.DeserializationError,
    ) as error:
        if isinstance(error, InvalidArchive):
            raise
        raise InvalidArchive("这不是完整的导出文件。") from error
    if count != manifest["records"]:
        raise InvalidArchive("导出文件里的记录数与清单不符。")
    connection.check_constraints()
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), kinds):
            cursor.execute(statement)
    reindex_all()
    return count


def _take(archive: zipfile.ZipFile) -> int:
    count = 0
    with archive.open(_RECORDS) as file, connection.constraint_checks_disabled():
        for one in serializers.deserialize("jsonl", file):
            one.save()
            count += 1
    return count
