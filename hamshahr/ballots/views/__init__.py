from .boxes import box, box_file, receipt, state
from .casting import ballot
from .papers import papers

__all__ = ["ballot", "box", "box_file", "papers", "receipt", "state"]
