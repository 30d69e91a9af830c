"""Badges as PDF: all of a meeting for the secretary, those of one city for the city."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .. import queries, rules
from ..badges import badges_paper
from .meeting import meeting_at

MOST = 1_500


@login_required
@never_cache
@require_safe
def badges(request, slug):
    """The badges that the reader may print, in protocol order; ``?city=`` those of one city."""
    page = meeting_at(request, slug)
    gathering, city = page["gathering"], request.GET.get("city", "")
    own = {party.pk for party in queries.own_parties(request.user, gathering)}
    may_all = rules.may_keep_attendance(request.user, gathering)
    listed = queries.delegations_of(gathering, request.user)
    chosen = [each for each in listed if (may_all or each.party.pk in own) and city in {"", each.party.slug}]
    delegates = [delegate for each in chosen for delegate in each.delegates][:MOST]
    if not delegates:
        raise Http404
    answer = HttpResponse(badges_paper(delegates, gathering, get_language()), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="badges-{slug}.pdf"'
    return answer
