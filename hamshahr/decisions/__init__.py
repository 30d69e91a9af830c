"""What an association decides: who may vote and what is adopted (``verdicts``), who is elected (``counting``)."""
