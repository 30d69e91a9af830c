"""A process that carries out acts and is killed at some instant."""

import os
import signal
import time

from django.db import connection, connections


def killed(act, after, lines=0):
    """Run an act in a process that is killed so many seconds after it told so many lines; all that it told."""
    connections.close_all()
    reading, writing = os.pipe()
    if (child := os.fork()) == 0:
        os.close(reading)
        act(lambda line: os.write(writing, f"{line}\n".encode()))
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        said = [pipe.readline() for _line in range(lines)]
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
        said += pipe.readlines()
    os.waitpid(child, 0)
    until_forgotten()
    return said


def until_forgotten():
    """PostgreSQL ends what the killed one had begun a moment later; SQLite has nobody else."""
    while connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            others = "datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
            cursor.execute(f"SELECT count(*) FROM pg_stat_activity WHERE {others}")
            if cursor.fetchone() == (0,):
                return
        time.sleep(0.005)
