"""Addresses of a meeting that concern what it decides."""

from django.urls import path

from .views import quorum

app_name = "decisions"
urlpatterns: list = [
    path("<str:slug>/rehearsal/", quorum.rehearsal, name="rehearsal"),
    path("<str:slug>/quorum/<int:number>/", quorum.quorum, name="quorum"),
]
