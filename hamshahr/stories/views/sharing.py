"""A story given on: short link, a code for cameras, words to copy, and the card that others show of it."""

import qrcode
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .. import queries
from ..cards import card_of, fingerprint_of, words_on
from ..elsewhere import CARD_SIZE
from ..publisher import absolute, network_name
from ..syndication import lead_of
from .pages import beside, found_story

QUIET_ZONE = 4


@require_safe
def share(request, slug):
    """What one needs to give a story on, without a word to any other house."""
    story = found_story(request, slug)
    link = absolute(reverse("short:page", args=[story.code]))
    context = beside(request, story) | {
        "story": story,
        "link": link,
        "card_width": CARD_SIZE[0],
        "card_height": CARD_SIZE[1],
        "square_code": square_code(link),
        "words": "\n\n".join(filter(None, (story.title, lead_of(story), link))),
    }
    return render(request, "stories/share.html", context)


def square_code(text):
    """A QR code as one path: dark on light in every colour scheme, for that is how cameras read it."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=QUIET_ZONE)
    code.add_data(text)
    code.make(fit=True)
    rows = code.get_matrix()
    dark = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark)
    return format_html(
        '<svg width="232" height="232" viewBox="0 0 {0} {0}" role="img" shape-rendering="crispEdges">'
        '<title>{1}</title><path fill="#fff" d="M0 0h{0}v{0}h-{0}z"/><path fill="#000" d="{2}"/></svg>',
        len(rows),
        _("The short link as a code for cameras (QR)"),
        dark,
    )


@require_safe
def card(request, slug):
    """The card of a story as a picture; it changes with its fingerprint alone."""
    story = found_story(request, slug)
    queries.with_categories([story])
    words = words_on(story, story.headings, network_name())
    etag = f'"{fingerprint_of(words)[:32]}"'
    if unchanged := get_conditional_response(request, etag):
        return unchanged
    return HttpResponse(card_of(story.code, words), content_type="image/png", headers={"ETag": etag})
