"""What the record asks of a city: sources for what is only said, and a look at the answers to its objections."""

from datetime import date, datetime, time, timedelta

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.kernel.awaiting import Awaited
from hamshahr.kernel.languages import say
from hamshahr.parties.models import Liaison, Party

from .kinds import KINDS
from .models import Confidence, Entry, Objection
from .queries import with_sources

READ_WITHIN = timedelta(days=30)
UNSURE = (Confidence.CLAIMED, Confidence.PROBABLE)


def awaiting(party: Party, on: date) -> list[Awaited]:
    """Facts that lack a record and that nobody has brought a source for, and objections with what became of them."""
    return [*unsupported(party), *objected(party, on)]


def unsupported(party: Party) -> list[Awaited]:
    """Each current fact that is claimed or probable; what the dossier hides is not asked for."""
    entries = Entry.objects.current().visible_to(AnonymousUser()).filter(party=party, kind__in=KINDS)
    entries = entries.filter(confidence__in=UNSURE).exclude(objections__outcome="").order_by("-year", "id")
    return [unsure(entry) for entry in with_sources(entries)]


def unsure(entry: Entry) -> Awaited:
    losses = {
        Confidence.CLAIMED: _("The dossier goes on saying “claimed, no record yet”."),
        Confidence.PROBABLE: _("The dossier goes on saying “probable”."),
    }
    return Awaited(
        "entry.unsure",
        sentence_of(entry),
        None,
        Liaison.Duty.CONTACT,
        losses[entry.confidence],
        reverse("record:objection", args=[entry.pk]),
    )


def objected(party: Party, on: date) -> list[Awaited]:
    """Objections the secretariat has not answered, and answers of the last thirty days."""
    rows = list(Objection.objects.filter(entry__party=party, entry__kind__in=KINDS).filter(recent(on)))
    entries = {entry.pk: entry for entry in with_sources(Entry.objects.filter(pk__in={row.entry_id for row in rows}))}
    found = [
        told(row, sentence_of(entries[row.entry_id]), reverse("record:entry", args=[row.entry_id])) for row in rows
    ]
    claims = Objection.objects.filter(claim__party=party).filter(recent(on)).select_related("claim")
    return found + [told(row, say(row.claim.sentence), reverse("record:claim", args=[row.claim.key])) for row in claims]


def recent(on: date) -> Q:
    return Q(outcome="") | Q(answered_at__gte=moment(on - READ_WITHIN))


def moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def told(objection: Objection, sentence: str, address: str) -> Awaited:
    """An open objection waits for the secretariat; an answered one waits to be read."""
    fact = {"fact": sentence}
    if not objection.outcome:
        title = _("The secretariat has not answered yet: %(fact)s") % fact
        loss = _("Until then the objection stands beside the record, where everybody reads it.")
        return Awaited("objection.waiting", title, None, Liaison.Duty.CONTACT, loss, address)
    title = _("Read the answer to your objection: %(fact)s") % fact
    due_on = timezone.localdate(objection.answered_at) + READ_WITHIN
    loss = _("It leaves the desk on that day; the answer stays with the record.")
    return Awaited("objection.answered", title, due_on, Liaison.Duty.CONTACT, loss, address)


def sentence_of(entry: Entry) -> str:
    """What the entry says, with its day where it has one, for two terms of one seat read alike."""
    sentence = KINDS[entry.kind].sentence(entry)
    if entry.happened_on is None:
        return sentence
    return _("%(fact)s (%(when)s)") % {"fact": sentence, "when": entry.happened_on.show()}
