"""What the record says of memberships, seats and offices hosted."""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.kernel.http import address_of
from hamshahr.kernel.languages import say
from hamshahr.record.kinds import Kind, Measure, System
from hamshahr.record.models import Entry

from .models import Hosting, Mandate, Membership, MembershipStep


def standing(source: models.Model, *kinds: str) -> Entry | None:
    """The entry of these kinds that a fact has left and none has superseded."""
    facts = {"source_type": ContentType.objects.get_for_model(source), "source_id": source.pk}
    return Entry.objects.current().filter(kind__in=kinds, **facts).first()


def memberships():
    return Membership.objects.select_related("body")


def steps():
    return MembershipStep.objects.select_related("membership__body", "decision__body")


def mandates():
    return Mandate.objects.select_related("office__body", "on_behalf_of")


def hostings():
    return Hosting.objects.select_related("body")


def hidden_memberships():
    return Membership.objects.exclude(body__live=True)


def hidden_steps():
    return MembershipStep.objects.exclude(membership__body__live=True)


def hidden_mandates():
    return Mandate.objects.exclude(office__body__live=True)


def hidden_hostings():
    return Hosting.objects.exclude(body__live=True)


def page_of_body(entry) -> str:
    return address_of("bodies:body", entry.source.body.slug)


def page_of_office(entry) -> str:
    return address_of("bodies:body", entry.source.office.body.slug)


def page_of_step(entry) -> str:
    """The decision the step rests on, else the body."""
    if entry.source.decision_id:
        return address_of("bodies:decision", entry.source.decision_id)
    return address_of("bodies:body", entry.source.membership.body.slug)


def joined(entry) -> str:
    return _("Joined %(body)s") % {"body": say(entry.source.body.names)}


def left(entry) -> str:
    return _("Left %(body)s") % {"body": say(entry.source.body.names)}


def words_of_step(entry) -> dict[str, str]:
    step = entry.source
    words = {"body": say(step.membership.body.names)}
    if step.decision is not None:
        words |= {"decision": say(step.decision.title), "organ": say(step.decision.body.names)}
    return words


def admitted(entry) -> str:
    return _("Admitted to %(body)s by %(organ)s: %(decision)s") % words_of_step(entry)


def suspended(entry) -> str:
    if entry.source.decision is None:
        return _("Membership of %(body)s suspended under the statutes") % words_of_step(entry)
    return _("Membership of %(body)s suspended by %(organ)s: %(decision)s") % words_of_step(entry)


def resumed(entry) -> str:
    return _("Suspension from %(body)s lifted") % words_of_step(entry)


def excluded(entry) -> str:
    return _("Excluded from %(body)s by %(organ)s: %(decision)s") % words_of_step(entry)


def words_of_mandate(entry) -> dict[str, str]:
    mandate = entry.source
    words = {"office": say(mandate.office.names), "body": say(mandate.office.body.names)}
    return words | ({"behalf": say(mandate.on_behalf_of.names)} if mandate.on_behalf_of else {})


def granted(entry) -> str:
    words = words_of_mandate(entry)
    if entry.source.beginning in {Mandate.Beginning.ACTING, Mandate.Beginning.INTERIM}:
        return _("Acting as %(office)s, %(body)s") % words
    if "behalf" in words:
        return _("Seat as %(office)s, %(body)s, on behalf of %(behalf)s") % words
    return _("Seat as %(office)s, %(body)s") % words


def ended(entry) -> str:
    words = words_of_mandate(entry)
    return str(ENDINGS.get(entry.source.ending, ENDED)) % words


ENDED = gettext_lazy("Seat as %(office)s, %(body)s, came to its end")
ENDINGS = {
    Mandate.Ending.TERM: gettext_lazy("Seat as %(office)s, %(body)s, ended with its term"),
    Mandate.Ending.RESIGNED: gettext_lazy("Seat as %(office)s, %(body)s, given up"),
    Mandate.Ending.LOCAL_OFFICE: gettext_lazy("Seat as %(office)s, %(body)s, ended with the local office"),
    Mandate.Ending.MEMBERSHIP: gettext_lazy("Seat as %(office)s, %(body)s, ended with the membership"),
    Mandate.Ending.RECALLED: gettext_lazy("Seat as %(office)s, %(body)s, ended by recall"),
    Mandate.Ending.ABOLISHED: gettext_lazy("Seat as %(office)s, %(body)s, ended as the office was abolished"),
}


def reopened(entry) -> str:
    return _("Seat as %(office)s, %(body)s: an end entered by mistake was taken back") % words_of_mandate(entry)


def began(entry) -> str:
    return _("Became the seat of %(body)s") % {"body": say(entry.source.body.names)}


def moved_away(entry) -> str:
    return _("Ceased to be the seat of %(body)s") % {"body": say(entry.source.body.names)}


KINDS = [
    Kind("membership.joined", System.MEMBERSHIPS, memberships, joined, page_of_body, hidden_memberships),
    Kind("membership.left", System.MEMBERSHIPS, memberships, left, page_of_body, hidden_memberships),
    Kind("membership.admitted", System.MEMBERSHIPS, steps, admitted, page_of_step, hidden_steps),
    Kind("membership.suspended", System.MEMBERSHIPS, steps, suspended, page_of_step, hidden_steps),
    Kind("membership.resumed", System.MEMBERSHIPS, steps, resumed, page_of_step, hidden_steps),
    Kind("membership.excluded", System.MEMBERSHIPS, steps, excluded, page_of_step, hidden_steps),
    Kind("mandate.granted", System.SEATS, mandates, granted, page_of_office, hidden_mandates),
    Kind("mandate.ended", System.SEATS, mandates, ended, page_of_office, hidden_mandates),
    Kind("mandate.reopened", System.SEATS, mandates, reopened, page_of_office, hidden_mandates),
    Kind("hosting.began", System.OFFICES, hostings, began, page_of_body, hidden_hostings),
    Kind("hosting.ended", System.OFFICES, hostings, moved_away, page_of_body, hidden_hostings),
]
MEASURES = [
    Measure(
        "memberships.bodies",
        gettext_lazy("memberships"),
        gettext_lazy(
            "Bodies of which the city is or was a member; a body counts once, also after leaving and returning."
        ),
        frozenset({"membership.joined"}),
        System.MEMBERSHIPS,
    ),
    Measure(
        "seats.held",
        gettext_lazy("seats held"),
        gettext_lazy(
            "Mandates of the city in offices of bodies, past and present; each term counts as one, acting terms too."
        ),
        frozenset({"mandate.granted"}),
        System.SEATS,
    ),
    Measure(
        "offices.hosted",
        gettext_lazy("offices hosted"),
        gettext_lazy("Bodies that have or had their seat in the city; a body counts once, however often it came back."),
        frozenset({"hosting.began"}),
        System.OFFICES,
    ),
]
