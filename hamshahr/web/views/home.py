"""The front page: what the network is, where its members are, who holds what, what is new."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from hamshahr.bodies.models import Body
from hamshahr.stories.queries import newest

from .. import worldmap
from ..context import named
from ..members_map import draw
from ..queries import home as queries


@require_safe
def home(request):
    """The network in its own facts; every number is a link to what it counts."""
    today = timezone.localdate()
    body = queries.network(request.user)
    context = {"network": named(body), "body": body, "news": queries.news(request.user, today)}
    context["stories"] = newest(get_language(), request.user)
    if body:
        posts = queries.posts(body, request.user, today)
        seats = [seat for post in posts for seat in post.mandates if post.office.body.kind != Body.Kind.BOARD]
        finest = queries.degrees_for(body.memberships_number)
        members = draw(queries.members_by_place(body, request.user), seats, queries.regions(request.user), finest)
        context |= {
            "today": today,
            "posts": posts,
            "map": members,
            "land": worldmap.land(),
            "view_box": worldmap.VIEW_BOX,
            "figures": queries.figures(body, members.total),
        }
    return render(request, "web/home.html", context)
