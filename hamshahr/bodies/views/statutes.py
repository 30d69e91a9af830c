"""One version of the statutes of a body, beside the version before it."""

from datetime import date

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from hamshahr.accounts.translations import tell_newer

from ..models import Statute
from ..wording import compared


@require_safe
def statute(request, slug, day):
    """The rules in words and values; what changed against the version before is marked."""
    try:
        in_force_on = date.fromisoformat(day)
    except ValueError:
        raise Http404 from None
    versions = Statute.objects.visible_to(request.user).filter(body__slug=slug).select_related("body")
    statute = get_object_or_404(versions, in_force_on=in_force_on)
    before = versions.filter(in_force_on__lt=in_force_on).order_by("-in_force_on").first()
    rules = rules_of(statute)
    tell_newer(*rules)
    articles, dropped = compared(rules, rules_of(before) if before else None)
    context = {
        "statute": statute,
        "body": statute.body,
        "before": before,
        "articles": articles,
        "dropped": dropped,
        "versions": versions.order_by("-in_force_on"),
    }
    return render(request, "bodies/statute.html", context)


def rules_of(statute):
    return list(statute.rules.order_by("position", "article", "pk"))
