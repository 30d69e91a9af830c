"""Addresses of meetings; those of one meeting begin with its own."""

from django.urls import path

from .views import files, pages

app_name = "meetings"
urlpatterns = [
    path("", pages.index, name="index"),
    path("meetings.<str:ending>", pages.export, name="export"),
    path("calendars/", files.mine, name="calendar"),
    path("calendars/bodies/<slug:slug>.ics", files.of_body, name="calendar_of_body"),
    path("calendars/cities/<slug:slug>.ics", files.of_city, name="calendar_of_city"),
    path("calendars/<str:token>.ics", files.of_person, name="calendar_of_person"),
    path("consultations/<str:key>/", pages.consultation, name="consultation"),
    path("<slug:slug>/", pages.meeting, name="meeting"),
    path("<slug:slug>/agenda/", pages.agenda, name="agenda"),
    path("<slug:slug>/agenda/<int:pk>/moves/", pages.move, name="move"),
    path("<slug:slug>/papers/", pages.papers, name="papers"),
    path("<slug:slug>/papers/all.pdf", files.bundle, name="bundle"),
    path("<slug:slug>/papers/<str:key>/<int:number>/", files.paper, name="paper"),
]
