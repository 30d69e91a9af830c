from django.urls import path

from .views import bodies, decisions, members, statutes

app_name = "bodies"
urlpatterns = [
    path("", bodies.index, name="index"),
    path("bodies.<str:ending>", bodies.export, name="export"),
    path("decisions/<int:pk>/", decisions.decision, name="decision"),
    path("<slug:slug>/", bodies.body, name="body"),
    path("<slug:slug>/members/", members.members, name="members"),
    path("<slug:slug>/members.<str:ending>", members.export, name="members_export"),
    path("<slug:slug>/statutes/<str:day>/", statutes.statute, name="statute"),
]
