from django.shortcuts import get_object_or_404
from ninja import Router
from ninja.pagination import paginate

from hamshahr.kernel.text import fold
from hamshahr.parties.models import Party

from ..paging import PUBLIC, Pages
from ..schemas import PartyOut

router = Router()


def parties():
    found = Party.objects.visible_to(PUBLIC).select_related("country__region", "place")
    return found.prefetch_related("country__languages").order_by("slug")


@router.get("/parties", response=list[PartyOut])
@paginate(Pages)
def list_parties(request, q: str = "", country: str = "", region: str = "", language: str = "", kind: str = ""):
    """Cities and other parties; ``q`` finds any spelling of a name, ``language`` an official one of their country."""
    found = parties()
    if q:
        found = found.filter(pk__in=Party.objects.filter(sort_names__folded__contains=fold(q)).values("pk"))
    if country:
        found = found.filter(country=country.upper())
    if region:
        found = found.filter(country__region__slug=region)
    if language:
        found = found.filter(country__languages=language.lower())
    if kind:
        found = found.filter(kind=kind)
    return found


@router.get("/parties/{slug}", response=PartyOut)
def one_party(request, slug: str):
    return get_object_or_404(parties(), slug=slug)
