"""Django's own command, with each migration noted in the transaction in which it is carried out.

Django notes most of them a moment later. A process that is killed in between leaves a store that is changed and does
not know it, and on which the second run fails because the table is there already.
"""

from collections.abc import Callable
from typing import Any

from django.core.management.commands import migrate
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor


class Executor(MigrationExecutor):
    """Django notes a migration within its transaction where no statement is deferred; so none is left."""

    def apply_migration(self, state: Any, migration: Migration, *args: Any, **kwargs: Any) -> Any:
        migration.apply = leaving_nothing(migration.apply)
        return super().apply_migration(state, migration, *args, **kwargs)


def leaving_nothing(apply: Callable) -> Callable:
    """Carry a migration out with the statements that it deferred, in the order in which Django would."""

    def applied(state: Any, schema_editor: Any, *args: Any, **kwargs: Any) -> Any:
        state = apply(state, schema_editor, *args, **kwargs)
        while schema_editor.deferred_sql:
            schema_editor.execute(schema_editor.deferred_sql.pop(0), None)
        return state

    return applied


class Command(migrate.Command):
    """Django's command names its executor in its module and nowhere else."""

    def handle(self, *args: Any, **options: Any) -> None:
        migrate.MigrationExecutor = Executor
        super().handle(*args, **options)
