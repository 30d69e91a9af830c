from django.urls import path

from . import views

app_name = "record"
urlpatterns = [
    path("claims/", views.claims, name="claims"),
    path("claims.<str:ending>", views.claims_export, name="claims_export"),
    path("claims/<slug:key>/", views.claim, name="claim"),
    path("claims/<slug:key>/objection/", views.object_to_claim, name="object_to_claim"),
    path("<uuid:pk>/", views.entry, name="entry"),
    path("<uuid:pk>/objection/", views.objection, name="objection"),
    path("objections/<int:pk>/answer/", views.answer, name="answer"),
]
