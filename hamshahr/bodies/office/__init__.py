"""The registers of bodies in the office; who keeps one body keeps only its rows here."""
