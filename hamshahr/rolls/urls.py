"""Who may vote on a day, computed from memberships and books, frozen and published."""

from django.urls import path

from . import views

app_name = "rolls"
urlpatterns = [
    path("<slug:slug>/roll/", views.roll, name="roll"),
    path("<slug:slug>/roll/versions/new/", views.compute, name="compute"),
    path("<slug:slug>/roll/<int:version>/", views.roll, name="version"),
    path("<slug:slug>/roll/<int:version>/freezing/", views.freeze, name="freeze"),
    path("<slug:slug>/roll.pdf", views.paper, name="paper"),
    path("<slug:slug>/roll.<str:ending>", views.export, name="export"),
]
