"""Make a small office in a folder; ``python -m tests.web.troubled_office HOME``.

Prints as JSON what its test needs to know of it.
"""

import json
import sys
from importlib.resources import files
from pathlib import Path


def main(home: Path) -> None:
    """Print sessions and keys."""
    from jixiao.web import serving

    serving.prepare(home)
    from django.test import Client
    from django.utils import timezone

    from jixiao.web.accounts.models import OrgUnit, User
    from jixiao.web.accounts.services import membership_add, org_create
    from jixiao.web.records.services.imports import import_accept, import_read, import_start
    from jixiao.workflow import Role

    now = timezone.now()
    org = org_create(name="某某局", kind=OrgUnit.Kind.DEPARTMENT, actor=None, at=now)
    people, sessions = {}, {}
    for role in (Role.PREPARER, Role.HEAD):
        people[role] = user = User.objects.create_user(role.value)
        membership_add(user=user, org=org, role=role, actor=None, at=now)
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        sessions[role.value] = client.cookies["sessionid"].value
    content = (files("jixiao") / "samples" / "kaifaqu.txt").read_bytes()
    given = {"actor": people[Role.PREPARER], "at": now}
    one = import_start(department=org, name="kaifaqu.txt", content=content, year=2024, **given)
    import_read(import_id=one.pk, at=now)
    table = import_accept(import_id=one.pk, table_number=0, **given)
    told = {
        "sessions": sessions,
        "department": org.pk,
        "table": table.pk,
        "unit": table.units.first().pk,
        "project": str(table.projects.first().key),
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
