"""Addresses under ``cities/`` that show the record of one party."""

from django.urls import path

from .views import dossier

app_name = "dossier"
urlpatterns = [
    path("<str:slug>/", dossier.city, name="city"),
    path("<str:slug>/record/", dossier.entries, name="entries"),
    path("<str:slug>/record.<str:ending>", dossier.export, name="export"),
]
