from django.urls import path

from . import views

app_name = "record"
urlpatterns = [
    path("<uuid:pk>/", views.entry, name="entry"),
    path("<uuid:pk>/objection/", views.objection, name="objection"),
    path("objections/<int:pk>/answer/", views.answer, name="answer"),
]
