"""Honours with their plaques, and what became of the entries of a call."""

from django.urls import path

from .views import honours, results

app_name = "awards"
urlpatterns = [
    path("", honours.index, name="index"),
    path("honours.<str:ending>", honours.export, name="export"),
    path("plaques/<slug:key>/", honours.honour, name="honour"),
    path("plaques/<slug:key>.pdf", honours.pdf, name="plaque"),
    path("entries/<slug:key>/", results.entry, name="entry"),
    path("<slug:slug>/", results.result, name="result"),
]
