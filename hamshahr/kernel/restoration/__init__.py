"""Restoration of damaged Persian text: lost lams, glued words, half-spaces, letters and digits."""

from hamshahr.kernel.restoration.edits import Change, undo
from hamshahr.kernel.restoration.reader import Doubt
from hamshahr.kernel.restoration.restorer import Restoration, restore, restore_lines

__all__ = ["Change", "Doubt", "Restoration", "restore", "restore_lines", "undo"]
