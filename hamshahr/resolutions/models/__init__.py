"""What was decided and what came of it: resolutions, the duties they lay, minutes."""

from .duties import Duty
from .minutes import Correction, Minutes, Paragraph, Wording
from .resolutions import Counter, Resolution

__all__ = ["Correction", "Counter", "Duty", "Minutes", "Paragraph", "Resolution", "Wording"]
