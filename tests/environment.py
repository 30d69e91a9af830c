"""Loaded before the settings are read (``-p tests.environment``): which store the suite runs on."""

import os

from tests.stores import BUILD, postgresql_address

os.environ.setdefault("HAMSHAHR_DEBUG", "yes")
os.environ.setdefault("HAMSHAHR_HTTPS", "no")
os.environ.setdefault("HAMSHAHR_DATA", str(BUILD / "data"))
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

if os.environ.get("HAMSHAHR_TEST_STORE") == "postgresql" and "HAMSHAHR_DATABASE" not in os.environ:
    os.environ["HAMSHAHR_DATABASE"] = postgresql_address()

(BUILD / "data" / "static").mkdir(parents=True, exist_ok=True)  # whitenoise warns of a folder that is not there
