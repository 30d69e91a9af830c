"""Reading a person in public office: the seats they filled and the local offices these hung from."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from hamshahr.accounts.models import User
from hamshahr.bodies.models import Body, Holding, LocalOffice
from hamshahr.parties.models import Person, visible_party

LATEST_FIRST = (F("starts_on").desc(nulls_last=True), "pk")


def holdings(user: User) -> QuerySet[Holding]:
    """Who filled which seat, as far as the user may see the body and the party."""
    open_seat = Q(mandate__party=None) | visible_party(user, "mandate__party__")
    return Holding.objects.filter(open_seat, mandate__office__body__in=Body.objects.visible_to(user))


def local_offices(user: User) -> QuerySet[LocalOffice]:
    """Who held which office at home, in parties that the user may see."""
    return LocalOffice.objects.filter(visible_party(user, "party__"))


def in_office(user: User) -> QuerySet[Person]:
    """People whose name is public: published, and with an office, past or present, that the user may see."""
    people = Person.objects.visible_to(user)
    if getattr(user, "is_secretariat", False):
        return people
    holds = Exists(holdings(user).filter(person=OuterRef("pk")))
    return people.filter(holds | Exists(local_offices(user).filter(person=OuterRef("pk"))))


def seats_of(person: Person, user: User) -> QuerySet[Holding]:
    """The seats a person filled, latest first, undated ones at the end."""
    rows = holdings(user).filter(person=person).order_by(*LATEST_FIRST)
    return rows.select_related("mandate__office__body", "mandate__party__country", "local_office")


def home_offices_of(person: Person, user: User) -> QuerySet[LocalOffice]:
    """The offices a person held at home, latest first."""
    rows = local_offices(user).filter(person=person).order_by(*LATEST_FIRST)
    return rows.select_related("party__country")
