"""Real processes over a real file: two heads at once."""

import json
import os
import subprocess
import sys

import pytest

_HEAD = """
import json, os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "jixiao.web.config.settings"
import django
django.setup()
from importlib.resources import files
from django.utils import timezone
from jixiao.web.accounts.models import OrgUnit, User
from jixiao.web.records.models import ObjectiveTable, PublicTable
from jixiao.web.audit.models import AuditEntry
from jixiao.web.records.services.tables import table_act
from jixiao.workflow import Action, ActionNotAllowed, Role
now = timezone.now()
def person(name):
    return User.objects.get(username=name)
"""
_PREPARE = """
from jixiao.web.accounts.services import org_create, user_create
from jixiao.web.records.services.imports import import_accept, import_read, import_start
org = org_create(name="某某局", kind=OrgUnit.Kind.DEPARTMENT, actor=None, at=now)
for name, role in (("preparer", Role.PREPARER), ("head", Role.HEAD), ("head2", Role.HEAD)):
    user_create(username=name, display_name=name, password="Zhong-he-92-ding", org=org, roles=(role,),
                actor=None, at=now)
content = files("jixiao").joinpath("samples", "kaifaqu.txt").read_bytes()
one = import_start(department=org, name="a.txt", content=content, year=2024,
                   actor=person("preparer"), at=now)
import_read(import_id=one.pk, at=now)
import_accept(import_id=one.pk, table_number=0, actor=person("preparer"), at=now)
table_act(table_id=1, action=Action.SUBMIT, actor=person("preparer"), at=now)
"""
_APPROVE = """
sys.stdin.readline()
try:
    table_act(table_id=1, action=Action.APPROVE, actor=person(sys.argv[1]), at=now)
    print("done")
except ActionNotAllowed:
    print("late")
"""
_TELL = """
table = ObjectiveTable.objects.get()
print(json.dumps({
    "state": table.state, "public": PublicTable.objects.count(),
    "versions": list(table.versions.order_by("number").values_list("occasion", flat=True)),
    "acts": list(AuditEntry.objects.filter(action__startswith="table.").order_by("pk")
                 .values_list("action", flat=True)),
}))
"""


@pytest.fixture
def python(tmp_path, begin_home):
    environment = {**os.environ, "JIXIAO_HOME": str(begin_home(tmp_path))}
    environment.pop("DJANGO_SETTINGS_MODULE", None)

    def start(script, *arguments):
        return subprocess.Popen(
            [sys.executable, "-c", _HEAD + script, *arguments], env=environment, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8",
        )  # fmt: skip

    return start


def test_one_of_two_heads_approves(python):
    assert _wait(python(_PREPARE)) == (0, "")
    heads = [python(_APPROVE, name) for name in ("head", "head2")]
    said = sorted(_wait(one, "go\n")[1].strip() for one in heads)

    assert said == ["done", "late"]
    after = json.loads(_wait(python(_TELL))[1])
    assert after["acts"] == ["table.create", "table.submit", "table.approve"]
    assert after["versions"] == ["imported", "submitted", "approved"]


def _wait(process, typed=""):
    out, _ = process.communicate(typed, timeout=120)
    return process.returncode, out
