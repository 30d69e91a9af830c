from django.db.models import Q
from django.shortcuts import get_object_or_404
from ninja import Router
from ninja.pagination import paginate

from hamshahr.calls.models import Distinction, Edition

from ..paging import PUBLIC, Pages
from ..schemas_acts import DistinctionOut, EditionOut

router = Router()


def editions():
    return Edition.objects.visible_to(PUBLIC).select_related("award").order_by("-cycle_year", "slug")


@router.get("/editions", response=list[EditionOut])
@paginate(Pages)
def list_editions(request, award: str = ""):
    return editions().filter(award__slug=award) if award else editions()


@router.get("/editions/{slug}", response=EditionOut)
def one_edition(request, slug: str):
    return get_object_or_404(editions(), slug=slug)


@router.get("/distinctions", response=list[DistinctionOut])
@paginate(Pages)
def list_distinctions(request, edition: str = "", party: str = ""):
    shown = Q(party=None) | Q(party__live=True, party__merged_into=None)
    found = Distinction.objects.filter(shown, edition__live=True).select_related("edition", "party").order_by("pk")
    if edition:
        found = found.filter(edition__slug=edition)
    return found.filter(party__slug=party) if party else found
