"""The latest stories of a language, of a heading or about a party as feeds, for whoever reads elsewhere."""

import hashlib

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hamshahr.kernel.languages import say
from hamshahr.parties.models import Party

from .. import queries
from ..models import Category
from ..publisher import network_name
from ..syndication import FEEDS, changed_at, feed_of

EVERYBODY = AnonymousUser()  # a feed tells the same to all, also to the office: drafts never


@require_safe
def latest(request, ending):
    """The latest stories of a language."""
    return answer(request, ending, queries.latest(get_language()), subject="", page=reverse("stories:index"))


@require_safe
def category(request, slug, ending):
    """The latest stories under one heading."""
    category = get_object_or_404(Category, slug=slug)
    stories = queries.latest_of(queries.filed_under(category, get_language(), EVERYBODY))
    page = reverse("stories:category", args=[slug])
    return answer(request, ending, stories, subject=say(category.names), page=page)


@require_safe
def about(request, slug, ending):
    """The latest stories about one city or other party."""
    party = get_object_or_404(Party.objects.visible_to(EVERYBODY), slug=slug)
    stories = queries.latest_of(queries.about(party, get_language(), EVERYBODY))
    return answer(request, ending, stories, subject=say(party.names), page=reverse("stories:about", args=[slug]))


def answer(request, ending, stories, *, subject, page):
    """The feed, or that nothing changed since the reader last asked."""
    if ending not in FEEDS:
        raise Http404
    publisher = network_name()
    feed = feed_of(
        ending,
        queries.with_categories(stories),
        title=" · ".join(filter(None, (publisher, _("News"), subject))),
        path=request.path,
        page=page,
        language=get_language(),
        publisher=publisher,
    )
    body = feed.writeString("utf-8").encode()
    changed = max((int(changed_at(story).timestamp()) for story in stories), default=None)
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": etag} | ({"Last-Modified": http_date(changed)} if changed else {})
    response = HttpResponse(body, content_type=feed.content_type, headers=headers)
    return get_conditional_response(request, etag, changed, response)
