"""Addresses under ``people/``."""

from django.urls import path

from .views import people

app_name = "people"
urlpatterns = [path("<str:slug>/", people.person, name="person")]
