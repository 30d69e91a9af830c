from django.urls import path

from . import views

app_name = "practices"
urlpatterns = [
    path("", views.index, name="index"),
    path("practices.<str:ending>", views.export, name="export"),
    path("<slug:slug>/", views.practice, name="practice"),
]
