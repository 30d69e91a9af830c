"""A backup is one tar file that either is whole or is refused: rows as JSON lines, files, and a manifest of digests."""

from .reading import restore
from .writing import backup

__all__ = ["backup", "restore"]
