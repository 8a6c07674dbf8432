"""A file that another department has brought in: said to who may see that, and to nobody else."""

from importlib.resources import files

from tests.web.conftest import NOW

from jixiao.web.accounts.services import membership_add
from jixiao.web.records.services.imports import import_read, import_start
from jixiao.workflow import Role

SAID = "同样内容的文件在别的部门也导入过"


def test_the_preview_names_the_other_department_he_may_see(office, bring_in, log_in):
    bring_in("kaifaqu")
    content = (files("jixiao") / "samples" / "kaifaqu.txt").read_bytes()
    one = import_start(
        department=office.stranger_department, name="k.txt", content=content, year=2024,
        actor=office.stranger, at=NOW,
    )  # fmt: skip
    import_read(import_id=one.pk, at=NOW)

    assert SAID not in log_in(office.stranger).get(f"/imports/{one.pk}/").content.decode()
    membership_add(
        user=office.stranger, org=office.department, role=Role.READER, actor=None, at=NOW
    )
    page = log_in(office.stranger).get(f"/imports/{one.pk}/").content.decode()

    assert SAID in page
    assert office.department.name in page
