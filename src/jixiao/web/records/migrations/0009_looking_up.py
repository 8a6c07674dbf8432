"""One index for the public search, narrowed in it; where an indicator is used, from an index."""

from django.db import migrations, models

from jixiao.web.records.public_index import searched_rows
from jixiao.web.records.search_index import PUBLIC, put_rows


def make_grams(apps, schema_editor):
    """The index, and what is public now."""
    if schema_editor.connection.vendor != "sqlite":
        return
    schema_editor.execute("DROP TABLE IF EXISTS records_publicprojectgrams")
    schema_editor.execute("DROP TABLE IF EXISTS records_publicindicatorgrams")
    statement = PUBLIC.make
    schema_editor.execute(statement)
    model = lambda name: apps.get_model("records", name)  # noqa: E731
    tables = model("PublicTable").objects.filter(version__isnull=False)
    for table, year in tables.values_list("pk", "year"):
        projects = model("PublicProject").objects.filter(public_table=table, is_current=True)
        indicators = model("PublicIndicator").objects.filter(project__public_table=table)
        rows = searched_rows(
            table, year, projects.values_list("pk", "unit", "searched"),
            indicators.values_list(
                "project", "position", "class_code", "is_quantified", "searched"
            ),
        )  # fmt: skip
        put_rows(PUBLIC, rows)


def drop_grams(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        statement = PUBLIC.drop
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0008_library_tallies"),
    ]

    operations = [
        migrations.RunPython(make_grams, drop_grams),
        migrations.AlterField(
            model_name="libraryuse",
            name="entry",
            field=models.ForeignKey(
                db_index=False, on_delete=models.CASCADE, related_name="+",
                to="records.libraryindicator",
            ),
        ),
        migrations.AddIndex(
            model_name="libraryuse",
            index=models.Index(fields=["entry", "source"], name="library_use_where"),
        ),
    ]  # fmt: skip
