"""The roll of a ballot as it was signed: a page, a paper, and the text behind its digest."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hamshahr.ballots.seeing import ballot_of
from hamshahr.meetings.views import page_of
from hamshahr.parties.zones import said_zone
from hamshahr.rolls.papers import drawn

from ..queries import closing_rolls


def roll_at(request, slug, key):
    """The meeting and the roll of one ballot of it, for whoever may see the ballot."""
    context = page_of(request, slug)
    kept = closing_rolls.closing_roll(context["gathering"], ballot_of(request.user, key))
    if kept is None:
        raise Http404
    return context, kept


@never_cache
@require_safe
def page(request, slug, key):
    """Who could vote, who was there, and by whom others were represented."""
    context, kept = roll_at(request, slug, key)
    lines = closing_rolls.lines_of(kept, request.user)
    context |= {"kept": kept, "lines": lines, "counted": closing_rolls.counted(lines)}
    context["said_zone"] = said_zone(kept.ballot.session.zone)
    return render(request, "decisions/closing_roll.html", context)


@never_cache
@require_safe
def paper(request, slug, key):
    """The same as PDF/A with its seal."""
    _context, kept = roll_at(request, slug, key)
    language = get_language()
    raw = drawn(closing_rolls.paper_words(kept, request.user, language), kept.seal, language)
    response = HttpResponse(raw, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="roll-{key}.pdf"'
    return response


@never_cache
@require_safe
def text(request, slug, key):
    """The roll as canonical JSON: its SHA-256 is the digest in the seal."""
    _context, kept = roll_at(request, slug, key)
    response = HttpResponse(kept.text, content_type="application/json; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="roll-{key}.json"'
    return response
