from datetime import UTC, datetime

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_founded")]

    operations = [
        migrations.AddField(
            model_name="convocation",
            name="starts_at",
            field=models.DateTimeField(default=datetime(2020, 1, 1, tzinfo=UTC), verbose_name="beginning it called to"),
            preserve_default=False,
        ),
    ]
