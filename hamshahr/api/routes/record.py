from uuid import UUID

from django.shortcuts import get_object_or_404
from ninja import Router
from ninja.pagination import paginate

from hamshahr.parties.models import Party
from hamshahr.record.kinds import KINDS
from hamshahr.record.models import Claim, Entry
from hamshahr.record.queries import judge, tally

from ..paging import PUBLIC, Pages
from ..schemas_acts import ClaimOut, EntryOut

router = Router()


def entries():
    return Entry.objects.visible_to(PUBLIC).current().filter(kind__in=KINDS).select_related("party")


@router.get("/entries", response=list[EntryOut])
@paginate(Pages)
def list_entries(request, party: str = "", kind: str = "", year: int | None = None):
    """What parties did, held and received; only what no later entry supersedes."""
    found = entries().order_by("-year", "id")
    if party:
        found = found.filter(party__slug=party)
    if kind:
        found = found.filter(kind=kind)
    return found if year is None else found.filter(year=year)


@router.get("/entries/{uuid:entry}", response=EntryOut)
def one_entry(request, entry: UUID):
    found = Entry.objects.visible_to(PUBLIC).filter(kind__in=KINDS).select_related("party")
    return get_object_or_404(found, pk=entry)


@router.get("/parties/{slug}/claims", response=list[ClaimOut])
def claims_of(request, slug: str):
    """What is said of a party, each with its state by the record."""
    party = get_object_or_404(Party.objects.visible_to(PUBLIC), slug=slug)
    tallied = tally(party, PUBLIC)
    claims = Claim.objects.visible_to(PUBLIC).filter(party=party).select_related("party")
    return [ClaimOut.of(judge(claim, tallied)) for claim in claims]
