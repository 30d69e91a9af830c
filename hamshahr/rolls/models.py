"""Who may vote on a day, computed from memberships and books, frozen and published."""
