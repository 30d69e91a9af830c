from django.urls import path

from .service import api

urlpatterns = [path("v1/", api.urls)]
