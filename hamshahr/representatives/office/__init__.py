"""The registers of this room in the office."""
