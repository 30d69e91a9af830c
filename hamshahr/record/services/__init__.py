from .claims import publish_claim
from .entries import enter, rebuild
from .objections import answer_objection, raise_objection

__all__ = ["answer_objection", "enter", "publish_claim", "raise_objection", "rebuild"]
