"""Addresses under ``juries/`` of what comes out of a jury: rankings, deliberations, likenesses, the public's vote."""

from django.urls import path

from .views import deliberations, likenesses, public, rankings

urlpatterns = [
    path("panels/<str:key>/rankings/", rankings.compute, name="compute"),
    path("panels/<str:key>/deliberation/", deliberations.begin, name="begin_deliberation"),
    path("panels/<str:key>/likenesses/", likenesses.likenesses, name="likenesses"),
    path("panels/<str:key>/vote/", public.open_vote, name="open_vote"),
    path("rankings/<slug:key>.<slug:ending>", rankings.download, name="download_ranking"),
    path("rankings/<str:key>/", rankings.ranking, name="ranking"),
    path("rankings/<str:key>/jurors/", rankings.jurors, name="severities"),
    path("rankings/<str:key>/entries/<str:submission>/", rankings.place, name="place"),
    path("deliberations/<str:key>/", deliberations.deliberation, name="deliberation"),
    path("deliberations/<str:key>/close/", deliberations.close, name="close_deliberation"),
    path("deliberations/<str:key>/entries/<str:entry>/", deliberations.entry, name="open_entry"),
    path("votes/<str:key>/", public.vote, name="public_vote"),
    path("votes/<str:key>/paper/", public.paper, name="paper"),
    path("votes/<str:key>/close/", public.close, name="close_vote"),
]
