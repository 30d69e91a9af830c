"""A ballot at its address: the paper for who has a voice, the state for everybody, the result when it is counted.

The form is not one of those that are kept and answered by a redirect: nothing of an answer stands in an address, in a
receipt of accounts or in the browser's store. Sent again, it gives the same receipt.
"""

import secrets

from django.db import OperationalError
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hamshahr.kernel.errors import Refused

from .. import rules, services
from ..forms import PartForm
from ..questions import options_of, words_of
from ..seeing import ballot_of, paper_of
from .showing import shown
from .sizes import evened

SENT_FIELDS = {"csrfmiddlewaretoken", "once", "confirmed"}


@evened
@never_cache
@require_http_methods(["GET", "POST"])
def ballot(request, key):
    """The paper of one ballot, its confirmation, and the receipt; for others what may be seen of it."""
    found, voices = paper_of(request.user, key)
    if request.method == "POST" and voices:
        return sent(request, found, voices)
    open_voices = [voice for voice in voices if not hasattr(voice, "voted")]
    forms = papers_of(found, open_voices) if rules.obstacle_to_cast(found, at=timezone.now()) is None else []
    return page(request, found, voices, forms)


def papers_of(found, voices, typed=None):
    """A paper for each voice; where there are several, first one for all of them."""
    keys = [option.key for option in options_of(found)]
    every = [None, *voices] if len(voices) > 1 else voices
    return [
        PartForm(typed, ballot=found, elector=voice, keys=keys, prefix=f"v{voice.pk}" if voice else "all")
        for voice in every
    ]


def page(request, found, voices, forms, *, errors=(), status=200, once=""):
    context = shown(request, found) | {
        "voices": voices,
        "forms": forms,
        "errors": errors,
        "once": once or secrets.token_hex(16),
        "has_typed_wrong": status == 422,
    }
    return render(request, "ballots/ballot.html", context, status=status)


def sent(request, found, voices):
    """What was sent: asked once more, then cast. The voices that were cast before are sent again with the rest."""
    once = request.POST.get("once", "")
    marked = [voice for voice in voices if any(name.startswith(f"v{voice.pk}-") for name in request.POST)]
    forms = papers_of(found, marked, request.POST)
    valid = [is_right(form) for form in forms]
    answers = answered(forms) if all(valid) else {}
    if not answers:
        errors = [] if not all(valid) else [_("Choose an answer first.")]
        return page(request, found, voices, forms, errors=errors, status=422, once=once)
    if request.POST.get("confirmed") != "yes":
        return confirm(request, found, answers, once)
    return cast(request, found, voices, forms, answers, once)


def is_right(form):
    try:
        return form.is_valid()
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False


def answered(forms):
    """The answer of each voice: its own, or else the one for all of them."""
    for_all = forms[0].answer if forms and forms[0].elector is None else None
    found = {form.elector: for_all if form.answer is None else form.answer for form in forms if form.elector}
    return {voice: answer for voice, answer in found.items() if answer is not None}


def confirm(request, found, answers, once):
    typed = [(n, v) for n, values in request.POST.lists() for v in values if n not in SENT_FIELDS]
    context = {"ballot": found, "answers": told(found, answers), "typed": typed, "once": once}
    return render(request, "ballots/confirm.html", context)


def cast(request, found, voices, forms, answers, once):
    try:
        receipts = services.cast_jointly(ballot=found, answers=answers, by=request.user, once=once)
    except Refused as refusal:
        fresh = ballot_of(request.user, found.key)
        return page(request, fresh, voices, [], errors=[str(refusal)], status=409)
    except OperationalError:
        lost = _("It is not certain that your vote was stored. Send it again in a moment: it counts once.")
        context = {"ballot": found, "sentence": lost, "once": once}
        typed = [(n, v) for n, values in request.POST.lists() for v in values if n not in {"csrfmiddlewaretoken"}]
        return render(request, "ballots/unstored.html", context | {"typed": typed}, status=503)
    words = words_of(found)
    context = {"ballot": found, "receipts": [(receipt, rows_of(receipt, words)) for receipt in receipts]}
    return render(request, "ballots/cast.html", context)


def rows_of(receipt, words):
    """What lies in the box, in words, with the code of each slip."""
    return [([words[key] for key in slip.choice], slip.weight, slip.receipt) for slip in receipt.slips]


def told(found, answers):
    """Each voice with what it is about to say."""
    words = words_of(found)
    rows = []
    for voice, answer in answers.items():
        if isinstance(answer, dict):
            said = [(words[key], voices) for key, voices in answer.items() if voices != "0"]
        else:
            said = [(words[key], "") for key in answer]
        rows.append((voice, said))
    return rows
