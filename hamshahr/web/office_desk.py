"""The desk of the office: what waits for the secretariat or for a keeper, each line leading to its list."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.components import Component

from hamshahr.accounts.models import User
from hamshahr.accounts.office import address_of
from hamshahr.accounts.office.renewing import stale_ones
from hamshahr.bodies.keepers import kept_bodies
from hamshahr.bodies.models import Mandate, Membership, MembershipStep
from hamshahr.bodies.queries import flags_open
from hamshahr.bodies.terms import due_end_of
from hamshahr.comments.queries import waiting as waiting_comments
from hamshahr.dues.models import Proof, keeps_books
from hamshahr.dues.money import show
from hamshahr.kernel.calendars import format_day
from hamshahr.letters.queries import letters_in_trouble
from hamshahr.parties.models import Liaison, Party
from hamshahr.record.models import Claim, ClaimTurn, ImportRun, Objection

NEAR = timedelta(days=180)
RECENT = timedelta(days=30)
LINES = 6
WAITING_STATES = {MembershipStep.State.APPLIED, MembershipStep.State.EXAMINED, MembershipStep.State.ADMITTED}


@dataclass(frozen=True)
class Line:
    """One thing that waits, with a word on it."""

    text: str
    note: str
    address: str


@dataclass(frozen=True)
class Pile:
    """What waits of one kind: how many, the first of them, and the list that has them all."""

    title: str
    none: str
    number: int
    lines: list[Line]
    address: str


def piles_for(user: User, on: date) -> list[Pile]:
    """The piles of the desk: all of them for the secretariat, those of their bodies for others."""
    if keeps_books(user) and not user.is_secretariat:
        return [brought()]
    own = [flagged(user, on), ending(user, on), stepping(user), outdated(user)]
    if not user.is_secretariat:
        return own
    told = [brought(), turned(on), proposed(), objected(), commented()]
    return [*own, *told, unattended(on), imported(), undelivered()]


def pile(title: Any, none: Any, rows: Iterable[Any], number: int, line: Callable[[Any], Line], address: str) -> Pile:
    return Pile(str(title), str(none), number, [line(row) for row in rows], address)


def kept(rows: QuerySet, user: User, path: str) -> QuerySet:
    return rows if user.is_secretariat else rows.filter(**{f"{path}__in": kept_bodies(user)})


def flagged(user: User, on: date) -> Pile:
    """Seats in question."""
    flags = kept(flags_open(user, on), user, "mandate__office__body")
    return pile(
        _("Seats in question"),
        _("No seat is in question."),
        flags[:LINES],
        flags.count(),
        lambda flag: Line(str(flag.mandate), day_note(flag.raised_on), address_of(flag)),
        reverse("office_flags:index") + "?cleared_on__isnull=true",
    )


def ending(user: User, on: date) -> Pile:
    """Terms that end within 180 days, and those that are over already."""
    mandates = kept(Mandate.objects.perhaps_on(on), user, "office__body").select_related("office__body", "party")
    dated = [(end.first_day, mandate) for mandate in mandates if (end := due_end_of(mandate)) is not None]
    near = sorted((pair for pair in dated if pair[0] <= on + NEAR), key=lambda pair: (pair[0], pair[1].pk))
    return pile(
        _("Terms ending within 180 days, or over"),
        _("No term ends soon."),
        near[:LINES],
        len(near),
        lambda pair: Line(str(pair[1]), day_note(pair[0]), address_of(pair[1])),
        reverse("office_mandates:index"),
    )


def stepping(user: User) -> Pile:
    """Memberships that wait for a step."""
    rows = kept(Membership.objects.in_states(WAITING_STATES).with_state(), user, "body")
    rows = rows.select_related("party", "body").order_by("pk")
    return pile(
        _("Memberships waiting for a step"),
        _("No application waits."),
        rows[:LINES],
        rows.count(),
        lambda row: Line(str(row), MembershipStep.State(row.state).label, address_of(row)),
        reverse("office_memberships:index"),
    )


def outdated(user: User) -> Pile:
    """Translations older than their authentic text."""
    rows = stale_ones(user)
    return pile(
        _("Translations to renew"),
        _("Every translation is up to date."),
        rows[:LINES],
        len(rows),
        lambda row: Line(row.name, f"{row.field_name}, {row.language_name}", row.address_to_confirm),
        reverse("office_translations"),
    )


def brought() -> Pile:
    """Proofs of bank transfers that wait to be confirmed or refused."""
    proofs = Proof.objects.waiting().select_related("invoice__body").order_by("brought_at")
    return pile(
        _("Proofs of payment waiting"),
        _("No proof of payment waits."),
        proofs[:LINES],
        proofs.count(),
        lambda proof: Line(str(proof), show(proof.amount, proof.invoice.currency), address_of(proof)),
        reverse("office_proofs:index") + "?outcome=",
    )


def objected() -> Pile:
    """Objections without an answer."""
    rows = Objection.objects.filter(outcome="").select_related("entry__party", "claim__party")
    rows = rows.order_by("raised_at")
    return pile(
        _("Objections waiting for an answer"),
        _("Every objection has its answer."),
        rows[:LINES],
        rows.count(),
        lambda row: Line(str(row.party), row.text[:80], address_of(row)),
        reverse("office_objections:index") + "?outcome=",
    )


def commented() -> Pile:
    """Comments that wait to be published or refused."""
    rows = waiting_comments()
    return pile(
        _("Comments waiting"),
        _("No comment waits."),
        rows[:LINES],
        rows.count(),
        lambda row: Line(row.beginning(), str(row.writer), address_of(row)),
        reverse("office_comments:index") + "?stage=waiting",
    )


def turned(on: date) -> Pile:
    """Claims that turned from one state to another in the last thirty days."""
    turns = ClaimTurn.objects.exclude(before="").filter(claim__stage=Claim.Stage.ACCEPTED, at__gte=moment(on - RECENT))
    return pile(
        _("Claims that turned within 30 days"),
        _("Every claim stands as it stood."),
        turns.select_related("claim")[:LINES],
        turns.count(),
        lambda turn: Line(
            str(turn.claim),
            _("%(before)s → %(now)s") % {"before": turn.get_before_display(), "now": turn.get_state_display()},
            address_of(turn.claim),
        ),
        reverse("office_turns:index"),
    )


def proposed() -> Pile:
    """Claims that wait to be accepted or declined."""
    claims = Claim.objects.filter(stage=Claim.Stage.PROPOSED)
    return pile(
        _("Claims proposed"),
        _("No claim waits."),
        claims[:LINES],
        claims.count(),
        lambda claim: Line(str(claim), claim.get_state_display(), address_of(claim)),
        reverse("office_claims:index") + "?stage=proposed",
    )


def moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def unattended(on: date) -> Pile:
    """Members whom nobody can write to."""
    contacts = Liaison.objects.on(on).filter(party=OuterRef("pk"), duty=Liaison.Duty.CONTACT, user__is_active=True)
    members = Membership.objects.members().values("party")
    parties = Party.objects.filter(pk__in=members, merged_into=None, live=True).exclude(Exists(contacts))
    return pile(
        _("Members without a liaison"),
        _("Every member has somebody to write to."),
        parties.order_by("slug")[:LINES],
        parties.count(),
        lambda party: Line(str(party), "", address_of(party)),
        reverse("office_liaisons:index"),
    )


def imported() -> Pile:
    """Imports that were not carried out, or not to their end."""
    runs = ImportRun.objects.exclude(state=ImportRun.State.DONE)
    return pile(
        _("Imports not finished"),
        _("Every import is finished."),
        runs[:LINES],
        runs.count(),
        lambda run: Line(str(run), run.get_state_display(), address_of(run)),
        reverse("office_imports:index"),
    )


def undelivered() -> Pile:
    """Letters that did not go out."""
    letters = letters_in_trouble().select_related("to_user")
    return pile(
        _("Letters that did not go out"),
        _("Every letter went out."),
        letters[:LINES],
        letters.count(),
        lambda letter: Line(letter.subject, str(letter.to_user or letter.address), address_of(letter)),
        reverse("office_letters:index") + "?sent_at__isnull=true",
    )


def day_note(day: date) -> str:
    return format_day(day)


class DeskPanel(Component):
    """The desk, in place of Wagtail's own panels."""

    name = "desk"
    template_name = "web/office/desk.html"
    order = 0
    title = gettext_lazy("What waits")

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        return {"piles": piles_for(user, timezone.localdate()), "title": self.title}
