"""The signed statement on a joint member, as the file that the other network takes."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hamshahr.dues.rules import may_keep_dues

from .. import services
from ..models import JointStatement


@login_required
@never_cache
@require_safe
def statement(request, key):
    """One statement given by us or taken from another network, with its signature."""
    if not may_keep_dues(request.user):
        raise PermissionDenied
    found = get_object_or_404(JointStatement.objects.select_related("membership__party"), key=key)
    answer = HttpResponse(services.file_of(found), content_type="application/json; charset=utf-8")
    name = f"{found.membership.party.slug}-{found.year}.json"
    answer["Content-Disposition"] = f'attachment; filename="{name.encode("ascii", "ignore").decode()}"'
    return answer
