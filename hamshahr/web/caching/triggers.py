"""How the store renews its marks by itself: triggers on every marked table, made after each migration."""

from typing import Any

from django.apps import AppConfig, apps
from django.db import connections, transaction
from django.db.models.signals import post_migrate, pre_migrate

from .marks import NEVER_SHOWN, every_table, marked_tables, tables_in

# A writer waits for no other: each leaves a mark of its own and takes away those that nobody else is taking away.
RENEW = """
CREATE OR REPLACE FUNCTION web_renew_mark() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE own text := pg_current_xact_id()::text || '.';
BEGIN
  IF EXISTS (SELECT 1 FROM web_mark WHERE place = TG_TABLE_NAME AND starts_with(mark, own))
     OR NOT EXISTS (SELECT 1 FROM web_mark WHERE place = TG_TABLE_NAME) THEN
    RETURN NULL;
  END IF;
  DELETE FROM web_mark WHERE (place, mark) IN
    (SELECT place, mark FROM web_mark WHERE place = TG_TABLE_NAME FOR UPDATE SKIP LOCKED);
  INSERT INTO web_mark (place, mark) VALUES (TG_TABLE_NAME, own || gen_random_uuid()::text);
  RETURN NULL;
END $$
"""
RENEW_IN_SQLITE = "UPDATE web_mark SET mark = hex(randomblob(16)) WHERE place = '{}'"


def follow(room: AppConfig) -> None:
    """Take the marks away while migrations run, and set them anew afterwards; called once, when the house is set up."""
    pre_migrate.connect(take_marks_away, sender=room, dispatch_uid="web.caching")
    post_migrate.connect(set_marks, sender=room, dispatch_uid="web.caching")


def take_marks_away(using: str, **_signal: Any) -> None:
    """Where a table has no mark, no page that reads it is kept: a table remade by a migration loses its triggers."""
    connection = connections[using]
    if "web_mark" in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM web_mark")


def set_marks(using: str, **_signal: Any) -> None:
    """A fresh mark for every table, and the triggers that are missing."""
    connection = connections[using]
    here = set(connection.introspection.table_names())
    if "web_mark" not in here:
        return
    every_table.cache_clear()
    tables_in.cache_clear()
    tables = [table for table in marked_tables() if table in here]
    make, token = WAYS[connection.vendor]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        make(cursor, tables)
        cursor.execute("DELETE FROM web_mark")
        for table in tables:
            cursor.execute(f"INSERT INTO web_mark (place, mark) VALUES (%s, {token})", [table])  # noqa: S608  ours


def make_for_sqlite(cursor: Any, tables: list[str]) -> None:
    for table in tables:
        for event in ("INSERT", update_of(table), "DELETE"):
            cursor.execute(
                f'CREATE TRIGGER IF NOT EXISTS "renew_mark_{event[:6].lower()}_{table}" AFTER {event} ON "{table}" '
                f"BEGIN {RENEW_IN_SQLITE.format(table)}; END"
            )


def update_of(table: str) -> str:
    """The event of a change of any column, or of any that a page may show."""
    if table not in NEVER_SHOWN:
        return "UPDATE"
    model = next(model for model in apps.get_models() if model._meta.db_table == table)
    columns = {field.column for field in model._meta.local_concrete_fields} - NEVER_SHOWN[table]
    return f"UPDATE OF {', '.join(sorted(columns))}"


def make_for_postgresql(cursor: Any, tables: list[str]) -> None:
    cursor.execute(RENEW)
    cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'renew_mark'")
    having = {row[0] for row in cursor.fetchall()}
    for table in tables:
        if table not in having:
            cursor.execute(
                f'CREATE TRIGGER renew_mark AFTER INSERT OR {update_of(table)} OR DELETE OR TRUNCATE ON "{table}" '
                "FOR EACH STATEMENT EXECUTE FUNCTION web_renew_mark()"
            )


WAYS = {
    "sqlite": (make_for_sqlite, "hex(randomblob(16))"),
    "postgresql": (make_for_postgresql, "gen_random_uuid()::text"),
}
