"""The table of the shared cache, so that the limits on wrong passwords count for all workers."""

from django.core.management import call_command
from django.db import migrations


def create_cache_table(apps, schema_editor):
    """Does nothing where the table stands already, or where another cache is set."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_founded")]

    operations = [migrations.RunPython(create_cache_table, migrations.RunPython.noop)]
