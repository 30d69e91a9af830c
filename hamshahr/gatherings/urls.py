from django.urls import path

from . import views

app_name = "gatherings"
urlpatterns = [
    path("", views.index, name="index"),
    path("gatherings.<str:ending>", views.export, name="export"),
    path("<slug:slug>/", views.gathering, name="gathering"),
]
