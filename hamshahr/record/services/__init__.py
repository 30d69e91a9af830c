from .claims import (
    accept_claim,
    correct_claim,
    decline_claim,
    propose_claim,
    propose_claims,
    publish_claim,
    withdraw_claim,
)
from .entries import enter, rebuild
from .objections import answer_objection, object_to_claim, raise_objection
from .turning import reconsider, reconsider_all, when_claims_turn

__all__ = [
    "accept_claim",
    "answer_objection",
    "correct_claim",
    "decline_claim",
    "enter",
    "object_to_claim",
    "propose_claim",
    "propose_claims",
    "publish_claim",
    "raise_objection",
    "rebuild",
    "reconsider",
    "reconsider_all",
    "when_claims_turn",
    "withdraw_claim",
]
