from .acts import Act, LogHead
from .described import Described
from .people import Invitation, StaffDuty, User
from .translations import BindingLanguage, StaleTranslation

__all__ = ["Act", "BindingLanguage", "Described", "Invitation", "LogHead", "StaffDuty", "StaleTranslation", "User"]
