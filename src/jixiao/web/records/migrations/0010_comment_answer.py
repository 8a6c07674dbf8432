"""What the preparer says to a comment."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0009_looking_up"),
    ]

    operations = [
        migrations.AddField(
            model_name="comment",
            name="answer",
            field=models.TextField(blank=True, verbose_name="答复"),
        ),
    ]
