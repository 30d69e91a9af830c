"""Addresses of a desk that concern who acts for the city and what a person shows."""

from django.urls import path

from .views import desks

app_name = "liaisons"
urlpatterns = [
    path("consents/", desks.consents, name="consents"),
    path("consents/<slug:field>/giving/", desks.give_consent, name="give_consent"),
    path("consents/<slug:field>/withdrawal/", desks.withdraw_consent, name="withdraw_consent"),
    path("desk/<str:slug>/liaisons/", desks.index, name="index"),
    path("desk/<str:slug>/liaisons/new/", desks.appoint, name="appoint"),
    path("desk/<str:slug>/liaisons/<int:pk>/end/", desks.end, name="end"),
    path("desk/<str:slug>/liaisons/<int:pk>/replacement/", desks.replace, name="replace"),
]
