"""Papers of the due diligence: brought by the city, shown page by page, each look written down."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hamshahr.accounts.receipts import once
from hamshahr.kernel.drawing_first import drawn_before
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.http import go_to

from .. import rules, services
from ..forms import PaperForm
from ..models import DuePaper, Project
from .projects import found_project


def may_send(request, key, **_place):
    """Whoever brings papers of the project."""
    found = Project.objects.open_to(request.user).filter(key=key).first()
    return found is not None and rules.may_bring_paper(request.user, found, timezone.localdate())


@drawn_before(may_send)
@once
@login_required
@require_http_methods(["GET", "POST"])
def bring(request, key):
    """Bring a paper, in the place of the one of its kind."""
    found, _is_within = found_project(request, key)
    today = timezone.localdate()
    if not rules.may_bring_paper(request.user, found, today):
        raise PermissionDenied
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = PaperForm(*sent, drawn=request.drawn)
    if form.is_valid():
        said = {"at": timezone.now(), "today": today, "by": request.user}
        try:
            services.bring_paper(project=found, **said, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The paper is with the fund."))
            return go_to(request, "fund:project", found.key)
    return render(request, "fund/bring.html", {"project": found, "form": form}, status=422 if form.errors else 200)


@login_required
@never_cache
@require_safe
def page(request, key, paper, number):
    """A page of a paper for the city and the fund; that it was looked at is written down."""
    found = get_object_or_404(DuePaper.objects.visible_to(request.user), key=paper, project__key=key)
    picture = services.look_at_page(paper=found, number=number, at=timezone.now(), by=request.user)
    if picture is None:
        raise Http404
    return HttpResponse(picture, content_type="image/webp", headers={"X-Content-Type-Options": "nosniff"})
