"""What anybody may read: the state of a ballot while it lasts, and its box when it is counted."""

import hashlib

from django.http import JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import condition, require_http_methods, require_safe

from .. import queries
from ..boxes import box_of, slip_with
from ..questions import words_of
from ..seeing import ballot_of
from ..withheld import box_for
from .showing import shown
from .sizes import evened

PER_PAGE = 500


def mark_of(request, key):
    """Changes with the state and with each vote that is cast, and with nothing of what is in it."""
    found = ballot_of(request.user, key)
    progress = queries.progress(found)
    said = (get_language(), found.state_word, progress.voted, progress.voices, queries.head_of(found))
    return f'"{hashlib.sha256(repr(tuple(map(str, said))).encode()).hexdigest()[:24]}"'


@require_safe
@condition(etag_func=mark_of)
def state(request, key):
    """The state as a fragment, to be asked for every few seconds: how many have voted, never how."""
    found = ballot_of(request.user, key)
    response = render(request, "ballots/_state.html", {"ballot": found, "progress": queries.progress(found)})
    response.headers["Cache-Control"] = "private, no-cache"
    return response


@require_safe
def box(request, key):
    """The box of a counted ballot, slip by slip, with its log."""
    found = ballot_of(request.user, key)
    told = box_of(found)
    slips, words = told.get("slips", []), words_of(found)
    rows = [(slip, [words[key] for key in slip["choice"]]) for slip in slips[:PER_PAGE]]
    context = shown(request, found) | {"slips": rows, "number": len(slips), "most": PER_PAGE, "acts": found.acts.all()}
    return render(request, "ballots/box.html", context)


@require_safe
def box_file(request, key):
    """The same as a file, for the script that counts it again."""
    found = ballot_of(request.user, key)
    response = JsonResponse(box_for(found, request.user), json_dumps_params={"ensure_ascii": False, "indent": 1})
    response.headers["Content-Disposition"] = f'attachment; filename="ballot-{found.key}.json"'
    return response


@evened
@never_cache
@require_http_methods(["GET", "POST"])
def receipt(request, key):
    """Look for the slip of one's own receipt; it is posted, so that it stands in no address and no log."""
    found = ballot_of(request.user, key)
    typed = request.POST.get("receipt", "").strip()
    slip = slip_with(found, typed) if typed and found.counted_at else None
    words = words_of(found)
    said = [words[key] for key in slip["choice"]] if slip else []
    context = {"ballot": found, "typed": typed, "slip": slip, "said": said}
    return render(request, "ballots/check.html", context, status=422 if typed and not slip else 200)
