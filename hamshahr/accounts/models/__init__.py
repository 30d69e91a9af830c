from .acts import Act, LogHead
from .described import Described
from .people import Invitation, StaffDuty, User

__all__ = ["Act", "Described", "Invitation", "LogHead", "StaffDuty", "User"]
