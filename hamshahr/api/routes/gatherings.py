from django.shortcuts import get_object_or_404
from ninja import Router
from ninja.pagination import paginate

from hamshahr.gatherings.models import Gathering, Part

from ..paging import PUBLIC, Pages
from ..schemas_acts import GatheringOut, PartOut

router = Router()


def gatherings():
    shown = Gathering.objects.visible_to(PUBLIC)
    return shown.select_related("body", "parent", "place").order_by("-starts_on", "slug")


@router.get("/gatherings", response=list[GatheringOut])
@paginate(Pages)
def list_gatherings(request, kind: str = "", series: str = "", place: str = ""):
    found = gatherings()
    if kind:
        found = found.filter(kind=kind)
    if series:
        found = found.filter(series=series)
    return found.filter(place__slug=place) if place else found


@router.get("/gatherings/{slug}", response=GatheringOut)
def one_gathering(request, slug: str):
    return get_object_or_404(gatherings(), slug=slug)


@router.get("/parts", response=list[PartOut])
@paginate(Pages)
def list_parts(request, gathering: str = "", party: str = ""):
    """The part each party took in a gathering."""
    found = Part.objects.filter(gathering__live=True, party__live=True, party__merged_into=None)
    found = found.select_related("gathering", "party").order_by("pk")
    if gathering:
        found = found.filter(gathering__slug=gathering)
    return found.filter(party__slug=party) if party else found
