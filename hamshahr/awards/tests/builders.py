"""An award with three judged entries, its levels, and outcomes prepared for each."""

from datetime import UTC, datetime

from hamshahr.awards.services import (
    apply_release,
    plan_release,
    prepare_by_order,
    review_letters,
    set_levels,
)
from hamshahr.calls.models import Author, Edition, Screening, Stage
from hamshahr.juries.tests.builders import a_call, entry
from tests.world import names

EMBARGO = datetime(2026, 3, 2, 9, tzinfo=UTC)
EVE = datetime(2026, 3, 1, 9, tzinfo=UTC)
LEVELS = [
    {"names": names(en="Winner", fa="برنده"), "distinction": "winner", "is_honoured": True},
    {"names": names(en="Shortlist", fa="فهرست کوتاه"), "distinction": "shortlisted"},
    {"names": names(en="Deserving list", fa="فهرست شایستگان")},
]


def judged_call(world, slug="award-2026", needs_decision=False, number=26):
    """A call with entries of Mashhad, Seoul and Brussels, all let in, and levels from the highest down."""
    call = a_call(world, slug=slug)
    edition = {"award": world.award, "number": number, "cycle_year": 2026, "live": True}
    call.edition = Edition.objects.create(slug=f"edition-{slug}", **edition)
    call.save()
    if needs_decision:
        Stage.objects.create(call=call, position=9, kind="decision", opens_at=EVE)
    for number, party in enumerate((world.mashhad, world.seoul, world.brussels), start=1):
        made = entry(call, party, number, title=f"Lamps of {party.slug}", language="fa" if number == 1 else "en")
        Screening.objects.create(submission=made, is_eligible=True, decided_at=EVE, decided_by=world.sara)
    first = call.submissions.get(number=1)
    Author.objects.create(submission=first, user=world.mina, role="first", added_at=EVE)
    set_levels(call=call, levels=LEVELS, by=world.sara)
    return call


def prepared(world, **fields):
    """Mashhad wins, Seoul is on the shortlist, Brussels comes to nothing; the letters are looked through."""
    call = judged_call(world, **fields)
    winner, shortlist, _deserving = call.levels.all()
    order = list(call.submissions.order_by("number"))
    prepare_by_order(call=call, order=order, places=[(winner, 1), (shortlist, 1)], by=world.sara)
    release = plan_release(call=call, embargo_until=EMBARGO, by=world.sara)
    return review_letters(release=release, at=EVE, by=world.sara)


def released(world, **fields):
    return apply_release(release=prepared(world, **fields), at=EMBARGO, by=world.sara)
