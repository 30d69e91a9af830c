"""The letters of this room: duties laid, near, done and waived; minutes circulated."""

from collections.abc import Callable, Iterable
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from hamshahr.accounts.models import StaffDuty, User
from hamshahr.bodies.models import Body, Holding
from hamshahr.bodies.notices import tell
from hamshahr.bodies.rules import may_keep_body
from hamshahr.gatherings.voices import voices_in
from hamshahr.kernel.calendars import format_day
from hamshahr.kernel.digits import localise
from hamshahr.kernel.languages import say
from hamshahr.letters.models import Letter
from hamshahr.parties.models import Liaison

from .models import Duty, Minutes

Words = Callable[[], tuple[str, list[str]]]


def keepers(body: Body, on: date) -> list[User]:
    """Who keeps the register of a body that day: the holders of such a seat, or else the secretariat."""
    seats = Holding.objects.perhaps_on(on).filter(mandate__office__keeps_register=True, person__user__isnull=False)
    holders = User.objects.filter(pk__in=seats.values("person__user"), is_active=True).order_by("pk")
    own = [user for user in holders if may_keep_body(user, body, on)]
    staff = StaffDuty.objects.on(on).filter(duty=StaffDuty.Duty.SECRETARIAT).values("user")
    return own or list(User.objects.filter(pk__in=staff, is_active=True).order_by("pk"))


def acting_for(parties: Iterable[int], on: date, *duties: str) -> list[User]:
    rows = Liaison.objects.on(on).filter(party__in=list(parties), duty__in=duties)
    return list(User.objects.filter(pk__in=rows.values("user"), is_active=True).order_by("pk"))


def bearers(duty: Duty, on: date) -> list[User]:
    """Who is to do it: the contacts of the city, or the keepers of the body."""
    if duty.party_id is not None:
        return acting_for([duty.party_id], on, Liaison.Duty.CONTACT)
    return keepers(duty.body, on)


def named(duty: Duty) -> dict[str, str]:
    return {
        "bearer": say(duty.bearer.names),
        "body": say(duty.resolution.body.names),
        "number": localise(duty.resolution.code),
        "what": say(duty.words),
        "due": format_day(duty.due_on),
        "done": format_day(duty.done_on) if duty.done_on else "",
        "proof": duty.proof,
    }


def address_of(duty: Duty) -> str:
    return settings.ADDRESS + reverse("resolutions:duty", args=[duty.key])


def duty_laid(duty: Duty, on: date) -> list[Letter]:
    """Tell who bears a duty that it was laid upon them."""

    def words() -> tuple[str, list[str]]:
        subject = _("%(bearer)s: a duty from resolution %(number)s of %(body)s") % named(duty)
        lead = _("To be done by %(due)s: %(what)s") % named(duty)
        how = _("Report it with a proof on its page; it is open until then, or until another resolution waives it.")
        return subject, [lead, how, address_of(duty)]

    return tell(bearers(duty, on), kind="duty.laid", key=f"duty:{duty.key}:laid", words=words)


def duty_near(duty: Duty, on: date) -> list[Letter]:
    """Remind who bears a duty before its day, and once when the day has passed."""

    def words() -> tuple[str, list[str]]:
        late = _("Late since %(due)s: %(what)s") if duty.due_on < on else _("To be done by %(due)s: %(what)s")
        subject = _("%(bearer)s: resolution %(number)s of %(body)s awaits your report") % named(duty)
        return subject, [late % named(duty), address_of(duty)]

    stage = "late" if duty.due_on < on else "near"
    return tell(bearers(duty, on), kind="duty.near", key=f"duty:{duty.key}:{stage}", words=words)


def duty_done(duty: Duty, on: date) -> list[Letter]:
    """Report to the body that decided."""

    def words() -> tuple[str, list[str]]:
        subject = _("%(bearer)s has done what resolution %(number)s asked") % named(duty)
        lead = _("%(what)s: done on %(done)s.") % named(duty)
        return subject, [
            lead,
            _("Proof: %(proof)s") % named(duty),
            *([duty.link] if duty.link else []),
            address_of(duty),
        ]

    return tell(keepers(duty.resolution.body, on), kind="duty.done", key=f"duty:{duty.key}:done", words=words)


def duty_waived(duty: Duty, on: date) -> list[Letter]:
    """Tell who bore a duty that another resolution released them."""

    def words() -> tuple[str, list[str]]:
        subject = _("%(bearer)s: a duty from resolution %(number)s was waived") % named(duty)
        waiver = {"number": localise(duty.waived_by.code), "what": say(duty.words)}
        return subject, [_("Resolution %(number)s waives: %(what)s") % waiver, address_of(duty)]

    return tell(bearers(duty, on), kind="duty.waived", key=f"duty:{duty.key}:waived", words=words)


def minutes_circulated(minutes: Minutes, on: date) -> list[Letter]:
    """Send the draft to who was called."""
    session = minutes.session
    gathering = session.gathering
    called = acting_for(voices_in(gathering.body, session.day), on, Liaison.Duty.CONTACT, Liaison.Duty.VOTES)

    def words() -> tuple[str, list[str]]:
        named = {"meeting": say(gathering.names), "day": format_day(session.day)}
        subject = _("Minutes of %(meeting)s, %(day)s") % named
        lead = _("The draft of the minutes is on its page. Ask there for corrections, paragraph by paragraph.")
        return subject, [lead, settings.ADDRESS + reverse("minutes:minutes", args=[gathering.slug, minutes.key])]

    return tell(called, kind="minutes.circulated", key=f"minutes:{minutes.key}:circulated", words=words)
