"""The pages of a meeting that this room adds: its resolutions and its minutes."""

from django.urls import path

from .views import archives, minutes, writing

app_name = "minutes"
urlpatterns = [
    path("<slug:slug>/resolutions/", minutes.resolutions, name="resolutions"),
    path("<slug:slug>/archive.zip", archives.archive, name="archive"),
    path("<slug:slug>/minutes/", minutes.index, name="index"),
    path("<slug:slug>/minutes/<slug:key>/", minutes.minutes, name="minutes"),
    path("<slug:slug>/minutes/<slug:key>/<str:language>.pdf", minutes.paper, name="paper"),
    path("<slug:slug>/minutes/<slug:key>/<str:language>.txt", minutes.text, name="text"),
    path("<slug:slug>/minutes/<slug:key>/paragraphs/<int:pk>/", writing.paragraph, name="paragraph"),
    path("<slug:slug>/minutes/<slug:key>/paragraphs/<int:pk>/next/", writing.further, name="further"),
    path("<slug:slug>/minutes/<slug:key>/paragraphs/<int:pk>/correction/", writing.correction, name="correction"),
]
