"""How long a page took and how long it waited for the store, in its header and at its foot, as the old desk said it."""

import re
import time

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hamshahr.kernel.digits import localise, number

MARK = b"<!--timing-->"
LONGEST_HEAD = 1000


class Watch:
    """Counts the queries of a request and the time they take."""

    def __init__(self) -> None:
        self.started = time.perf_counter()
        self.queries = 0
        self.waited = 0.0

    def __call__(self, execute, sql, params, many, context):
        begun = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.queries += 1
            self.waited += time.perf_counter() - begun

    @property
    def spent(self) -> float:
        return time.perf_counter() - self.started

    @property
    def figures(self) -> dict[str, str]:
        return {
            "spent": number(round(self.spent, 3), places=3),
            "waited": number(round(self.waited, 3), places=3),
            "queries": number(self.queries),
        }


def server_timing(spent: float, waited: float, queries: int, state: str) -> str:
    """The header that browsers show beside a page: in milliseconds, with the state of the cache."""
    return f'gen;dur={spent * 1000:.1f}, db;dur={waited * 1000:.1f};desc="{queries} queries", cache;desc="{state}"'


def language_of(page: bytes) -> str:
    """The language a page says it is in: the office sets its own inside, which is over when the answer leaves."""
    said = re.search(rb'<html[^>]*\blang="([a-z]{2})', page[:LONGEST_HEAD])
    return said[1].decode() if said else get_language()


def sentence_of(watch: Watch) -> str:
    return _("Generated in %(spent)s s, queries %(waited)s s (%(queries)s), cache: none") % watch.figures


def sentence_of_kept(watch: Watch) -> str:
    """At the foot of a page that is kept: what it took when it was made, which is true whenever it is shown."""
    moment = localise(f"{timezone.localtime():%H:%M:%S}")
    told = _("Generated at %(moment)s in %(spent)s s, queries %(waited)s s (%(queries)s), cache: kept since then")
    return told % (watch.figures | {"moment": moment})
