"""Who may vote on a day, computed from memberships and books, frozen and published."""

app_name = "rolls"
urlpatterns: list = []
