"""What a user says of themselves."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hamshahr.kernel.http import go_to

from .. import services
from ..forms import ProfileForm
from ..middleware import keep_language


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def profile(request):
    """Name, language and zone; the page answers in the language just chosen."""
    user = request.user
    initial = {"full_name": user.full_name, "language": user.language, "time_zone": user.time_zone}
    form = ProfileForm(request.POST or None, initial=initial)
    if form.is_valid():
        user = services.describe_user(user=user, fields=form.cleaned_data, by=user)
        with translation.override(user.language):
            messages.success(request, _("Your details are saved."))
        response = go_to(request, "accounts:profile")
        keep_language(response, user.language)
        return response
    return render(request, "accounts/profile.html", {"form": form}, status=422 if form.errors else 200)
