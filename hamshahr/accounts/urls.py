"""Addresses of the accounts: they carry no language, for links in mails outlive the reader's choice."""

from django.urls import include, path

from .views import invitations, profile, staff

ours = [
    path("profile/", profile.profile, name="profile"),
    path("invitations/", invitations.invitations, name="invitations"),
    path("invitations/<int:pk>/withdrawal/", invitations.withdraw, name="withdraw_invitation"),
    path("invitation/<str:token>/", invitations.accept, name="accept_invitation"),
    path("staff/", staff.staff, name="staff"),
    path("staff/<int:pk>/end/", staff.end, name="end_staff_duty"),
]

urlpatterns = [path("", include((ours, "accounts"))), path("", include("allauth.urls"))]
