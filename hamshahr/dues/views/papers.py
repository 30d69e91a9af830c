"""Papers of the books: invoices and receipts as PDF, and the pages of a proof as pictures."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ..models import Invoice, Payment, ProofPage
from ..models.books import seeing
from ..paper import invoice_paper, receipt_paper


@login_required
@never_cache
@require_safe
def invoice(request, slug, key):
    """An invoice in the member's language, for the city and for the secretariat."""
    rows = Invoice.objects.visible_to(request.user).select_related("body", "scale", "rate", "replaces__body")
    found = get_object_or_404(rows, key=key, membership__party__slug=slug)
    return pdf(invoice_paper(found), found.code)


@login_required
@never_cache
@require_safe
def receipt(request, slug, key):
    """The receipt of a payment in the language of the page."""
    rows = Payment.objects.visible_to(request.user).select_related("body", "membership__party")
    found = get_object_or_404(rows, key=key, membership__party__slug=slug)
    return pdf(receipt_paper(found, get_language()), found.code)


def pdf(paper, name):
    answer = HttpResponse(paper, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return answer


@login_required
@never_cache
@require_safe
def page(request, slug, key, number):
    """A page of a proof, for the city that brought it and for the secretariat."""
    rows = ProofPage.objects.filter(seeing(request.user, "proof__invoice__membership__"))
    found = get_object_or_404(rows, proof__key=key, number=number, proof__invoice__membership__party__slug=slug)
    return HttpResponse(bytes(found.picture), content_type="image/webp", headers={"X-Content-Type-Options": "nosniff"})
