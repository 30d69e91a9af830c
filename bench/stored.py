"""The stores of the newsroom's benchmark: made once, copied, grown; a SQLite file or a database of PostgreSQL."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from .serving import ROOT


@dataclass(frozen=True)
class Store:
    """A store, as the variables that lead to it."""

    variables: dict[str, str]

    def asked(self, *command: str | Path, text: str = "") -> None:
        """Run a command on this store."""
        subprocess.run(
            command, cwd=ROOT, env=os.environ | self.variables, input=text, text=True, check=True, stdout=sys.stderr
        )


def stores(kind: str, folder: Path, sizes: tuple[int, ...]) -> Iterator[tuple[int, Store]]:
    """A store of the demonstration network for each size, with so many stories; the one before is gone by then."""
    settled = Settled(kind, folder)
    for size in sizes:
        begun = time.perf_counter()
        with settled.copy(f"{kind}{size}") as store:
            store.asked(sys.executable, "-m", "bench.newsroom", str(size))
            print(f"{kind}: {size} stories, {time.perf_counter() - begun:.0f} s")
            yield size, store


class Settled:
    """The demonstration network of this kind of store, from which copies are made."""

    def __init__(self, kind: str, folder: Path) -> None:
        self.kind, self.folder = kind, folder / kind
        self.folder.mkdir()
        if kind == "postgresql":
            sql("DROP DATABASE IF EXISTS bench_settled WITH (FORCE)", "CREATE DATABASE bench_settled")
        store = Store(self.variables(self.folder, "bench_settled"))
        store.asked(Path(sys.executable).with_name("hamshahr"), "demo", "--load-only")
        store.asked(sys.executable, "manage.py", "collectstatic", "--no-input", "-v0")

    def variables(self, folder: Path, database: str) -> dict[str, str]:
        found = {"HAMSHAHR_DATA": str(folder), "HAMSHAHR_DEMO": "yes", "HAMSHAHR_HTTPS": "no"}
        return found | ({"HAMSHAHR_DATABASE": address(database)} if self.kind == "postgresql" else {})

    @contextmanager
    def copy(self, name: str) -> Iterator[Store]:
        """A copy, until the block ends."""
        place = self.folder.with_name(name)
        shutil.copytree(self.folder, place)
        if self.kind == "postgresql":
            sql(f"DROP DATABASE IF EXISTS bench_{name} WITH (FORCE)")
            sql(f"CREATE DATABASE bench_{name} TEMPLATE bench_settled")
        try:
            yield Store(self.variables(place, f"bench_{name}"))
        finally:
            shutil.rmtree(place)
            if self.kind == "postgresql":
                sql(f"DROP DATABASE bench_{name} WITH (FORCE)")


@contextmanager
def bare_store(kind: str, folder: Path) -> Iterator[dict[str, str]]:
    """The store of the bare Wagtail project, with the text of the founding article."""
    place = folder / f"bare-{kind}"
    place.mkdir()
    variables = {"BARE_FOLDER": str(place)}
    if kind == "postgresql":
        sql("DROP DATABASE IF EXISTS bench_bare WITH (FORCE)", "CREATE DATABASE bench_bare")
        variables["BARE_DATABASE"] = address("bench_bare")
    Store(variables).asked(sys.executable, "-m", "bench.bare.making", text=json.dumps(article()))
    yield variables
    if kind == "postgresql":
        sql("DROP DATABASE bench_bare WITH (FORCE)", "DROP DATABASE bench_settled WITH (FORCE)")


def article() -> dict:
    """The words of the founding article."""
    from hamshahr.kernel.restoration.tests import trials

    lines = [line.strip() for line in trials.article_body().splitlines() if line.strip()]
    return {"title": "پیشگامی مشهد در فهرست کلان‌شهرهای جهان", "lead": lines[0], "paragraphs": lines[1:]}


def address(database: str) -> str:
    """A database of a server of its own; that of the tests does not wait for the disc."""
    from tests.stores import postgresql_address

    server = urlsplit(postgresql_address("bench"))
    return server._replace(path=f"/{quote(database)}").geturl()


def sql(*statements: str) -> None:
    import psycopg

    with psycopg.connect(address("postgres"), autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)
