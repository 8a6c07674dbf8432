"""A filled-in workbook beside the table: taken, kept, asked about."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from msgspec.structs import replace
from tests.web.conftest import NOW

from jixiao.model import Target
from jixiao.publishing.official.template import fill_in_template
from jixiao.web.records.assembly import record_of
from jixiao.web.records.returned import compare_returned


def _ours(table):
    rows = table.projects.select_related("unit").prefetch_related("indicators")
    return [(project, list(project.indicators.all())) for project in rows]


def _changed(record, number, **fields):
    unit = record.spending_units[0]
    projects = list(unit.projects)
    projects[number] = replace(projects[number], **fields)
    units = (replace(unit, projects=tuple(projects)), *record.spending_units[1:])
    return replace(record, spending_units=units)


def _compare(table, base, theirs):
    return compare_returned(_ours(table), base, theirs, within=str(table.pk))


def test_what_came_back_unchanged_changes_nothing(office, bring_in):
    table = bring_in()
    record = record_of(table)

    outcome = _compare(table, record, record)

    assert not outcome.changed
    assert not outcome.missing


def test_changes_of_the_file_are_taken_and_ours_kept(office, bring_in):
    table = bring_in()
    issued = record_of(table)
    theirs = _changed(issued, 0, objective="文件里的目标")
    project = table.projects.first()
    project.basis, project.total = "这里的依据", 5
    project.save()

    (one,) = _compare(table, issued, theirs).changed

    assert [(c.field, c.theirs) for c in one.changes] == [("objective", "文件里的目标")]
    assert not one.conflicts
    assert one.merged.sheet["project"]["basis"] == "这里的依据"
    assert one.merged.sheet["project"]["total"] == "5.00"


def test_the_same_cell_changed_on_both_sides_is_asked_about(office, bring_in):
    table = bring_in()
    issued = record_of(table)
    theirs = _changed(issued, 0, objective="文件里的目标")
    project = table.projects.first()
    project.objective = "这里的目标"
    project.save()

    (one,) = _compare(table, issued, theirs).changed

    assert [(c.field, c.ours, c.theirs) for c in one.conflicts] == [
        ("objective", "这里的目标", "文件里的目标")
    ]
    assert not one.changes


def test_rows_are_found_by_level_and_name_and_new_ones_added(office, bring_in):
    table = bring_in()
    issued = record_of(table)
    rows = issued.projects[0].indicators
    new = replace(rows[0], name="新的指标", number=9)
    changed = replace(rows[1], annual_target=Target("≥99%"))
    theirs = _changed(issued, 0, indicators=(rows[2], changed, new, *rows[3:]))

    (one,) = _compare(table, issued, theirs).changed

    keys = [str(i.key) for i in table.projects.first().indicators.all()]
    assert {(c.key, c.field) for c in one.changes if c.key in keys} == {
        (keys[1], "annual_target"), (keys[0], "row"),
    }  # fmt: skip
    (added,) = [c for c in one.changes if c.key not in keys]
    assert (added.field, added.row) == ("row", "新的指标")
    names = [row["name"] for row in one.merged.sheet["indicators"]]
    assert names[:3] == [rows[2].name, rows[1].name, "新的指标"]


def test_without_the_issued_workbook_every_difference_is_asked(office, bring_in):
    table = bring_in()
    theirs = _changed(record_of(table), 0, objective="文件里的目标")

    (one,) = _compare(table, None, theirs).changed

    assert [c.field for c in one.conflicts] == ["objective"]
    assert not one.changes


def test_white_space_is_no_change_and_missing_projects_are_named(office, bring_in):
    table = bring_in()
    record = record_of(table)
    theirs = _changed(record, 0, objective=f" {record.projects[0].objective}\n")
    unit = theirs.spending_units[0]
    theirs = replace(theirs, spending_units=(replace(unit, projects=unit.projects[:-1]),))

    outcome = _compare(table, record, theirs)

    assert not outcome.changed
    assert outcome.missing == (record.projects[-1].name,)


def test_new_projects_and_unit_rows_come_in(office, bring_in):
    from jixiao.web.records.services import workbooks  # noqa: PLC0415

    table = bring_in()
    issued = record_of(table)
    project = replace(issued.projects[0], name="新项目")
    unit = replace(issued.spending_units[0], name="新单位", projects=(project,))
    theirs = replace(issued, spending_units=(*issued.spending_units, unit))
    from jixiao.keeping import to_json  # noqa: PLC0415
    from jixiao.pipeline import recorded  # noqa: PLC0415
    from jixiao.web.records.services.imports import store  # noqa: PLC0415

    issue = table.template_issues.create(
        sha256=store(to_json(recorded("发出", [issued]))), issued_at=NOW, issued_by=office.preparer
    )
    theirs = _changed(theirs, 0, objective="文件里的目标")
    sha256 = store(to_json(recorded("填好", [theirs])))
    outcome = workbooks.template_merge(
        table_id=table.pk, sha256=sha256, name="填好.json", issue=issue, revision=table.revision,
        theirs=[], actor=office.preparer, at=NOW,
    )  # fmt: skip

    assert len(outcome.changed) == 2
    new = table.projects.get(name="新项目")
    assert new.unit.name == "新单位"
    assert new.indicators.count() == len(project.indicators)
    assert new.supervising_department == office.department.name
    assert table.projects.first().objective == "文件里的目标"
    table.refresh_from_db()
    again = workbooks.template_compare(
        table=table, sha256=sha256, name="填好.json", issue=issue, actor=office.preparer
    )
    assert not again.changed


def _filled(record):
    return fill_in_template([record], filled=True)


def test_the_workbook_goes_out_and_comes_back_over_the_pages(office, bring_in, log_in):
    table = bring_in("zengcheng")
    client = log_in(office.preparer)
    issued = client.post(reverse("template", args=[table.pk]))
    assert "spreadsheetml" in issued.headers["Content-Type"]
    issue = table.template_issues.get()
    project = table.projects.first()
    indicator = project.indicators.first()

    def send(content):
        file = SimpleUploadedFile("填好.xlsx", content)
        address = reverse("template_compare", args=[table.pk])
        return client.post(address, {"file": file, "issue": issue.pk}, follow=True)

    page = send(issued.content).content.decode()
    assert "文件和这里没有不同" in page

    theirs = _changed(record_of(table), 0, objective="文件里的目标", name=project.name)
    project.objective = "这里的目标"
    project.save()
    indicator.name = "这里改的名称"
    indicator.save()
    page = send(_filled(theirs))
    assert "两边都改了" in page.content.decode()
    data = {"token": page.context["token"], "theirs": "0//objective"}
    page = client.post(reverse("template_merge", args=[table.pk]), data, follow=True)
    assert "已并入“填好.xlsx”，有改动的项目 1 个" in page.content.decode()
    project.refresh_from_db()
    indicator.refresh_from_db()
    assert (project.objective, indicator.name) == ("文件里的目标", "这里改的名称")

    for token in ("", "x", data["token"][:-1]):
        page = client.post(
            reverse("template_merge", args=[table.pk]), {"token": token}, follow=True
        )
        assert "这次预览已经失效" in page.content.decode()
    again = client.post(reverse("template_merge", args=[table.pk]), data, follow=True)
    assert "又有改动" in again.content.decode()
    for wrong in (b"", b"no workbook", b"PK\x03\x04"):
        assert send(wrong).status_code == 200


def test_a_workbook_of_another_year_or_department_is_refused(office, bring_in, log_in):
    table = bring_in()
    client = log_in(office.preparer)
    for change, message in (
        ({"budget_year": 2023}, "文件是 2023 年的"), ({"department": "别的局"}, "文件是“别的局”的"),
    ):  # fmt: skip
        file = SimpleUploadedFile("填好.xlsx", _filled(replace(record_of(table), **change)))
        address = reverse("template_compare", args=[table.pk])
        assert message in client.post(address, {"file": file}, follow=True).content.decode()
