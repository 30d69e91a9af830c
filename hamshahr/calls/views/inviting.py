"""Authors invited by mail: the form of the letter, the letter taken back, and the page that its link opens."""

from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from hamshahr.accounts.forms import AcceptForm
from hamshahr.accounts.receipts import once
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.http import go_to

from .. import services
from ..forms.entries import InviteAuthorForm
from ..rules import inviting as rules
from ..services.inviting import invitation_of
from .heads import page_of


@once
@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def invite(request, key):
    """Invite a person by mail to write an entry; the answer is the same whoever has the address."""
    page = page_of(request, key, "authors")
    if not rules.may_invite_author(request.user, page["entry"]):
        raise PermissionDenied
    form = InviteAuthorForm(
        request.POST if request.method == "POST" else None, initial={"language": request.user.language}
    )
    if form.is_valid():
        try:
            services.invite_author(submission=page["entry"], by=request.user, at=page["now"], **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The letter is on its way; its link works once, for that person alone."))
            return go_to(request, "calls:authors", key)
    return render(request, "calls/invite_author.html", page | {"form": form}, status=422 if form.errors else 200)


@once
@login_required
@never_cache
@require_POST
def withdraw(request, key, invitation):
    """Make the link of a letter worthless."""
    page = page_of(request, key)
    if not rules.may_invite_author(request.user, page["entry"]):
        raise PermissionDenied
    found = get_object_or_404(page["entry"].author_invitations, key=invitation)
    try:
        services.withdraw_author_invitation(invitation=found, by=request.user, at=page["now"])
    except Refused as refusal:
        messages.error(request, str(refusal))
    return go_to(request, "calls:authors", key)


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def author_invitation(request, token):
    """What the link of a letter opens: the entry to be written, and the way in for its one reader."""
    now = timezone.now()
    invitation = invitation_of(token, now)
    if invitation is None:
        return render(request, "calls/no_author_invitation.html", status=404)
    if request.user.is_authenticated:
        return signed_in(request, invitation, token, now)
    first = {"full_name": invitation.full_name}
    form = AcceptForm(request.POST if request.method == "POST" else None, email=invitation.email, initial=first)
    if form.is_valid():
        try:
            author = services.join_with_new_account(token=token, at=now, **form.cleaned_data)
        except Refused:
            form.add_error(None, _("This did not open the entry. If you have an account with this address, sign in."))
        else:
            return perform_login(
                *(request, author.user), email=author.user.email, redirect_url=entry_address(invitation)
            )
    context = {"invitation": invitation, "entry": invitation.submission, "form": form, "here": request.path}
    return render(request, "calls/author_invitation.html", context, status=422 if form.errors else 200)


def signed_in(request, invitation, token, now):
    """The same page for somebody who is signed in: one button, or whose link it is not."""
    obstacle = rules.obstacle_to_join(invitation, at=now)
    if not rules.is_meant_for(invitation, request.user):
        obstacle = _("This letter went to another address than yours; sign in with the one it came to.")
    if request.method == "POST":
        try:
            services.join_authors(token=token, by=request.user, at=now)
        except Refused as refusal:
            obstacle = str(refusal)
        else:
            return go_to(request, "calls:entry", invitation.submission.key)
    context = {"invitation": invitation, "entry": invitation.submission, "obstacle": obstacle}
    status = 422 if request.method == "POST" else 200
    return render(request, "calls/author_invitation.html", context, status=status)


def entry_address(invitation):
    return reverse("calls:entry", args=[invitation.submission.key])
