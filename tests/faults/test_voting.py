"""What breaks while votes are cast: a killed process, a full disc, a clock that is moved."""

import json
import os
import shutil
import subprocess
import sys

from tests.stores import ROOT, sqlite_template


def test_nothing_acknowledged_is_lost_or_doubled_whatever_breaks(tmp_path, django_db_setup):
    store = tmp_path / "hamshahr.sqlite3"
    template = sqlite_template()
    if template.exists():
        shutil.copy(template, store)
    else:
        migrated(store)
    (tmp_path / "static").mkdir()
    words = {"HAMSHAHR_DATA": str(tmp_path), "HAMSHAHR_DATABASE": f"sqlite://{store}", "HAMSHAHR_DEBUG": "yes"}
    words |= {"DJANGO_SETTINGS_MODULE": "hamshahr.settings", "HAMSHAHR_CACHE": "none", "HAMSHAHR_HOSTS": "testserver"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.voting"], cwd=ROOT, env=os.environ | words, capture_output=True, text=True,
        check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert 14 <= found["kill"].pop("acknowledged under kill") <= 60
    assert found["kill"] == {
        "contradicted": 0, "voted": 60, "slips": 60, "missing": 0, "envelopes": 0, "key is gone": True,
    }  # fmt: skip
    assert found["clock"] == ["This ballot is closed."] * 3
    assert found["disc"] == {"full": [503] * 3, "said": True, "read": 200, "voted": 0, "later": 200}


def migrated(store):
    """On PostgreSQL no template of SQLite lies ready."""
    words = {"HAMSHAHR_DATABASE": f"sqlite://{store}"}
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=os.environ | words, check=True)
