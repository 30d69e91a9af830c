"""The registers of gatherings in the office."""
