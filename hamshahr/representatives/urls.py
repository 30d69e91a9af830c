"""Seats in other networks: the register, meetings there, reports, calls for candidates, statements on joint members."""

from django.urls import path

from .views import calls, joint, meetings, register

app_name = "representatives"
urlpatterns = [
    path("", register.index, name="index"),
    path("seats.<str:ending>", register.export, name="export"),
    path("seats/<slug:key>/", register.seat, name="seat"),
    path("meetings/<slug:key>/", meetings.meeting, name="meeting"),
    path("meetings/<slug:key>/report/<slug:seat>/", meetings.report, name="report"),
    path("calls/<slug:key>/", calls.vacancy, name="vacancy"),
    path("candidates/<slug:key>/withdrawal/", calls.withdraw, name="withdraw"),
    path("statements/<slug:key>.json", joint.statement, name="statement"),
]
