"""The casting and counting of votes: by name, in secret, or on paper."""

from django.urls import path

from . import views

app_name = "ballots"
urlpatterns = [
    path("<slug:key>/", views.ballot, name="ballot"),
    path("<slug:key>/state/", views.state, name="state"),
    path("<slug:key>/box/", views.box, name="box"),
    path("<slug:key>/box.json", views.box_file, name="box_file"),
    path("<slug:key>/receipt/", views.receipt, name="receipt"),
    path("<slug:key>/papers/", views.papers, name="papers"),
]
