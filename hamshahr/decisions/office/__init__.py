"""What this room shows in the office, by what it is about."""
