"""Who is sent to a meeting, who is there at any minute, who speaks and how long."""

from .delegations import Delegate, Delegation
from .presences import Presence
from .speaking import Speaking, SpeakingLimits

__all__ = ["Delegate", "Delegation", "Presence", "Speaking", "SpeakingLimits"]
