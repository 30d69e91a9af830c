"""What a funder asks, in sentences, without a project before it."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from hamshahr.dues.models import IncomeGroup
from hamshahr.dues.money import show
from hamshahr.kernel.digits import number
from hamshahr.kernel.languages import listed
from hamshahr.parties.models import Country, Region
from hamshahr.practices.models import Topic

from .models import Asked, Funder, FunderCriterion, Instrument
from .places import named


def asked_words(funder: Funder, on: date) -> list[str]:
    """A sentence for each thing that a funder asks on a day."""
    return [words_of(row) for row in funder.criteria.all() if row.ends_on is None or row.ends_on > on]


def words_of(row: FunderCriterion) -> str:
    """One criterion as a sentence about the project or its city."""
    if row.asked in (Asked.COST_FROM, Asked.COST_TO):
        amount = {"amount": show(Decimal(row.number), row.currency)}
        if row.asked == Asked.COST_FROM:
            return _("The project costs at least %(amount)s.") % amount
        return _("The project costs at most %(amount)s.") % amount
    return WORDS[row.asked](row)


def of_places(row: FunderCriterion) -> str:
    places = named(Region, row.values) if row.asked == Asked.REGION else named(Country, row.values, "iso2")
    return _("The city lies in: %(places)s.") % {"places": places}


def of_income(row: FunderCriterion) -> str:
    groups = listed(*(str(IncomeGroup(value).label) for value in row.values))
    return _("The income group of the country is: %(groups)s.") % {"groups": groups}


WORDS = {
    Asked.REGION: of_places,
    Asked.COUNTRY: of_places,
    Asked.INCOME: of_income,
    Asked.TOPIC: lambda row: _("The project is about: %(topics)s.") % {"topics": named(Topic, row.values)},
    Asked.INSTRUMENT: lambda row: (
        _("It offers: %(instruments)s.")
        % {"instruments": listed(*(str(Instrument(value).label) for value in row.values))}
    ),
    Asked.OWN_SHARE: lambda row: (
        _("The city pays at least %(percent)s percent itself.") % {"percent": number(row.number)}
    ),
    Asked.PEOPLE: lambda row: _("The city has at least %(number)s inhabitants.") % {"number": number(row.number)},
    Asked.MEMBER: lambda _row: _("The city is a member and owes no dues."),
}
