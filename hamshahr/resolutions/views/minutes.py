"""The resolutions and the minutes of a meeting, to be read."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hamshahr.kernel.languages import reading_language
from hamshahr.meetings.views import page_of

from .. import queries, rules, sealing
from ..models import Correction, Minutes, Resolution, Wording

RELATED = ("session__gathering__body", "approved_by__session__gathering")


@require_safe
def resolutions(request, slug):
    """What the meeting adopted, and what came of it."""
    context = page_of(request, slug)
    today, gathering = timezone.localdate(), context["gathering"]
    rows = Resolution.objects.visible_to(request.user, context["called"]).filter(gathering=gathering)
    context |= {
        "resolutions": list(queries.counted(rows, today).select_related("body").order_by("year", "number")),
        "duties": list(queries.follow_up(gathering, request.user, today)),
    }
    return render(request, "resolutions/of_meeting.html", context)


@require_safe
def index(request, slug):
    """The minutes of each session, as far as the reader may know of them."""
    context = page_of(request, slug)
    rows = Minutes.objects.visible_to(request.user, context["called"])
    rows = rows.filter(session__gathering=context["gathering"])
    context["all_minutes"] = list(rows.select_related("session", "approved_by").order_by("session__starts_at"))
    return render(request, "resolutions/all_minutes.html", context)


def minutes_of(request, slug, key):
    """The minutes at this address; what the reader may not know is not there."""
    rows = Minutes.objects.visible_to(request.user).select_related(*RELATED)
    return get_object_or_404(rows, key=key, session__gathering__slug=slug)


def language_of(minutes, asked):
    """The language in which minutes are shown: the one asked for, the reader's, or the first they have."""
    for language in (asked, reading_language(get_language())):
        if language in minutes.languages:
            return language
    return minutes.languages[0]


@never_cache
@require_safe
def minutes(request, slug, key):
    """The minutes of a session as they stand, paragraph by paragraph."""
    found = minutes_of(request, slug, key)
    language = language_of(found, request.GET.get("language"))
    texts = sealing.standing_texts(found, language)
    keeps = rules.may_keep_minutes(request.user, found.session)
    shown = [each for each, _text in texts]
    asides = Wording.objects.filter(paragraph__in=shown, is_aside=True)
    corrections = Correction.objects.filter(paragraph__in=shown).select_related("asked_by", "paragraph")
    context = page_of(request, slug) | {
        "minutes": found,
        "shown_language": language,
        "texts": texts,
        "asides": set(asides.values_list("paragraph", flat=True)) if keeps else set(),
        "may_write": keeps and rules.obstacle_to_write(found) is None,
        "may_ask": rules.may_ask_correction(request.user, found) and found.state in ("circulated", "corrected"),
        "corrections": sorted(corrections, key=lambda row: (row.paragraph.position, row.asked_at, row.pk)),
        "seals": [(each, sealing.seal_of(found, each)) for each in found.languages if found.approved_at],
    }
    return render(request, "resolutions/minutes.html", context)


def sealed(request, slug, key, language):
    found = minutes_of(request, slug, key)
    if found.approved_at is None or language not in found.languages:
        raise Http404
    return found


@never_cache
@require_safe
def paper(request, slug, key, language):
    """The approved minutes as a sealed paper."""
    found = sealed(request, slug, key, language)
    response = HttpResponse(sealing.minutes_paper(found, language), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="minutes-{found.session.day}-{language}.pdf"'
    return response


@never_cache
@require_safe
def text(request, slug, key, language):
    """The text that was sealed, to be compared with a paper."""
    found = sealed(request, slug, key, language)
    return HttpResponse(sealing.text_of(found, language), content_type="text/plain; charset=utf-8")
