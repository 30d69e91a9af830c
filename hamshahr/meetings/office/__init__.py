"""The registers of meetings in the office, with the acts of the secretary."""
