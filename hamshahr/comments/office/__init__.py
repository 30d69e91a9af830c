"""The queue of comments in the office."""
