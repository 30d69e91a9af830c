"""Templates read once for each language: a sentence is translated when its page is read, not each time it is shown."""

from .addresses import url
from .languages import spoken
from .loading import Files, Loader
from .sentences import blocktranslate, translate

__all__ = ["Files", "Loader", "blocktranslate", "spoken", "translate", "url"]
