"""Django's own command, with each migration noted in the transaction in which it is carried out.

Django notes most of them a moment later. A process that is killed in between leaves a store that is changed and does
not know it, and on which the second run fails because the table is there already.

A new table is drawn alone (decision 0091): Django draws every model anew that is tied to it, however far.
"""

from collections.abc import Callable
from typing import Any

from django.core.management.commands import migrate
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ModelState, ProjectState


class Growing(ProjectState):
    """A state in which a model that is added ties itself to those that stand, as models do when a process starts."""

    def add_model(self, model_state: ModelState) -> None:
        key = model_state.app_label, model_state.name_lower
        self.models[key] = model_state
        if self._relations is not None:
            self.resolve_model_relations(key)
        if "apps" in self.__dict__:  # as Django asks: to look would draw them
            self.apps.render_multiple([model_state])

    def clone(self) -> ProjectState:
        return growing(super().clone())


def growing(state: ProjectState) -> ProjectState:
    """Django makes its own kind of state in four places and asks nobody which."""
    state.__class__ = Growing
    return state


class Executor(MigrationExecutor):
    """Django notes a migration within its transaction where no statement is deferred; so none is left."""

    def _create_project_state(self, *args: Any, **kwargs: Any) -> ProjectState:
        return growing(super()._create_project_state(*args, **kwargs))

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
