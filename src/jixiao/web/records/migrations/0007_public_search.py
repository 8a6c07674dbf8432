"""Words of what is public, found as words of the working copies are."""

from django.db import migrations, models

from jixiao.web.records.search_index import PUBLIC_INDICATORS, PUBLIC_PROJECTS, put_rows

_AT_ONCE = 1000


def make_grams(apps, schema_editor):
    """The indexes, and what is public now."""
    if schema_editor.connection.vendor != "sqlite":
        return
    rows = {
        PUBLIC_PROJECTS: apps.get_model("records", "PublicProject").objects.filter(is_current=True),
        PUBLIC_INDICATORS: apps.get_model("records", "PublicIndicator").objects.all(),
    }
    for index, some in rows.items():
        statement = index.make
        schema_editor.execute(statement)
        last = 0
        texts = some.order_by("pk").values_list("pk", "searched")
        while found := list(texts.filter(pk__gt=last)[:_AT_ONCE]):
            put_rows(index, found)
            last = found[-1][0]


def drop_grams(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for statement in (PUBLIC_PROJECTS.drop, PUBLIC_INDICATORS.drop):
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0006_template_issues"),
    ]

    operations = [
        migrations.RunPython(make_grams, drop_grams),
        migrations.AddIndex(
            model_name="publicproject",
            index=models.Index(fields=["is_current", "public_table", "unit"], name="public_facets"),
        ),
        migrations.AddIndex(
            model_name="publicindicator",
            index=models.Index(fields=["class_code", "is_quantified"], name="public_class_facets"),
        ),
    ]
