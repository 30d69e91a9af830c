"""The register of resolutions and their duties."""

from django.urls import path

from .views import duties, register

app_name = "resolutions"
urlpatterns = [
    path("", register.index, name="index"),
    path("resolutions.<str:ending>", register.export, name="export"),
    path("duties/<slug:key>/", duties.duty, name="duty"),
    path("<slug:key>.json", register.text, name="text"),
    path("<slug:key>/", register.resolution, name="resolution"),
]
