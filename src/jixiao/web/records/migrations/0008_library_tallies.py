"""What the indicator library tells is counted when it is written, not when it is asked for."""

import django.db.models.deletion
from django.db import migrations, models

from jixiao.web.records.library_counts import EVERYBODY, SOURCES, TIMES, Change, Used, changed
from jixiao.web.records.search_index import LIBRARY, LIBRARY_SOURCES, key_of, put_rows

_AT_ONCE = 2000
_KEPT = (
    "entry_id", "indicator_id", "name", "period_target", "annual_target", "comparator",
    "measure_unit", "number", "place",
)  # fmt: skip


def make_grams(apps, schema_editor):
    """The indexes of names; other databases get theirs when they are supported."""
    if schema_editor.connection.vendor != "sqlite":
        return
    for index in (LIBRARY, LIBRARY_SOURCES):
        statement = index.make
        schema_editor.execute(statement)
    entries = apps.get_model("records", "LibraryIndicator").objects.values_list("pk", "key", "name")
    put_rows(LIBRARY, ((pk, f"{key}\n{key_of(name)}") for pk, key, name in entries.iterator()))


def drop_grams(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for statement in (LIBRARY.drop, LIBRARY_SOURCES.drop):
            schema_editor.execute(statement)


def take_over(apps, schema_editor):
    """The uses there are, each with its source; and their tallies."""
    model = lambda name: apps.get_model("records", name)  # noqa: E731
    old = (
        model("LibraryUse").objects.select_related("table__department", "unit__org").order_by("pk")
    )
    change, last, source, belongs = Change(), 0, None, None
    by_project = {}
    while rows := list(old.filter(pk__gt=last)[:_AT_ONCE]):
        last = rows[-1].pk
        made = []
        for one in rows:
            # The uses of a version stand together, project by project.
            now = (one.version_id, one.project_id, one.project_name)
            if one.project_id in by_project:
                source = by_project[one.project_id]
            elif now != belongs:
                source = _source(model("LibrarySource"), one)
                if one.project_id is not None:
                    by_project[one.project_id] = source
            belongs = now
            made.append(
                model("NewLibraryUse")(source=source, **{n: getattr(one, n) for n in _KEPT})
            )
        model("NewLibraryUse").objects.bulk_create(made)
    _count(model, change)


def _source(kind, one):
    department = one.table.department.path
    path = one.unit.org.path if one.unit and one.unit.org else department
    names = (
        one.project_name, one.unit.name if one.unit else "", one.table.department.name,
        one.table.department_printed,
    )  # fmt: skip
    searched = "\n".join(map(key_of, names))
    made = kind.objects.create(
        table_id=one.table_id, project_id=one.project_id, version_id=one.version_id,
        name=one.project_name, path=path if path.startswith(department) else department,
        searched=searched,
    )  # fmt: skip
    put_rows(LIBRARY_SOURCES, [(made.pk, searched)])
    return made


def _count(model, change):
    uses, here = [], None
    rows = model("NewLibraryUse").objects.order_by("source_id").values_list(
        "source_id", "source__path", "source__version_id", "entry_id", *Used._fields[1:]
    )  # fmt: skip
    for source, path, version, *use in rows.iterator():
        if here is not None and here[0] != source:
            change.add(here[1], is_public=here[2] is not None, uses=uses)
            uses = []
        here = (source, path, version)
        uses.append(Used(*use))
    if here is not None:
        change.add(here[1], is_public=here[2] is not None, uses=uses)
    totals, tallies = {}, []
    for ((org, is_public), entry), many in change.items():
        now = changed(None, many)
        times, sources = now.pop(TIMES)[""], now.pop(SOURCES)[""]
        tallies.append(
            model("LibraryTally")(
                entry_id=entry, org=org, is_public=is_public, times=times, sources=sources,
                counted=now,
            )
        )  # fmt: skip
        if org == EVERYBODY:
            totals[entry] = totals.get(entry, 0) + times
    model("LibraryTally").objects.bulk_create(tallies, 500)
    model("LibraryIndicator").objects.update(uses=0)
    for entry, times in totals.items():
        model("LibraryIndicator").objects.filter(pk=entry).update(uses=times)


def _fk(target, **more):
    return models.ForeignKey(
        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=target, **more
    )


def _perhaps_gone(target):
    return models.OneToOneField(
        db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING,
        related_name="+", to=target,
    )  # fmt: skip


_ID = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0007_public_search"),
    ]

    operations = [
        migrations.CreateModel(
            name="LibrarySource",
            fields=[
                ("id", _ID.clone()),
                ("name", models.TextField(blank=True, verbose_name="项目名称")),
                ("path", models.CharField(max_length=500)),
                ("searched", models.TextField(blank=True)),
                ("project", _perhaps_gone("records.project")),
                ("table", _fk("records.objectivetable")),
                ("version", _fk("records.tableversion", null=True)),
            ],
            options={
                "ordering": ("-id",),
                "indexes": [models.Index(fields=["path"], name="library_path")],
            },
        ),
        migrations.CreateModel(
            name="NewLibraryUse",
            fields=[
                ("id", _ID.clone()),
                ("name", models.TextField(verbose_name="指标名称")),
                ("period_target", models.TextField(null=True, verbose_name="实施周期指标值")),
                ("annual_target", models.TextField(null=True, verbose_name="年度指标值")),
                (
                    "comparator",
                    models.CharField(blank=True, max_length=16, verbose_name="计算符号"),
                ),
                (
                    "measure_unit",
                    models.CharField(blank=True, max_length=40, verbose_name="计量单位"),
                ),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="数")),
                ("place", models.CharField(blank=True, max_length=60, verbose_name="来源位置")),
                ("entry", _fk("records.libraryindicator")),
                ("indicator", _perhaps_gone("records.indicator")),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="uses",
                        to="records.librarysource",
                    ),
                ),
            ],
            options={"ordering": ("-id",)},
        ),
        migrations.CreateModel(
            name="LibraryTally",
            fields=[
                ("id", _ID.clone()),
                ("org", models.BigIntegerField()),
                ("is_public", models.BooleanField()),
                ("times", models.PositiveIntegerField()),
                ("sources", models.PositiveIntegerField()),
                ("counted", models.JSONField()),
                ("entry", _fk("records.libraryindicator")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("org", "is_public", "entry"), name="library_tally_once"
                    )
                ],
            },
        ),
        migrations.RunPython(make_grams, drop_grams),
        migrations.RunPython(take_over, migrations.RunPython.noop),
        migrations.DeleteModel(name="LibraryUse"),
        migrations.RenameModel(old_name="NewLibraryUse", new_name="LibraryUse"),
    ]
