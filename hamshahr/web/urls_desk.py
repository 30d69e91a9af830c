"""Addresses under ``desk/``."""

from django.urls import path

from .views import desk

urlpatterns = [
    path("", desk.desks, name="desk"),
    path("<str:slug>/", desk.desk, name="desk_of"),
    path("<str:slug>/handover/", desk.hand_over, name="hand_over"),
    path("<str:slug>/handovers/<int:pk>/", desk.handover, name="handover"),
]
