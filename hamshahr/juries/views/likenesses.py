"""Which entries repeat earlier ones: for who keeps the jury and for its chair, with the sentences."""

from dataclasses import dataclass

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
from hamshahr.calls.blackening import blackened
from hamshahr.kernel.digits import localise
from hamshahr.kernel.http import go_to

from ..models import Likeness
from ..models.rankings import led
from ..reading import Name, is_blind, name_of
from ..rules import results as rules
from ..services.comparing import find_likenesses

A_PAGE, OF_BLIND = 50, ("copies", "redactions")


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
    rows = rows.select_related("submission__party", "other__party", "other__call")
    rows = rows.prefetch_related(*(f"{entry}__{part}" for entry in ("submission", "other") for part in OF_BLIND))
    may_keep = rules.may_compare(request.user, panel)
    page = Paginator(rows.order_by("-share", "submission__number", "pk"), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "panel": panel,
        "call": panel.stage.call,
        "page": page,
        "pairs": [pair(each, whole=may_keep) for each in page],
        "may_keep": may_keep,
        "nothing": _("No entry repeats an earlier one, or nobody has compared them yet."),
    }
    return render(request, "juries/likenesses.html", context)


@dataclass(frozen=True)
class Pair:
    """Two entries that are alike, by the names and in the words that the reader may read."""

    row: Likeness
    entry: Name
    other: Name
    sentences: list[list[str]]


def pair(row, *, whole):
    """A likeness; for who reads as a juror no name and no word of an entry that is judged blind."""
    hidden = [] if whole else [word for entry in (row.submission, row.other) for word in words_hidden(entry)]
    names = (name_of(entry, whole=whole) for entry in (row.submission, row.other))
    return Pair(row, *names, blackened(row.sentences, hidden))


def words_hidden(entry):
    """The words that are blacked out in an entry, with its title where it is judged blind."""
    words = [each.words for each in entry.redactions.all() if each.lifted_at is None]
    return [*words, entry.title] if is_blind(entry) else words
