"""Where a call leads from this room: to the vote of the public among its finalists."""

from datetime import datetime

from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.calls.models import Call
from hamshahr.kernel.http import address_of

from .models import PublicVote


def lead_to_vote(call: Call, user: User) -> list[tuple[str, str]]:
    """The vote of the public, to everybody from the hour of its opening on."""
    rows = PublicVote.objects.visible_to(user).filter(call=call)
    return [(address_of("juries:public_vote", row.key), _("Vote of the public")) for row in rows]


def next_opening(after: datetime) -> datetime | None:
    """When the next vote of the public begins, and with it a link on the page of its call."""
    rows = PublicVote.objects.filter(opened_at__gt=after).order_by("opened_at")
    return rows.values_list("opened_at", flat=True).first()
