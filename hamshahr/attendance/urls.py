"""Addresses within a meeting: whom the cities send, who is there, who speaks."""

from django.urls import path

from .views import delegations, door, papers, presences, speaking

app_name = "attendance"
urlpatterns = [
    path("badge/<slug:code>/", door.badge, name="badge"),
    path("<str:slug>/delegations/", delegations.index, name="delegations"),
    path("<str:slug>/delegations.<str:ending>", delegations.export, name="delegations_export"),
    path("<str:slug>/delegations/badges.pdf", papers.badges, name="badges"),
    path("<str:slug>/delegations/<str:city>/", delegations.delegation, name="delegation"),
    path("<str:slug>/delegations/<str:city>/note/", delegations.note, name="note"),
    path("<str:slug>/delegations/<str:city>/<int:number>/", delegations.change, name="delegate"),
    path("<str:slug>/delegations/<str:city>/<int:number>/withdrawal/", delegations.withdraw, name="withdraw"),
    path("<str:slug>/attendance/", presences.index, name="attendance"),
    path("<str:slug>/attendance/list/", presences.live, name="attendance_live"),
    path("<str:slug>/attendance/mine/", presences.mine, name="mine"),
    path("<str:slug>/attendance.<str:ending>", presences.export, name="attendance_export"),
    path("<str:slug>/door/", door.door, name="door"),
    path("<str:slug>/speakers/", speaking.index, name="speakers"),
    path("<str:slug>/speakers/list/", speaking.live, name="speakers_live"),
    path("<str:slug>/speakers/wish/", speaking.wish, name="wish"),
    path("<str:slug>/speakers/chair/", speaking.chair, name="chair"),
    path("<str:slug>/speakers/chair/list/", speaking.chair_live, name="chair_live"),
    path("<str:slug>/speakers/limits/", speaking.limits, name="speaking_limits"),
]
