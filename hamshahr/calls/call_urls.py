"""What is open, what was entered, and how far it is."""

from django.urls import path

from .views import calls, entries, files, handing_in, inviting, joining, screening, steps, versions

app_name = "calls"
urlpatterns = [
    path("", calls.index, name="index"),
    path("calls.<str:ending>", calls.export, name="export"),
    path("cities/<str:slug>/", entries.city, name="city"),
    path("cities/<str:slug>/entries.<str:ending>", entries.city_export, name="city_export"),
    path("authors/<str:token>/", inviting.author_invitation, name="author_invitation"),
    path("partners/<slug:key>/", joining.partner, name="partner"),
    path("files/<slug:file>/<int:number>.webp", files.picture, name="picture"),
    path("entries/<slug:key>/", entries.entry, name="entry"),
    path("entries/<slug:key>/title/", entries.head, name="head"),
    path("entries/<slug:key>/steps/<int:number>/", steps.step, name="step"),
    path("entries/<slug:key>/answers/<slug:slug>/", steps.answer, name="answer"),
    path("entries/<slug:key>/answers/<slug:slug>/texts/", steps.texts, name="texts"),
    path("entries/<slug:key>/answers/<slug:slug>/files/new/", files.bring, name="bring"),
    path("entries/<slug:key>/files/<slug:file>/removal/", files.remove, name="remove"),
    path("entries/<slug:key>/partners/", joining.partners, name="partners"),
    path("entries/<slug:key>/partners/<slug:partner>/release/", joining.release, name="release"),
    path("entries/<slug:key>/authors/", joining.authors, name="authors"),
    path("entries/<slug:key>/authors/new/", inviting.invite, name="invite_author"),
    path("entries/<slug:key>/authors/<slug:invitation>/withdrawal/", inviting.withdraw, name="withdraw_invitation"),
    path("entries/<slug:key>/guidance/", handing_in.guidance, name="guidance"),
    path("entries/<slug:key>/consents/", handing_in.consents, name="consents"),
    path("entries/<slug:key>/review/", handing_in.review, name="review"),
    path("entries/<slug:key>/receipt/", handing_in.receipt, name="receipt"),
    path("entries/<slug:key>/endorsement/", handing_in.endorsement, name="endorsement"),
    path("entries/<slug:key>/screening/", screening.screening, name="screening"),
    path("entries/<slug:key>/withdrawal/", handing_in.withdrawal, name="withdrawal"),
    path("<slug:slug>/", calls.call, name="call"),
    path("<slug:slug>/begin/", entries.begin, name="begin"),
    path("<slug:slug>/versions/", versions.index, name="versions"),
    path("<slug:slug>/versions/<int:number>/", versions.version, name="version"),
]
