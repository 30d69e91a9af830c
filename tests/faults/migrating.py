"""``python -m tests.faults.migrating [rounds]``: an empty store is migrated by a process that is killed on the way.

In each run the process dies at another statement, every other time at the one that notes a migration as done. What
stands at the end is printed as JSON.
"""

import json
import os
import random
import signal
import sys

import django

django.setup()

from django.core.management import call_command  # noqa: E402  only when Django stands
from django.db import connection, connections  # noqa: E402
from django.db.migrations.loader import MigrationLoader  # noqa: E402
from django.db.migrations.recorder import MigrationRecorder  # noqa: E402

from tests.faults.killing import until_forgotten  # noqa: E402

ROUNDS, APP = 6, "letters"
NOTES = 'INSERT INTO "django_migrations"'


def dying_at(statement, note):
    """The process ends without a word before the so many-th statement, or before the so many-th note."""
    left = {"statement": statement, "note": note}

    def answer(execute, sql, *more):
        left["statement"] -= 1
        left["note"] -= sql.startswith(NOTES)
        if not left["statement"] or not left["note"]:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, *more)

    return answer


def migrated(statement=-1, note=-1):
    """Migrate in a process of its own; how it ended."""
    connections.close_all()
    if (child := os.fork()) == 0:
        try:
            with connection.execute_wrapper(dying_at(statement, note)):
                call_command("migrate", APP, verbosity=0)
            os._exit(0)
        finally:
            os._exit(1)
    _child, state = os.waitpid(child, 0)
    until_forgotten()
    return os.waitstatus_to_exitcode(state)


def main(rounds):
    MigrationLoader(connection)  # the files are read once, not by each process
    dice, ends = random.Random(1), []
    for number in range(rounds):
        at = {"note": dice.randint(1, 3)} if number % 2 else {"statement": dice.randint(3, 25)}
        ends.append(migrated(**at))
    ends.append(migrated())
    plan = MigrationLoader(connection).graph
    wanted = {key for leaf in plan.leaf_nodes(APP) for key in plan.forwards_plan(leaf)}
    done = set(MigrationRecorder(connection).applied_migrations())
    again = MigrationRecorder.Migration.objects.count()
    print(json.dumps({"ends": ends, "missing": len(wanted - done), "noted twice": again - len(done)}))  # noqa: T201


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else ROUNDS))
