"""What every command does first; nothing here loads Django until a command asks for it."""

import importlib
import os
from types import ModuleType

from rich.console import Console

from hamshahr.kernel import speech

console = Console()
errors = Console(stderr=True)


def rooms(module: str) -> ModuleType:
    """A module that needs the whole house, which is set up now; help and typing errors never come here."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hamshahr.settings")
    importlib.import_module("django").setup()
    importlib.import_module("django.utils.translation").activate(speech.language())
    return importlib.import_module(module)
