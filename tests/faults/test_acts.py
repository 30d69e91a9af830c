"""Whoever hands in, judges or publishes while the process is killed finds the act whole or not at all."""

import json
import os
import subprocess
import sys

import pytest
from django.db import connections

from tests.stores import ROOT, migrations_digest, postgresql_server

from .breaking import SqliteStore

ROUNDS = 8


@pytest.fixture
def address(tmp_path, django_db_setup):
    """A store of the test's own, of the kind the suite runs on."""
    if connections["default"].vendor == "sqlite":
        yield SqliteStore(tmp_path).address
        return
    server, name = postgresql_server("tests"), f"faults_{os.getpid()}"
    server.psql(f"CREATE DATABASE {name} TEMPLATE settled_{migrations_digest()}")
    yield f"postgresql://postgres@/{name}?host={server.get_postmaster_info().socket_dir}"
    server.psql(f"DROP DATABASE {name} WITH (FORCE)")


def test_an_act_that_is_killed_stands_whole_or_not_at_all_and_is_done_again(address, tmp_path):
    (tmp_path / "static").mkdir()
    words = {"HAMSHAHR_DATA": str(tmp_path), "HAMSHAHR_DATABASE": address, "HAMSHAHR_DEBUG": "yes"}
    words |= {"DJANGO_SETTINGS_MODULE": "hamshahr.settings", "HAMSHAHR_CACHE": "none"}
    command = [sys.executable, "-m", "tests.faults.acts", str(ROUNDS)]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | words, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found.pop("faults of the log") == []
    assert set(found) == {"submissions", "reviews", "releases"}
    for room, seen in found.items():
        assert {"none", "whole"} <= seen.pop("stood").keys(), room
        assert seen == {"broken": [], "finished": {"whole": ROUNDS}, "sound": True}, room
