"""Sentences read for what they claim: numbers with their units, ordinals, “since”, and words of standing."""

from .finding import Proposed, find_claims, read_claim

__all__ = ["Proposed", "find_claims", "read_claim"]
