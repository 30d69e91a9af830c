from uuid import UUID

from django.shortcuts import get_object_or_404
from ninja import Router
from ninja.pagination import paginate

from hamshahr.parties.models import Party
from hamshahr.record.kinds import KINDS
from hamshahr.record.models import Claim, Entry

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
    return claims().filter(party=party)


@router.get("/claims", response=list[ClaimOut])
@paginate(Pages)
def list_claims(request, state: str = "", party: str = ""):
    """Every published claim that was accepted, with its state by the record."""
    found = claims().order_by("key")
    if party:
        found = found.filter(party__slug=party)
    return found.filter(state=state) if state else found


@router.get("/claims/{slug:key}", response=ClaimOut)
def one_claim(request, key: str):
    return get_object_or_404(claims(), key=key)


def claims():
    return Claim.objects.visible_to(PUBLIC).select_related("party")
