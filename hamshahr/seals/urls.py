"""Signed statements with a serial, a code to check them by, and their revocation."""

from django.urls import path

from . import views

app_name = "seals"
urlpatterns = [
    path("", views.index, name="index"),
    path("keys.json", views.keys, name="keys"),
    path("revoked/", views.revoked, name="revoked"),
    path("revoked.json", views.revoked_json, name="revoked_json"),
    path("revoked.pdf", views.revoked_pdf, name="revoked_pdf"),
    path("verify_seal.py", views.script, name="script"),
    path("<str:serial>/", views.seal, name="seal"),
]
