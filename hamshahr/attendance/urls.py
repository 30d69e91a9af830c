"""Who is sent to a meeting, who is there at any minute, who speaks and how long."""

app_name = "attendance"
urlpatterns: list = []
