"""The registers of the office: lists, pages of things, acts as buttons, and the log of each thing."""

from .changes import Change, changes_of
from .described import DescribedRegister
from .registers import Register, address_of, also_act, also_show, register_of
from .sections import Section

__all__ = [
    "Change",
    "DescribedRegister",
    "Register",
    "Section",
    "address_of",
    "also_act",
    "also_show",
    "changes_of",
    "register_of",
]
