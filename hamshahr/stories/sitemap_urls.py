from django.urls import path

from .views import sitemaps

app_name = "sitemaps"
urlpatterns = [
    path("sitemap.xml", sitemaps.index, name="index"),
    path("sitemaps/<str:language>/news.xml", sitemaps.news, name="news"),
    path("sitemaps/<str:language>/<str:section>-<int:after>.xml", sitemaps.section, name="section"),
]
