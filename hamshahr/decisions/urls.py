"""Addresses of a desk that concern the voice of the city in gatherings."""

from django.urls import path

from . import views

app_name = "proxies"
urlpatterns = [
    path("<str:slug>/proxies/", views.index, name="index"),
    path("<str:slug>/proxies/<slug:gathering>/new/", views.lend, name="lend"),
    path("<str:slug>/proxies/<int:pk>/withdrawal/", views.withdraw, name="withdraw"),
]
