from .entries import enter, rebuild
from .objections import answer_objection, raise_objection

__all__ = ["answer_objection", "enter", "raise_objection", "rebuild"]
