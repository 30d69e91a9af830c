from django.shortcuts import get_object_or_404
from ninja import Router
from ninja.pagination import paginate

from hamshahr.practices.models import Practice, Topic
from hamshahr.practices.vocabulary import Vocabulary

from ..paging import PUBLIC, Pages
from ..schemas_practices import PracticeOut, TopicOut

router = Router()


def practices():
    shown = Practice.objects.visible_to(PUBLIC).select_related("party")
    return shown.prefetch_related("topics", "goals").order_by("slug")


@router.get("/practices", response=list[PracticeOut])
@paginate(Pages)
def list_practices(request, party: str = "", topic: str = "", goal: int = 0, country: str = ""):
    """What cities did; a topic finds the narrower topics under it too."""
    found = practices()
    if party:
        found = found.filter(party__slug=party)
    if topic:
        found = found.filter(topics__in=Vocabulary().within(topic)).distinct()
    if goal:
        found = found.filter(goals=goal)
    return found.filter(party__country=country.upper()) if country else found


@router.get("/practices/{slug}", response=PracticeOut)
def one_practice(request, slug: str):
    return get_object_or_404(practices(), slug=slug)


@router.get("/topics", response=list[TopicOut])
@paginate(Pages)
def list_topics(request):
    """The topics of practices, each with what it is part of and the world goals it serves."""
    return Topic.objects.select_related("parent").prefetch_related("goals").order_by("slug")
