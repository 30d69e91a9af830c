"""The page of a person in public office."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hamshahr.accounts.translations import tell_newer
from hamshahr.kernel.dates import holds_on
from hamshahr.parties.queries import shown_fields

from .. import ruler
from ..queries import people as queries


@require_safe
def person(request, slug):
    """The public offices of one person on the ruler, and what the person lets the public see besides."""
    person = queries.in_office(request.user).filter(slug=slug).first()
    if person is None:
        raise Http404
    today = timezone.localdate()
    seats = list(queries.seats_of(person, request.user))
    offices = list(queries.home_offices_of(person, request.user))
    scale = ruler.years_scale(days_of([*seats, *offices]), today=today)
    for seat in seats:
        seat.bars = [bar(scale, seat, seat.mandate.confidence)]
        seat.is_now = holds_on(seat.starts_on, seat.ends_on, today) == "yes"
    for office in offices:
        office.bars = [bar(scale, office, office.confidence)]
        office.is_now = holds_on(office.starts_on, office.ends_on, today) == "yes"
    shown = shown_fields(person, request.user)
    if "biography" in shown and person.biography:
        tell_newer(person)
    context = {
        "person": person,
        "shown": shown,
        "seats": seats,
        "offices": offices,
        "ruler": ruler.years_ruler(scale),
        "now": [row for row in [*seats, *offices] if row.is_now],
        "parties": sorted(
            {row.mandate.party for row in seats if row.mandate.party} | {row.party for row in offices}, key=str
        ),
    }
    return render(request, "web/person.html", context)


def days_of(rows):
    """Every day at which something in the rows begins or ends."""
    return [day.first_day for row in rows for day in (row.starts_on, row.ends_on) if day]


def bar(scale, row, confidence):
    """The bar of one term on the ruler."""
    ends = row.ends_on.last_day if row.ends_on else None
    return ruler.bar(scale, row.starts_on.first_day if row.starts_on else None, ends, confidence)
