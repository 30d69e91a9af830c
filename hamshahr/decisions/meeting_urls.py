"""Addresses of a meeting that concern what it decides."""

app_name = "decisions"
urlpatterns: list = []
