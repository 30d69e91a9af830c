"""The table of the shared cache, and when an invitation went out."""

from django.core.management import call_command
from django.db import migrations, models


def create_cache_table(apps, schema_editor):
    """Does nothing where the table stands already, or where another cache is set."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_founded")]

    operations = [
        migrations.AddField(
            model_name="invitation",
            name="sent_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="sent at"),
        ),
        migrations.RunPython(create_cache_table, migrations.RunPython.noop),
    ]
