"""The marks of the store: each table that readers are shown bears one, and every transaction that changes it renews it.

The store renews them by triggers, so no way of writing goes past them; a mark that was seen once never comes again.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from django.apps import apps
from django.db import connection

Mark = tuple[str, str]

WITHOUT_READERS = {"accounts", "letters"}  # rooms whose rows no public page shows, but for these tables
SHOWN_ALL_THE_SAME = ("accounts_act", "accounts_staletranslation", "accounts_user")
SHOWN_ALL_THE_SAME += ("django_content_type", "wagtailcore_locale")
# Columns that no page shows and that change all day long: nobody's sign-in lets a page go.
NEVER_SHOWN = {"accounts_user": {"last_login", "password", "session_epoch"}}
# SQLite's word index is no table that could bear a mark; the store keeps it with the rows of this one.
FOLLOWING = {"stories_words_fts": "stories_indexedstory"}
WORD = re.compile(r"\w+")


def marked_tables() -> list[str]:
    """The tables that bear marks: all of our rooms that have something to show."""
    rooms = [room for room in apps.get_app_configs() if room.name.startswith("hamshahr.")]
    models = [
        model
        for room in rooms
        if room.label not in WITHOUT_READERS
        for model in room.get_models(include_auto_created=True)
    ]
    own = {model._meta.db_table for model in models if model._meta.managed and not model._meta.proxy}
    return sorted(own | set(SHOWN_ALL_THE_SAME))


def standing() -> list[Mark]:
    """Every mark as it stands now; a table that is being migrated has none."""
    return ask("SELECT place, mark FROM web_mark ORDER BY place, mark")


def ask(question: str) -> list[Mark]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchall()


def question_about(tables: Iterable[str]) -> str:
    """The question for the marks of these tables; each of them is a name of our own."""
    names = ", ".join(f"'{table}'" for table in sorted(tables))
    return f"SELECT place, mark FROM web_mark WHERE place IN ({names}) ORDER BY place, mark"  # noqa: S608  no word of a reader's


@lru_cache(maxsize=1)
def every_table() -> frozenset[str]:
    return frozenset(connection.introspection.table_names(include_views=True))


@lru_cache(maxsize=2048)
def tables_in(sql: str) -> frozenset[str]:
    """Every table that an SQL statement may read: each that it names anywhere."""
    return frozenset(FOLLOWING.get(table, table) for table in every_table().intersection(WORD.findall(sql)))
