"""Signed statements with a serial, a code to check them by, and their revocation."""
