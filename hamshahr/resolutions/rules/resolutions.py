"""Who enters what a body adopted, and when it cannot be entered."""

from datetime import date

from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.bodies.models import Body
from hamshahr.bodies.rules import may_keep_body
from hamshahr.gatherings.models import Gathering
from hamshahr.kernel.languages import say
from hamshahr.meetings.models import AgendaItem

from ..models import Resolution


def may_adopt(user: User, body: Body) -> bool:
    """The secretary of the body enters its resolutions."""
    return user.is_authenticated and may_keep_body(user, body)


def may_keep_resolution(user: User, resolution: Resolution) -> bool:
    """The secretary of the body lays and waives the duties of its resolutions."""
    return may_adopt(user, resolution.body)


def obstacle_to_adopt(
    body: Body, *, adopted_on: date, today: date, gathering: Gathering | None = None, item: AgendaItem | None = None
) -> str | None:
    """Why this cannot be entered as adopted by the body on that day, or None."""
    if adopted_on > today:
        return _("A resolution is adopted on a day that has come.")
    if body.founded_on is not None and body.founded_on.first_day > adopted_on:
        return _("%(body)s did not exist yet on that day.") % {"body": say(body.names)}
    if gathering is not None and gathering.body_id != body.pk:
        return _("This meeting is of another body.")
    if item is not None and (gathering is None or item.session.gathering_id != gathering.pk):
        return _("This item stands on the agenda of another meeting.")
    return None
