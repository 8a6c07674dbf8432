"""An office to try: one person a role, and the samples that come with the program."""

from collections.abc import Collection
from importlib.resources import files
from typing import NamedTuple

from django.utils import timezone

from jixiao.text import fold
from jixiao.web.accounts.models import OrgUnit, User
from jixiao.web.accounts.services import fresh_password, org_create, user_create
from jixiao.web.records.services.imports import import_accept, import_read, import_start
from jixiao.workflow import Role

YEAR = 2024
"""The samples do not print their year; the values in them speak of this one."""
SAMPLES = ("baiyun", "huadu", "kaifaqu", "tianhe", "zengcheng")
OFFICE = "演示市"
PEOPLE = (
    ("tianbao", "填报员甲", Role.PREPARER, "导入、填报、按提示修改、送审"),
    ("fuze", "负责人乙", Role.HEAD, "批注、退回、批准、公开"),
    ("guanli", "管理员丙", Role.ADMINISTRATOR, "开设单位、人员、年度"),
    ("shenji", "审计员丁", Role.AUDITOR, "查全部内容和每一次操作"),
    ("chayue", "查阅者戊", Role.READER, "查看、检索"),
)


class LogIn(NamedTuple):
    """What somebody needs to come in, and what he does."""

    title: str
    username: str
    password: str
    does: str


def furnish(samples: Collection[str] = SAMPLES) -> list[LogIn]:
    """Make the office in an empty database, with some samples; the log-ins with fresh passwords."""
    now = timezone.now()
    office = org_create(name=OFFICE, kind=OrgUnit.Kind.DEPARTMENT, actor=None, at=now)
    found = []
    for username, name, role, does in PEOPLE:
        password = fresh_password().replace("-", "")  # one double click takes it up
        user_create(
            username=username, display_name=name, password=password, org=office, roles=(role,),
            actor=None, at=now,
        )  # fmt: skip
        found.append(LogIn(name, username, password, does))
    preparer = User.objects.get(username=PEOPLE[0][0])
    for name in samples:
        content = files("jixiao").joinpath("samples", f"{name}.txt").read_bytes()
        _take_in(f"{name}.txt", content, office, preparer)
    return found


def _take_in(name: str, content: bytes, office: OrgUnit, preparer: User) -> None:
    from jixiao import read  # noqa: PLC0415

    now = timezone.now()
    table = read(content, name, values=False).tables[0]
    department = org_create(
        name=fold(table.spending_units[0].name or name), kind=OrgUnit.Kind.DEPARTMENT, parent=office, actor=None,
        at=now,
    )  # fmt: skip
    for unit in table.spending_units:
        if unit.name and fold(unit.name) != department.name:
            org_create(
                name=fold(unit.name), kind=OrgUnit.Kind.UNIT, parent=department, actor=None, at=now
            )
    one = import_start(
        department=department, name=name, content=content, year=YEAR, actor=preparer, at=now
    )
    import_read(import_id=one.pk, at=now)
    import_accept(import_id=one.pk, table_number=0, actor=preparer, at=now)
