"""The registers of awards in the office."""
