"""Addresses under ``cities/``: pages composed from all rooms; the room of the parties adds its own acts."""

from django.urls import include, path

from .views import directory

app_name = "parties"
urlpatterns = [
    path("", directory.directory, name="directory"),
    path("cities.<str:ending>", directory.export, name="export"),
    path("", include("hamshahr.parties.urls")),
]
