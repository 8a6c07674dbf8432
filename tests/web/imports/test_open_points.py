"""What is still open in a table, as far as somebody sees the table."""

from tests.web.records.drafting import drafted


def test_a_unit_sees_the_doubts_of_its_own_projects_alone(office, log_in):
    table = drafted(office)
    for project in table.projects.all():
        project.doubts = [{"kind": "x", "message": f"存疑：{project.name}"}]
        project.save()
    address = f"/tables/{table.pk}/open/"

    mine = log_in(office.unit_preparer).get(address).content.decode()
    whole = log_in(office.preparer).get(address).content.decode()

    assert "再读一次，更正识读" in mine
    assert "招商活动经费" in mine
    assert "会展运行经费" not in mine
    assert "会展运行经费" in whole
