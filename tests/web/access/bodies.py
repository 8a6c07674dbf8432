"""A valid body for each POST of the walk, so that a refusal is one of the person and not of the form."""

import json
import re
from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from jixiao.web.records.models import Project

REASON = {"reason": "有理由"}


class Asked:
    """Who asks, about whose: what a body may depend on."""

    def __init__(
        self, scene: dict[str, Any], client: Client, *, prefix: str = "", preparer: Client
    ) -> None:
        self.scene, self.client, self.prefix, self.preparer = scene, client, prefix, preparer

    def pk(self, name: str) -> Any:
        """The key of what a name stands for; another unit's where that is asked for."""
        found = self.scene.get(self.prefix + name, self.scene.get(name, name))
        return str(found.key) if isinstance(found, Project) else getattr(found, "pk", found)


def _workbook(asked: Asked, client: Client) -> SimpleUploadedFile:
    unit = "unit_" if client is not asked.preparer else ""
    return SimpleUploadedFile("填好.xlsx", asked.scene[f"{unit}workbook"])


def _token(asked: Asked) -> dict[str, str]:
    """The preview of a returned workbook; asked about another's, the preview is another's."""
    client = asked.preparer if asked.prefix else asked.client
    address = reverse("template_compare", args=[asked.scene["draft"].pk])
    page = client.post(address, {"file": _workbook(asked, client)}).content.decode()
    found = re.search(r'name="token" value="([^"]+)"', page)
    return {"token": found[1] if found else ""}


def _save(asked: Asked, key: str = "project") -> str:
    said = {"objective": "另一个目标。"}
    return json.dumps({"revision": asked.scene[key].revision, "project": said})


BODIES: dict[str, Callable[[Asked], Any]] = {
    "public_language": lambda _: {"language": "en"},
    "set_language": lambda _: {"language": "en"},
    "person_create": lambda a: {
        "username": "neu", "display_name": "新人", "org": a.pk("org"), "role": "reader",
    },
    "person_change": lambda _: {"display_name": "新名"},
    "person_set_active": lambda _: {"is_active": "0"},
    "membership_add": lambda a: {"org": a.pk("org"), "role": "reader"},
    "membership_add:foreign": lambda a: {"org": a.pk("foreign_org"), "role": "reader"},
    "unit_create": lambda a: {"parent": a.pk("department"), "kind": "unit", "name": "新单位"},
    "unit_create:foreign": lambda a: {
        "parent": a.pk("foreign_org"), "kind": "unit", "name": "新单位",
    },
    "unit": lambda _: {"name": "改名", "code": "", "is_active": "on"},
    "year_change": lambda _: {
        "year": "2031", "profile": "", "disclosure_gate": "error", "is_open": "on"
    },
    "library_take": lambda a: {"project": a.pk("project")},
    "table_new": lambda a: {"department": a.pk("department"), "year": "2030"},
    "table_copy": lambda a: {"key": a.pk("source_project"), "unit": a.pk("unit")},
    "table_copy:away": lambda a: {
        "key": str(a.scene["source_project"].key), "unit": a.scene["other_unit"].pk,
    },
    "template_compare": lambda a: {"file": _workbook(a, a.client)},
    "template_merge": _token,
    "sums_compute:unit": lambda a: {"unit": a.pk("unit")},
    "unit_add": lambda _: {"name": "新单位行"},
    "unit_rename": lambda _: {"name": "新单位行"},
    "unit_move": lambda _: {"step": "1"},
    "project_create": lambda _: {"name": "新项目"},
    "project_save": _save,
    "project_prose": lambda _: json.dumps({"text": "1、1-产出指标；11-数量指标；人数；10人"}),
    "project_move": lambda _: {"step": "1"},
    # To the other unit's row, which his own preparer cannot see.
    "project_move:away": lambda a: {"unit": a.scene["other_unit"].pk},
    "history_restore": lambda _: {"revision": "1"},
    "findings_fix": lambda a: {"finding": a.scene["finding"], "project": a.pk("project")},
    "findings_accept": lambda a: {
        "finding": a.scene["finding"], "project": a.pk("project"), **REASON,
    },
    "findings_reopen": lambda a: {"accepted": a.pk("accepted_finding")},
    "comments": lambda _: {"text": "请核对"},
    "comments:project": lambda a: {"text": "请核对", "project": a.pk("project")},
    "table_act": lambda _: REASON,
    "public_retract": lambda _: REASON,
    "imports": lambda a: {
        "department": a.pk("department"), "year": "2032",
        "files": SimpleUploadedFile("新.txt", "部门名称：某某局\t单位：万元".encode()),
    },
    "import_answers": lambda a: {"action": "confirm", "key": a.scene["question"]},
    "import_merge": lambda a: {
        "revision": str(a.scene["correcting"].revision_seen),
        "asked": str(a.scene["correcting"].asked),
    },
    "import_act": lambda a: {
        "department": a.pk("department"), "year": "2033", "amount_unit": "万元", "even_so": "1",
    },
}  # fmt: skip
