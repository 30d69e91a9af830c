from .acts import Act, LogHead
from .described import Described
from .people import Invitation, StaffDuty, User
from .receipts import Receipt
from .translations import BindingLanguage, StaleTranslation

__all__ = [
    "Act",
    "BindingLanguage",
    "Described",
    "Invitation",
    "LogHead",
    "Receipt",
    "StaffDuty",
    "StaleTranslation",
    "User",
]
