"""Inviting, withdrawing and accepting."""

from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from hamshahr.kernel.errors import Refused
from hamshahr.kernel.http import go_to

from .. import queries, rules, services
from ..forms import AcceptForm, InvitationForm
from ..models import Invitation
from ..receipts import once


@once
@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def invitations(request):
    """The list of invitations, and a form for another."""
    if not rules.may_invite(request.user):
        raise PermissionDenied

    form = InvitationForm(request.POST or None, initial={"language": request.user.language})
    if form.is_valid():
        try:
            services.invite(**form.cleaned_data, by=request.user)
        except Refused as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(request, _("The invitation is written; it is good for seven days."))
            return go_to(request, "accounts:invitations")

    context = {"form": form, "invitations": queries.invitations()[:100], "now": timezone.now()}
    return render(request, "accounts/invitations.html", context, status=422 if form.errors else 200)


@once
@login_required
@require_POST
def withdraw(request, pk):
    """Make an invitation worthless."""
    if not rules.may_invite(request.user):
        raise PermissionDenied
    invitation = get_object_or_404(Invitation, pk=pk)
    try:
        services.withdraw_invitation(invitation=invitation, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return go_to(request, "accounts:invitations")


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def accept(request, token):
    """Choose a password and come in, with a session that begins here."""
    invitation = queries.open_invitation(token)
    if invitation is None:
        return render(request, "accounts/no_invitation.html", status=404)

    form = AcceptForm(request.POST or None, email=invitation.email, initial={"full_name": invitation.full_name})
    if form.is_valid():
        try:
            user = services.accept_invitation(token=token, **form.cleaned_data)
        except Refused:
            return render(request, "accounts/no_invitation.html", status=404)
        if request.user.is_authenticated:
            logout(request)
        return perform_login(request, user, email=user.email)

    context = {"form": form, "invitation": invitation}
    return render(request, "accounts/accept_invitation.html", context, status=422 if form.errors else 200)
