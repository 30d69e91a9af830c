"""What was decided and what came of it: resolutions, the duties they lay, minutes."""

app_name = "resolutions"
urlpatterns: list = []
