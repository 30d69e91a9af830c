"""What is said under a page, a form to say more, and taking one's own words back."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hamshahr.accounts.receipts import once
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.http import go_to
from hamshahr.kernel.paging import Place

from . import queries, rules, services
from .forms import CommentForm
from .models import Comment
from .places import PLACES, place_of


def found(request, kind, key):
    """The kind of page and the page, as far as the reader may see it."""
    place = PLACES.get(kind)
    thing = place and place.find(key, request.user)
    if thing is None:
        raise Http404
    return place, thing


def context_of(place, thing):
    return {"name": place.name(thing), "address": place.address(thing), "nav_current": place.model._meta.app_label}


@require_safe
def talk(request, kind, key):
    """Everything that is said under a page, a part at a time."""
    place, thing = found(request, kind, key)
    after = Place.read(request.GET.get("after", ""), UUID)
    context = {"talk": queries.talk_under(thing, request.user, after), "is_later": after is not None}
    return render(request, "comments/talk.html", context_of(place, thing) | context)


@once
@login_required
@require_http_methods(["GET", "POST"])
def write(request, kind, key):
    """A reader with an account writes; the secretariat reads it before anybody else."""
    place, thing = found(request, kind, key)
    if not rules.may_comment(request.user):
        raise PermissionDenied
    form = CommentForm(request.POST if request.method == "POST" else None, by=request.user)
    if form.is_valid():
        try:
            services.write_comment(thing=thing, **form.comment(), by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your comment waits for the secretariat; you get a letter when it is decided."))
            return go_to(request, f"{place.address(thing)}#comments")
    context = context_of(place, thing) | {"form": form, "obstacle": rules.obstacle_to_talk(thing)}
    return render(request, "comments/write.html", context, status=422 if form.errors else 200)


@once
@login_required
@require_http_methods(["GET", "POST"])
def withdraw(request, pk):
    """Take one's own comment back; of others it looks as if it were not there."""
    comment = get_object_or_404(Comment.objects.filter(writer=request.user), pk=pk)
    place, refused = place_of(comment.thing), ""
    if request.method == "POST":
        try:
            services.withdraw_comment(comment=comment, by=request.user)
        except Refused as refusal:
            refused = str(refusal)
        else:
            messages.success(request, _("Your comment is withdrawn; its words are gone."))
            return go_to(request, f"{place.address(comment.thing)}#comments")
    obstacle = refused or rules.obstacle_to_move(comment, Comment.Stage.WITHDRAWN)
    context = context_of(place, comment.thing) | {"comment": comment, "obstacle": obstacle}
    return render(request, "comments/withdraw.html", context, status=422 if refused else 200)
