"""Pictures as readers get them: drawn anew at one size, and only those of pages that the reader may see."""

from django.conf import settings
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from django.views.static import serve
from wagtail.images.models import Image
from wagtail.models import ReferenceIndex

from .. import rules
from ..models import Page

AS_SHOWN = "max-1200x1200|format-webp"


@require_safe
def picture(request, pk):
    """The picture of a page; a picture that stands on no page the reader may see is not there."""
    image = get_object_or_404(Image, pk=pk)
    used = ReferenceIndex.get_references_to(image).values_list("object_id", flat=True).distinct()
    pages = [int(key) for key in used if key.isdecimal()]
    if not Page.objects.visible_to(request.user).filter(pk__in=pages).exists():
        raise Http404
    answer = FileResponse(image.get_rendition(AS_SHOWN).file.open("rb"), content_type="image/webp")
    answer["Cache-Control"] = "private, max-age=3600"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_safe
def kept(request, path):
    """A file as it was brought in, for the editors in the office alone."""
    if not rules.may_edit_stories(request.user):
        raise Http404
    return serve(request, path, document_root=settings.MEDIA_ROOT)
