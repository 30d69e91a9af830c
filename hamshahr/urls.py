"""Every address of the installation; pages carry their language, the office and the API do not."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail.admin import urls as office

from hamshahr.stories.views import pictures
from hamshahr.web.views import front

urlpatterns = [
    path("", front.to_language, name="root"),
    path("health", front.health, name="health"),
    path("robots.txt", front.robots, name="robots"),
    path("s/", include("hamshahr.stories.short_urls")),
    path("pictures/<int:pk>.webp", pictures.picture, name="picture"),
    path("media/<path:path>", pictures.kept, name="kept_file"),
    path("", include("hamshahr.stories.sitemap_urls")),
    # Wagtail's own sign-in knows no second step; there is one way in.
    path("office/login/", front.sign_in, name="office_login"),
    path("office/password_reset/", front.sign_in),
    path("office/account/", front.own_account),
    re_path(rf"^office/(?:{'|'.join(front.UNUSED)})/", front.closed),
    path("office/", include(office)),
    path("account/", include("hamshahr.accounts.urls")),
    path("api/", include("hamshahr.api.urls")),
    *i18n_patterns(
        path("", include("hamshahr.web.urls")),
        path("", include("hamshahr.parties.desk_urls")),
        path("desk/", include("hamshahr.decisions.urls")),
        path("desk/", include("hamshahr.dues.urls")),
        path("cities/", include("hamshahr.web.city_urls")),
        path("cities/", include("hamshahr.web.dossier_urls")),
        path("people/", include("hamshahr.web.people_urls")),
        path("record/", include("hamshahr.record.urls")),
        path("bodies/", include("hamshahr.bodies.urls")),
        path("gatherings/", include("hamshahr.gatherings.urls")),
        path("meetings/", include("hamshahr.meetings.urls")),
        path("meetings/", include("hamshahr.attendance.urls")),
        path("meetings/", include("hamshahr.rolls.urls")),
        path("meetings/", include("hamshahr.decisions.meeting_urls")),
        path("meetings/", include("hamshahr.resolutions.meeting_urls")),
        path("ballots/", include("hamshahr.ballots.urls")),
        path("resolutions/", include("hamshahr.resolutions.urls")),
        path("seals/", include("hamshahr.seals.urls")),
        path("awards/", include("hamshahr.calls.urls")),
        path("calls/", include("hamshahr.calls.call_urls")),
        path("juries/", include("hamshahr.juries.urls")),
        path("honours/", include("hamshahr.awards.urls")),
        path("fund/", include("hamshahr.fund.urls")),
        path("representatives/", include("hamshahr.representatives.urls")),
        path("comments/", include("hamshahr.comments.urls")),
        path("practices/", include("hamshahr.practices.urls")),
        path("", include("hamshahr.stories.urls")),
    ),
]

handler400 = "hamshahr.web.views.errors.bad_request"
handler403 = "hamshahr.web.views.errors.forbidden"
handler404 = "hamshahr.web.views.errors.not_found"
handler500 = "hamshahr.web.views.errors.server_error"
