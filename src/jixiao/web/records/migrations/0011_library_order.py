"""The library is ordered by working copies: a disclosed table was counted twice."""

from django.db import migrations
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce

from jixiao.web.records.library_counts import WORKING_COPIES


def count(apps, schema_editor):
    org, is_public = WORKING_COPIES
    tallies = apps.get_model("records", "LibraryTally").objects.filter(
        entry=OuterRef("pk"), org=org, is_public__in=[is_public]
    )
    times = Coalesce(Subquery(tallies.values("times")[:1]), 0)
    apps.get_model("records", "LibraryIndicator").objects.update(uses=times)


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0010_comment_answer"),
    ]

    operations = [
        migrations.RunPython(count, migrations.RunPython.noop),
    ]
