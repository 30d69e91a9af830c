"""Migrations that are killed at any point are completed by the second run."""

import json
import os
import subprocess
import sys

import pytest
from django.db import connections

from tests.stores import ROOT, postgresql_server

ROUNDS = 6


@pytest.fixture
def empty(tmp_path, django_db_setup):
    """An empty store of the kind the suite runs on."""
    if connections["default"].vendor == "sqlite":
        yield f"sqlite://{tmp_path / 'empty.sqlite3'}"
        return
    server, name = postgresql_server("tests"), f"empty_{os.getpid()}"
    server.psql(f"CREATE DATABASE {name}")
    yield f"postgresql://postgres@/{name}?host={server.get_postmaster_info().socket_dir}"
    server.psql(f"DROP DATABASE {name} WITH (FORCE)")


def test_a_migration_that_is_killed_at_any_statement_is_completed_by_the_next_run(empty, tmp_path):
    (tmp_path / "static").mkdir()
    words = {"HAMSHAHR_DATA": str(tmp_path), "HAMSHAHR_DATABASE": empty, "HAMSHAHR_DEBUG": "yes"}
    command = [sys.executable, "-m", "tests.faults.migrating", str(ROUNDS)]
    environment = os.environ | words | {"DJANGO_SETTINGS_MODULE": "hamshahr.settings"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {"ends": [-9] * ROUNDS + [0], "missing": 0, "noted twice": 0}, done.stderr
