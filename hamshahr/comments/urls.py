from django.urls import path

from . import views

app_name = "comments"
urlpatterns = [
    path("<uuid:pk>/withdrawal/", views.withdraw, name="withdraw"),
    path("<slug:kind>/<str:key>/", views.talk, name="talk"),
    path("<slug:kind>/<str:key>/new/", views.write, name="write"),
]
