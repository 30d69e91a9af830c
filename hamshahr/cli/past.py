"""The clock of this process set back, for a demonstration that plays what happened years ago."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, tzinfo

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.kernel.errors import Refused


@contextmanager
def clock_at(moment: datetime) -> Iterator[None]:
    """Let Django say this moment whenever it is asked what time it is; only in a demonstration."""
    if not settings.DEMO:
        raise Refused(_("The clock is set back only where HAMSHAHR_DEMO is yes."))

    class Then(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:
            return moment.astimezone(tz)

    before, timezone.datetime = timezone.datetime, Then
    try:
        yield
    finally:
        timezone.datetime = before
