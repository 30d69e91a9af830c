"""Who steps in for a holder who lost the local office, by the statute in force that day."""

from dataclasses import dataclass
from datetime import date

from hamshahr.parties.models import Party, Person

from .models import Holding, LocalOffice, Mandate, Office, Rule, SeatFlag
from .rules.seats import same_title
from .statute_book import StatuteBook


@dataclass(frozen=True)
class Proposal:
    """Who is to act, and the article that says so; nobody where the statutes are silent."""

    party: Party | None = None
    person: Person | None = None
    article: str = ""


def proposal_for(mandate: Mandate, lost: LocalOffice, on: date, book: StatuteBook) -> Proposal:
    """What the statutes propose for a seat whose holder lost this local office."""
    rule = book.acting_rule(mandate.office)
    if rule is None or not rule.values:
        return Proposal()
    article = str(rule.values.get("article") or rule.article)
    if rule.values.get("by") == "party":
        return Proposal(mandate.party, successor_at_home(lost, on), article)
    deputy = deputy_for(mandate, rule, on)
    return Proposal(deputy.party, person_of(deputy, on), article) if deputy else Proposal(article=article)


def successor_at_home(lost: LocalOffice, on: date) -> Person | None:
    """Who has taken the same local office from that day on, if anybody has yet."""
    others = LocalOffice.objects.perhaps_on(on).filter(party=lost.party).exclude(person=lost.person)
    heirs = [other for other in others.select_related("person") if same_title(lost, other)]
    heirs.sort(key=lambda heir: str(heir.starts_on or ""))
    return heirs[-1].person if heirs else None


def deputy_for(mandate: Mandate, rule: Rule, on: date) -> Mandate | None:
    """The longest-serving holder of the office the rule names: of another party, not in question itself."""
    offices = Office.objects.filter(slug=rule.values.get("office", ""))
    body = rule.values.get("body")
    offices = offices.filter(body__slug=body) if body else offices.filter(body=mandate.office.body)
    in_question = SeatFlag.objects.open_on(on).values("mandate")
    seats = Mandate.objects.perhaps_on(on).filter(office__in=offices).exclude(party=None)
    seats = seats.exclude(party=mandate.party).exclude(pk__in=in_question).select_related("party")
    return min(seats, key=lambda seat: (str(seat.starts_on or "9999"), seat.pk), default=None)


def person_of(mandate: Mandate, on: date) -> Person | None:
    """Who fills a seat that day."""
    holding = Holding.objects.perhaps_on(on).filter(mandate=mandate).select_related("person").first()
    return holding.person if holding else None
