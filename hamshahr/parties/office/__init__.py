"""The registers of parties in the office."""
