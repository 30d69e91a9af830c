"""The record in the office: entries to read, claims to publish, objections to answer, tables to bring in."""
