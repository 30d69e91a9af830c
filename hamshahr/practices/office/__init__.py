"""The registers of practices in the office."""
