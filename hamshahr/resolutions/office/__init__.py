"""Resolutions, duties and minutes in the office."""
