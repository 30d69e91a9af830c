from django.urls import path

from .views import editions as views

app_name = "editions"
urlpatterns = [
    path("", views.index, name="index"),
    path("distinctions.<str:ending>", views.export, name="export"),
    path("<slug:slug>/", views.edition, name="edition"),
]
