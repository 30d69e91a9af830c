from django.urls import path

from .views import feeds, lists, newsletters, pages, search, sharing

app_name = "stories"
urlpatterns = [
    path("news/", lists.index, name="index"),
    path("news/category/<slug:slug>/", lists.category, name="category"),
    path("news/of/<slug:slug>/", lists.about, name="about"),
    path("news/feed.<str:ending>", feeds.latest, name="feed"),
    path("news/category/<slug:slug>/feed.<str:ending>", feeds.category, name="category_feed"),
    path("news/of/<slug:slug>/feed.<str:ending>", feeds.about, name="about_feed"),
    path("news/search/", search.search, name="search"),
    path("news/archive/", lists.archive, name="archive"),
    path("news/archive/<int:year>/", lists.year, name="year"),
    path("news/archive/<int:year>/<int:month>/", lists.month, name="month"),
    path("news/newsletter/", newsletters.ask, name="newsletter"),
    path("news/newsletter/asked/", newsletters.asked, name="newsletter_asked"),
    path("news/newsletter/confirm/<str:token>/", newsletters.confirm, name="newsletter_confirm"),
    path("news/newsletter/leave/<str:token>/", newsletters.leave, name="newsletter_leave"),
    path("news/newsletter/leave/<str:token>/forget/", newsletters.forget, name="newsletter_forget"),
    path("news/<str:slug>/", pages.story, name="story"),
    path("news/<str:slug>/text/", pages.text, name="text"),
    path("news/<str:slug>/origin/", pages.origin, name="origin"),
    path("news/<str:slug>/before/<int:correction>/", pages.before, name="before"),
    path("news/<str:slug>/share/", sharing.share, name="share"),
    path("news/<str:slug>/card.png", sharing.card, name="card"),
    path("pages/<str:slug>/", pages.plain, name="plain"),
]
