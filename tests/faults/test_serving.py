"""The server and its store are killed and frozen while votes are cast over HTTP, and come back by themselves."""

import json
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connections

from hamshahr.environment import database
from tests.stores import ROOT

ROUNDS = {"sqlite": 3, "postgresql": 4}  # each thing that can break, once
BACK_WITHIN = 60  # seconds on a machine that does much else; docs/reliability.md says what a quiet one needs


def test_no_vote_is_lost_or_doubled_when_server_and_store_are_killed_and_frozen(django_db_setup):
    kind = connections["default"].vendor
    command = [sys.executable, "-m", "tests.faults.serving", kind, "--rounds", str(ROUNDS[kind])]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    voters = found.pop("delegates")
    back, refused = found.pop("back"), found.pop("refused")
    assert (len(back), max(back.values()) < BACK_WITHIN, set(refused)) == (ROUNDS[kind], True, {"503"})
    assert found.pop("read while frozen") == {"sqlite": [200], "postgresql": [503]}[kind]
    assert found.pop("longest wait while frozen") < 20
    assert found.pop("cut off") > 0
    assert found == {
        "answered twice": voters, "contradicted": 0, "lost": 0, "unknown": 0, "doubled": 0, "voted": voters,
    }  # fmt: skip


def test_a_question_to_the_store_takes_no_longer_than_the_installation_says(monkeypatch, tmp_path):
    monkeypatch.setenv("HAMSHAHR_PATIENCE", "4")
    limits = "-c statement_timeout=4000 -c lock_timeout=4000 -c idle_in_transaction_session_timeout=60000"
    options = database("postgresql://hamshahr@localhost/hamshahr", tmp_path)["OPTIONS"]
    assert (options["options"], options["longest_wait"]) == (limits, 6.0)
    assert database("", tmp_path)["OPTIONS"]["timeout"] == 4

    for wrong in ("soon", "0", "3601"):
        monkeypatch.setenv("HAMSHAHR_PATIENCE", wrong)
        with pytest.raises(ImproperlyConfigured, match=f"HAMSHAHR_PATIENCE is .*{wrong}"):
            database("", tmp_path)
