"""The archive of a closed meeting, for its secretary."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hamshahr.meetings.views import page_of

from ..archiving import archive as written


@login_required
@never_cache
@require_safe
def archive(request, slug):
    """The whole meeting as one file that will be read without this platform."""
    context = page_of(request, slug)
    if not context["may_keep"]:
        raise PermissionDenied
    if not context["is_closed"]:
        raise Http404
    response = HttpResponse(written(context["gathering"]), content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}.zip"'
    return response
