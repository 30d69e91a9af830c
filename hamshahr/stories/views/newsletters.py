"""The newsletter for its readers: asked for, confirmed, left; every page works without a script or a sign-in."""

from django.core.cache import cache
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hamshahr.kernel.errors import Refused

from ..forms import CONSENT, NewsletterForm
from ..services import ask_for_newsletter, confirm_subscription, erase_subscriber, unsubscribe
from ..services.subscribers import is_genuine, opt_in_of, subscriber_of

MOST_AN_HOUR = 30  # from one connection: a town hall has one, a flood of questions has one too


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request):
    """The form; its answer is the same whether the address is subscribed, was, or never will be."""
    form = NewsletterForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if comes_too_often(request):
            return render(request, "429.html", status=429)
        wanted = {name: form.cleaned_data.get(name, ()) for name in ("categories", "parties")}
        named = {name: form.cleaned_data[name] for name in ("address", "language")}
        ask_for_newsletter(consent=str(CONSENT), **named, **wanted)
        return redirect("stories:newsletter_asked")
    return render(request, "stories/newsletter.html", {"form": form}, status=422 if form.errors else 200)


def comes_too_often(request):
    """Count this question; the connection is kept as a digest, for an hour."""
    caller = f"{request.META['REMOTE_ADDR']} {timezone.now():%Y-%m-%d %H}"
    key = f"newsletter:{salted_hmac('hamshahr.newsletter.asks', caller, algorithm='sha256').hexdigest()[:32]}"
    count = cache.get(key, 0) + 1
    cache.set(key, count, timeout=3600)
    return count > MOST_AN_HOUR


@require_safe
def asked(request):
    """What happens next."""
    return render(request, "stories/newsletter_said.html", {"said": said("asked")})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request, token):
    """A page with a button, for machines follow links of letters too; the button confirms."""
    if request.method == "POST":
        try:
            confirm_subscription(token=token)
        except Refused as refusal:
            return render(request, "stories/newsletter_said.html", {"said": said("lapsed", str(refusal))}, status=410)
        return render(request, "stories/newsletter_said.html", {"said": said("confirmed")})
    opt_in = opt_in_of(token)
    if opt_in is None:
        return render(request, "stories/newsletter_said.html", {"said": said("lapsed")}, status=410)
    return render(request, "stories/newsletter_confirm.html", {"opt_in": opt_in})


# Mail providers post here on behalf of the reader (RFC 8058) and know no word of ours; the address holds a secret.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request, token):
    """A page with a button, and the one click of the reader's mail programme; both end it, at any time, for good."""
    subscriber = known(token)
    if request.method == "POST":
        if subscriber is not None:
            unsubscribe(subscriber=subscriber)
        return render(request, "stories/newsletter_left.html", {"token": token, "is_known": subscriber is not None})
    return render(request, "stories/newsletter_leave.html", {"token": token})


@never_cache
@require_POST
def forget(request, token):
    """Erase the address with everything that hangs from it."""
    if subscriber := known(token):
        erase_subscriber(subscriber=subscriber)
    return render(request, "stories/newsletter_said.html", {"said": said("forgotten")})


def known(token):
    """The subscriber of a link; None where it was erased since, 404 where the link is not ours."""
    if not is_genuine(token):
        raise Http404
    return subscriber_of(token)


def said(word, sentence=""):
    """Heading and sentence of a page that only says what happened."""
    lapsed = _("This link is not valid, or no longer. Ask for the newsletter once more.")
    sentences = {
        "asked": (
            _("Look into your mailbox"),
            _("If the newsletter can go to this address, a letter with a link is on its way. The link is good once."),
        ),
        "confirmed": (_("The newsletter will come to you"), _("Each letter has a link by which you end it.")),
        "lapsed": (_("This link has lapsed"), sentence or lapsed),
        "forgotten": (_("The address is erased"), _("Nothing that named it is left, and nothing more is sent.")),
    }
    return sentences[word]
