"""Addresses of a desk that concern the voice of the city in gatherings."""

from django.urls import path

from .views import proxies

app_name = "proxies"
urlpatterns = [
    path("<str:slug>/proxies/", proxies.index, name="index"),
    path("<str:slug>/proxies/<slug:gathering>/new/", proxies.lend, name="lend"),
    path("<str:slug>/proxies/<int:pk>/withdrawal/", proxies.withdraw, name="withdraw"),
    path("<str:slug>/proxies/<int:pk>/letter/<int:number>.webp", proxies.paper, name="paper"),
]
