"""Finding parties and people by any spelling of their names, inside the lists of other things."""

from django.db.models import QuerySet

from hamshahr.accounts.office.listing import found_by_index

from ..models import Party, PartyName, Person


def found_parties(words: tuple[str, ...]) -> QuerySet[Party]:
    """The parties each of whose words stands in a name of one language; the words are folded already."""
    names = PartyName.objects.all()
    for word in words:
        names = names.filter(folded__contains=word)
    return Party.objects.filter(pk__in=names.values("party"))


def found_people(words: tuple[str, ...]) -> QuerySet[Person]:
    return found_by_index(Person.objects.all(), words)
