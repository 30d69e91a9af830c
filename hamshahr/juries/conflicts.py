"""Conflicts of interest that follow from facts: who belongs where, who is bound to whom, who worked for whom.

The pairs are found by reading each kind of fact once for the whole panel, never pair by pair.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q

from hamshahr.accounts.models import StaffDuty, User
from hamshahr.bodies.models import Holding, Hosting, LocalOffice, Mandate
from hamshahr.calls.models import Author, Partner, Submission
from hamshahr.parties.models import Liaison

from .models import Assignment, Conflict, Juror, JurorPast, Panel, Tie
from .models.conflicts import barred

Rule = Conflict.Rule
KINDS = {Rule.CO_APPLICANT: Conflict.Kind.COLLABORATOR, Rule.HOST: Conflict.Kind.ADMINISTRATIVE}
KINDS |= {Rule.AUTHOR: Conflict.Kind.COLLABORATOR}
DAYS_OF_A_YEAR = 365.25


def bars(user: User) -> Q:
    """The entries shut to a user who judges them and may not: the condition on the one way to an entry."""
    return barred(user)


def lets(user: User) -> Q:
    """The entries that a user reads because they are assigned to the user as a juror."""
    if not user.is_authenticated or not user.is_active:
        return Q(pk__in=[])
    mine = Assignment.objects.active().filter(juror__user=user, juror__state=Juror.State.ACCEPTED)
    return Q(pk__in=mine.values("submission"))


@dataclass(frozen=True, slots=True)
class Found:
    """One juror, one entry, one rule, and the fact it rests on."""

    juror: int
    submission: int
    rule: str
    party: int | None = None
    other: int | None = None

    @property
    def key(self) -> tuple[int, int, str]:
        return self.juror, self.submission, self.rule

    @property
    def kind(self) -> str:
        return KINDS.get(self.rule, Conflict.Kind.INSTITUTIONAL)

    @property
    def facts(self) -> dict[str, int]:
        """The parties the rule speaks of, by their numbers in the register."""
        told = {"party": self.party, "other": self.other}
        return {word: pk for word, pk in told.items() if pk is not None}


@dataclass
class Entries:
    """The entries of a call by the parties that stand behind them."""

    leading: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    joining: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    written: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))

    def of(self, party: int) -> set[int]:
        return self.leading.get(party, set()) | self.joining.get(party, set())

    @property
    def parties(self) -> set[int]:
        return set(self.leading) | set(self.joining)


def infer(panel: Panel, *, on: date, submissions: Iterable[int] | None = None) -> dict[tuple[int, int, str], Found]:
    """Every conflict that follows from the facts of that day, for all entries of the call or for some of them."""
    jurors = list(panel.jurors.exclude(state=Juror.State.DECLINED))
    entries = entries_of(panel, submissions)
    own = own_parties(jurors, on)
    found: dict[tuple[int, int, str], Found] = {}
    for each in (
        *of_own(jurors, own, entries),
        *of_bonds(jurors, own, entries, twins(entries.parties, on), Rule.TWIN_CITY),
        *of_bonds(jurors, own, entries, seat_pairs(entries.parties, on), Rule.SEAT_PAIR),
        *of_hosts(panel, jurors, entries, on),
        *of_employers(panel, jurors, entries, on),
    ):
        found.setdefault(each.key, each)
    return found


def entries_of(panel: Panel, submissions: Iterable[int] | None) -> Entries:
    """The entries with their parties, asked ones included; what was withdrawn nobody judges."""
    rows = Submission.objects.filter(call=panel.stage.call_id).exclude(state=Submission.State.WITHDRAWN)
    if submissions is not None:
        rows = rows.filter(pk__in=list(submissions))
    entries = Entries()
    for pk, party in rows.values_list("pk", "party"):
        entries.leading[party].add(pk)
    partners = Partner.objects.filter(submission__in=rows).exclude(state=Partner.State.DECLINED)
    for pk, party in partners.values_list("submission", "party"):
        entries.joining[party].add(pk)
    for pk, user in Author.objects.filter(submission__in=rows).values_list("submission", "user"):
        entries.written[user].add(pk)
    return entries


def own_parties(jurors: list[Juror], on: date) -> dict[int, set[int]]:
    """The parties a juror belongs to: as entered, as one who acts for them, as one who holds a local office."""
    own: dict[int, set[int]] = {juror.pk: {juror.party_id} - {None} for juror in jurors}
    of_user = {juror.user_id: juror.pk for juror in jurors}
    acting = Liaison.objects.on(on).filter(user__in=of_user).values_list("user", "party")
    offices = LocalOffice.objects.perhaps_on(on).filter(person__user__in=of_user)
    for user, party in (*acting, *offices.values_list("person__user", "party")):
        own[of_user[user]].add(party)
    return own


def of_own(jurors: list[Juror], own: dict[int, set[int]], entries: Entries) -> Iterator[Found]:
    for juror in jurors:
        for party in own[juror.pk]:
            yield from (Found(juror.pk, pk, Rule.OWN_CITY, party) for pk in entries.leading.get(party, ()))
            yield from (Found(juror.pk, pk, Rule.CO_APPLICANT, party) for pk in entries.joining.get(party, ()))
        yield from (Found(juror.pk, pk, Rule.AUTHOR) for pk in entries.written.get(juror.user_id, ()))


def of_bonds(
    jurors: list[Juror], own: dict[int, set[int]], entries: Entries, bonds: dict[int, set[int]], rule: str
) -> Iterator[Found]:
    """Entries of parties that are bound to one the juror belongs to."""
    for juror in jurors:
        for party in own[juror.pk]:
            for other in bonds.get(party, ()):
                yield from (Found(juror.pk, pk, rule, party, other) for pk in entries.of(other))


def twins(parties: set[int], on: date) -> dict[int, set[int]]:
    """Whoever is tied that day to a party with an entry, with whom."""
    bonds = defaultdict(set)
    for one, other in Tie.objects.perhaps_on(on).values_list("party", "other"):
        bonds[one].add(other)
        bonds[other].add(one)
    return {party: others & parties for party, others in bonds.items() if others & parties}


def seat_pairs(parties: set[int], on: date) -> dict[int, set[int]]:
    """Parties that share one seat: both in an office of a single seat that day, or one after the other in one term."""
    rows = Mandate.objects.filter(office__seats=1, party__isnull=False)
    running = rows.perhaps_on(on).values_list("office", "party")
    terms = rows.filter(term_ends_on__ends_after=on).values_list("office", "party")
    holders = defaultdict(set)
    for office, party in (*running, *terms):
        holders[office].add(party)
    bonds = defaultdict(set)
    for sharing in holders.values():
        for party in sharing:
            bonds[party] |= (sharing - {party}) & parties
    return bonds


def of_hosts(panel: Panel, jurors: list[Juror], entries: Entries, on: date) -> Iterator[Found]:
    """The host of the prize is not judged by who works for the body of the prize, which sits there."""
    body = panel.stage.call.body_id
    seats = Hosting.objects.perhaps_on(on).filter(Q(body=body) | Q(body__children=body))
    hosts = set(seats.values_list("host", flat=True)) & entries.parties
    if not hosts:
        return
    users = {juror.user_id: juror.pk for juror in jurors}
    holding = Holding.objects.perhaps_on(on).filter(mandate__office__body=body, person__user__in=users)
    staff = StaffDuty.objects.on(on).filter(user__in=users).values_list("user", flat=True)
    for user in {*holding.values_list("person__user", flat=True), *staff}:
        for host in hosts:
            yield from (Found(users[user], pk, Rule.HOST, host) for pk in entries.of(host))


def of_employers(panel: Panel, jurors: list[Juror], entries: Entries, on: date) -> Iterator[Found]:
    """Entries of whom a juror works for, or worked for in the last years."""
    since = on - timedelta(days=int(panel.past_years * DAYS_OF_A_YEAR))
    rows = JurorPast.objects.filter(juror__in=jurors, party__in=entries.parties)
    rows = rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=since))
    for juror, party in rows.values_list("juror", "party"):
        yield from (Found(juror, pk, Rule.EMPLOYER, party) for pk in entries.of(party))
