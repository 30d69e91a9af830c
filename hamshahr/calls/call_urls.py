"""What is open, what was entered, and how far it is."""

app_name = "calls"
urlpatterns = []
