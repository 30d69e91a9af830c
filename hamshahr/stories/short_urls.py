from django.urls import path

from .views import pages

app_name = "short"
urlpatterns = [path("<str:code>", pages.short, name="page")]
