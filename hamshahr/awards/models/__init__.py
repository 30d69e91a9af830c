from .honours import Honour
from .outcomes import Level, Outcome, Release

__all__ = ["Honour", "Level", "Outcome", "Release"]
