"""The table of the marks by which kept pages are let go; its triggers are made after every migration."""

from django.db import migrations


def make_table(apps, schema_editor):
    place = "varchar(100) NOT NULL"
    mark = "varchar(100) NOT NULL"
    plain = "WITHOUT ROWID" if schema_editor.connection.vendor == "sqlite" else ""
    schema_editor.execute(
        f"CREATE TABLE IF NOT EXISTS web_mark (place {place}, mark {mark}, PRIMARY KEY (place, mark)) {plain}"
    )


def drop_table(apps, schema_editor):
    """The triggers go first: SQLite lets no table be renamed while one names a table that is not there."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION IF EXISTS web_renew_mark() CASCADE")
    else:
        with schema_editor.connection.cursor() as cursor:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'renew_mark_%%'")
            names = [row[0] for row in cursor.fetchall()]
        for name in names:
            schema_editor.execute(f'DROP TRIGGER "{name}"')
    schema_editor.execute("DROP TABLE web_mark")


class Migration(migrations.Migration):
    dependencies = [("web", "0002_practices_are_found")]

    operations = [migrations.RunPython(make_table, drop_table)]
