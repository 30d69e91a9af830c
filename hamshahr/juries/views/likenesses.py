"""Which entries repeat earlier ones: for who keeps the jury and for its chair, with the sentences."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hamshahr.accounts.receipts import once
from hamshahr.kernel.digits import localise
from hamshahr.kernel.http import go_to

from ..models import Likeness
from ..models.rankings import led
from ..rules import results as rules
from ..services.comparing import find_likenesses

A_PAGE = 50


@once
@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def likenesses(request, key):
    """The pairs that were found; who keeps the jury compares anew."""
    panel = get_object_or_404(led(request.user).select_related("stage__call__body"), key=key)
    if request.method == "POST":
        if not rules.may_compare(request.user, panel):
            raise PermissionDenied
        pairs = find_likenesses(panel=panel, by=request.user)
        told = ngettext("%(pairs)s pair found.", "%(pairs)s pairs found.", pairs)
        messages.success(request, told % {"pairs": localise(pairs)})
        return go_to(request, "juries:likenesses", key)
    rows = Likeness.objects.visible_to(request.user).filter(submission__call=panel.stage.call_id)
    rows = rows.select_related("submission", "other__call").order_by("-share", "submission__number", "pk")
    context = {
        "panel": panel,
        "call": panel.stage.call,
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "may_keep": rules.may_compare(request.user, panel),
        "nothing": _("No entry repeats an earlier one, or nobody has compared them yet."),
    }
    return render(request, "juries/likenesses.html", context)
