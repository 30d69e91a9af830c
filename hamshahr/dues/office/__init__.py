"""Dues in the office: the books, the rules and figures they rest on, and who is late."""
