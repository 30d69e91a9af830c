from datetime import date

from django.db.models import Prefetch, Q
from django.shortcuts import get_object_or_404
from ninja import Router
from ninja.pagination import paginate

from hamshahr.bodies.models import Body, Holding, Hosting, Mandate, Membership

from ..paging import PUBLIC, Pages
from ..schemas import BodyOut, HostingOut, MandateOut, MembershipOut

router = Router()
SHOWN_PARTY = Q(party__live=True, party__merged_into=None)


def bodies():
    return Body.objects.visible_to(PUBLIC).select_related("parent").order_by("slug")


@router.get("/bodies", response=list[BodyOut])
@paginate(Pages)
def list_bodies(request, network: str = "", kind: str = ""):
    """Bodies of all networks; ``parent`` makes the tree."""
    found = bodies()
    if network:
        found = found.filter(network=network)
    return found.filter(kind=kind) if kind else found


@router.get("/bodies/{slug}", response=BodyOut)
def one_body(request, slug: str):
    return get_object_or_404(bodies(), slug=slug)


@router.get("/hostings", response=list[HostingOut])
@paginate(Pages)
def list_hostings(request, body: str = "", host: str = ""):
    """Which party gave a body its seat, from when to when."""
    found = Hosting.objects.filter(body__live=True, host__live=True, host__merged_into=None)
    found = found.select_related("body", "host").order_by("pk")
    if body:
        found = found.filter(body__slug=body)
    return found.filter(host__slug=host) if host else found


@router.get("/memberships", response=list[MembershipOut])
@paginate(Pages)
def list_memberships(request, body: str = "", party: str = ""):
    """Parties of bodies with the state of their membership today."""
    found = Membership.objects.visible_to(PUBLIC).filter(SHOWN_PARTY).with_state()
    found = found.select_related("body", "party").order_by("pk")
    if body:
        found = found.filter(body__slug=body)
    return found.filter(party__slug=party) if party else found


@router.get("/mandates", response=list[MandateOut])
@paginate(Pages)
def list_mandates(request, body: str = "", party: str = "", on: date | None = None):
    """Who held which office; ``on`` asks for what was or may have been in force that day."""
    found = Mandate.objects.filter(SHOWN_PARTY | Q(party=None), office__body__live=True)
    holders = Prefetch("holdings", Holding.objects.select_related("person"))
    found = found.select_related("office__body", "party").prefetch_related(holders).order_by("pk")
    if body:
        found = found.filter(office__body__slug=body)
    if party:
        found = found.filter(party__slug=party)
    return found.perhaps_on(on) if on else found
