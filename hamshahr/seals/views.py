"""What a paper's seal says, whether it stands, the keys, and the list of revocations."""

import json

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from . import queries
from .forms import LookForm, TextForm
from .kinds import KINDS, page_of
from .lists import revoked_paper
from .models import Seal
from .saying import facts_of
from .serials import as_printed


@never_cache
@require_http_methods(["GET", "POST"])
def index(request):
    """Ask about a paper by its serial or by the text of its code."""
    form = LookForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return redirect("seals:seal", form.cleaned_data["seal"].serial)
    return render(request, "seals/index.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def seal(request, serial):
    """What a sealed paper says, and whether a text is the one that was sealed."""
    rows = Seal.objects.visible_to(request.user).select_related("key", "replaced_by")
    found = get_object_or_404(rows, serial=as_printed(serial))
    said, is_genuine = json.loads(found.statement), queries.is_genuine(found)
    form = TextForm(request.POST if request.method == "POST" else None, digest=said.get("sha256", ""))
    context = {
        "seal": found,
        "kind": KINDS[found.kind].label if found.kind in KINDS else found.kind,
        "facts": facts_of(found, request.user, is_genuine=is_genuine),
        "page_of_thing": page_of(found.kind, found.thing_key),
        "is_genuine": is_genuine,
        "digest": said.get("sha256"),
        "form": form,
        "is_same": form.is_valid(),
        "code": json.dumps({**said, "sig": found.signature}, ensure_ascii=False, sort_keys=True, indent=1),
    }
    return render(request, "seals/seal.html", context, status=422 if form.errors else 200)


@never_cache
@require_safe
def revoked(request):
    """The serials that no longer stand."""
    rows = Seal.objects.visible_to(request.user).revoked().select_related("replaced_by").order_by("-revoked_at", "pk")
    return render(request, "seals/revoked.html", {"seals": rows, "keys": queries.published_keys()})


@never_cache
@require_safe
def revoked_json(request):
    """The list of revocations as a signed statement."""
    return JsonResponse(queries.revocations(timezone.now()), json_dumps_params={"ensure_ascii": False})


@never_cache
@require_safe
def revoked_pdf(request):
    """The list of revocations to be printed."""
    response = HttpResponse(revoked_paper(timezone.now()), content_type="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="revoked.pdf"'
    return response


@never_cache
@require_safe
def keys(request):
    """Every public key that ever signed here."""
    return JsonResponse({"keys": queries.published_keys()})


@require_safe
def script(request):
    """The program by which anybody checks a paper without this installation."""
    response = HttpResponse(queries.verifying_program(), content_type="text/plain; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="verify_seal.py"'
    return response
