"""Counting what is public."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0006_template_issues"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="publicproject",
            index=models.Index(fields=["is_current", "public_table", "unit"], name="public_facets"),
        ),
        migrations.AddIndex(
            model_name="publicindicator",
            index=models.Index(fields=["class_code", "is_quantified"], name="public_class_facets"),
        ),
    ]
