"""What is open, what was entered, and how far it is."""

from django.urls import path

from .views import versions

app_name = "calls"
urlpatterns = [
    path("<slug:slug>/versions/", versions.index, name="versions"),
    path("<slug:slug>/versions/<int:number>/", versions.version, name="version"),
]
