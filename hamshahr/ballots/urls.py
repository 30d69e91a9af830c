"""The casting and counting of votes: by name, in secret, or on paper."""

app_name = "ballots"
urlpatterns: list = []
