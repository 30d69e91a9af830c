"""Finding stories by their words, in any spelling: docs/decisions/0044-search-of-stories.md."""

from .asking import MOST_COUNTED, Found, Survey, sought_in, survey
from .marking import excerpt, highlighted
from .queries import Sought

__all__ = ["MOST_COUNTED", "Found", "Sought", "Survey", "excerpt", "highlighted", "sought_in", "survey"]
