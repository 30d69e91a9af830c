from .claims import claim, claims, claims_export, object_to_claim
from .entries import answer, entry, objection

__all__ = ["answer", "claim", "claims", "claims_export", "entry", "object_to_claim", "objection"]
