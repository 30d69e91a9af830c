"""Addresses under ``juries/``."""

from django.urls import include, path

from .views import assigning, panels, people, reviews

app_name = "juries"
urlpatterns = [
    path("", include("hamshahr.juries.urls_of_results")),
    path("", people.index, name="index"),
    path("recusals/<str:slug>/", panels.recusals, name="recusals"),
    path("panels/<str:key>/", panels.panel, name="panel"),
    path("panels/<str:key>/assignment/", assigning.assignment, name="assignment"),
    path("panels/<str:key>/assignment/files/", assigning.files, name="assignment_files"),
    path("panels/<str:key>/assignment/<str:submission>/", assigning.of_entry, name="assignment_of_entry"),
    path("panels/<str:key>/pin/", panels.pin, name="pin"),
    path("panels/<str:key>/entries/<str:submission>/", panels.entry, name="entry"),
    path("panels/<str:key>/entries/<str:submission>/reader/", panels.reassign, name="reassign"),
    path("reviews/<str:key>/", reviews.review, name="review"),
    path("reviews/<str:key>/saved/", reviews.saved, name="saved"),
    path("reviews/<str:key>/files/<slug:file>/<int:number>.webp", reviews.picture, name="picture"),
    path("reviews/<str:key>/reopening/", reviews.reopen, name="reopen"),
    path("reviews/<str:key>/recusal/", reviews.aside, name="aside"),
    path("<str:key>/", people.seat, name="seat"),
    path("<str:key>/invitation/", people.invitation, name="invitation"),
    path("<str:key>/conflicts/", people.conflicts, name="conflicts"),
    path("<str:key>/employments/", people.employments, name="employments"),
]
