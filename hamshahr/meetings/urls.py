"""The statutory side of a gathering: sessions, agenda, convocation, papers, interpretation."""

app_name = "meetings"
urlpatterns: list = []
