"""Django's own backend with a client that looks at the clock: a frozen server does not keep its own time limits."""

import time
from collections.abc import Generator
from contextlib import contextmanager
from functools import partial
from typing import Any

from django.db.backends.postgresql import base
from psycopg import Connection, OperationalError

GREETING = 3.0  # seconds that “are you there?” may take
FRESH = 5.0  # seconds for which an answer shows that the server is there
REST = 2.0  # seconds in which a server that was silent is not asked again


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection on which every wait has an end, and which is given up when the end is reached."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.longest: float = self.settings_dict["OPTIONS"].get("longest_wait", 32.0)
        self.heard_at = self.silent_until = 0.0

    def get_connection_params(self) -> dict[str, Any]:
        params = super().get_connection_params()
        params.pop("longest_wait", None)
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Connection:
        begun = time.monotonic()
        if begun < self.silent_until:
            raise OperationalError("the server was silent a moment ago")
        try:
            connection = super().get_new_connection(conn_params)
        except OperationalError:
            if time.monotonic() - begun > 1:  # it did not refuse, it kept silent
                self.silent_until = time.monotonic() + REST
            raise
        connection.wait = partial(self.wait, connection)
        return connection

    def wait(self, connection: Connection, exchange: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        """Finish an exchange with the server; whoever stays silent is left, because the answer may come too late."""
        begun = time.monotonic()
        longest = self.longest if timeout is None else min(timeout, self.longest)
        try:
            answer = Connection.wait(connection, exchange, interval, timeout=longest)
        except OperationalError as error:
            if time.monotonic() - begun < longest:
                raise
            connection.close()
            self.silent_until = time.monotonic() + REST
            raise OperationalError("the server is silent") from error
        self.heard_at = time.monotonic()
        return answer

    def is_usable(self) -> bool:
        with self.waiting_at_most(GREETING):
            return super().is_usable()

    @contextmanager
    def waiting_at_most(self, seconds: float) -> Generator[None]:
        usual, self.longest = self.longest, min(self.longest, seconds)
        try:
            yield
        finally:
            self.longest = usual

    def close_if_health_check_failed(self) -> None:
        """Between transactions, greet again where nothing was heard for a while, not only before a request."""
        between = self.connection is not None and self.connection.autocommit
        if between and time.monotonic() - self.heard_at > FRESH:
            self.health_check_done = False
        super().close_if_health_check_failed()
