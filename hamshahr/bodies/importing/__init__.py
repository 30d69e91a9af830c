"""Tables of bodies, decisions, memberships, offices, local offices and mandates, entering at the services."""

from . import bodies, mandates, memberships, offices
from .bodies import body

__all__ = ["bodies", "body", "mandates", "memberships", "offices"]
