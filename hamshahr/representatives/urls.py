"""Our seats in another network: who is nominated, what they are told to say, what they report."""

app_name = "representatives"
urlpatterns: list = []
