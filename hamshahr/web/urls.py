from django.urls import include, path

from .views import home, search

app_name = "web"
urlpatterns = [
    path("", home.home, name="home"),
    path("search/", search.search, name="search"),
    path("desk/", include("hamshahr.web.urls_desk")),
]
