from django.urls import path

app_name = "record"
urlpatterns = []
