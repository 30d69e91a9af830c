"""One decision of a body, with the memberships and seats that rest on it."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from .. import resting
from ..models import Decision, Mandate, MembershipStep


@require_safe
def decision(request, pk):
    decision = get_object_or_404(Decision.objects.visible_to(request.user).select_related("body"), pk=pk)
    steps = MembershipStep.objects.filter(decision=decision, membership__in=seen_memberships(request.user))
    mandates = (
        Mandate.objects.visible_to(request.user).filter(decision=decision).select_related("party", "office__body")
    )
    context = {
        "decision": decision,
        "steps": steps.select_related("membership__party", "membership__body").order_by("membership", "number"),
        "further": resting.links_of(decision, request.user),
        "mandates": mandates.order_by("office__position", "pk"),
    }
    return render(request, "bodies/decision.html", context)


def seen_memberships(user):
    return MembershipStep.membership.field.related_model.objects.visible_to(user)
