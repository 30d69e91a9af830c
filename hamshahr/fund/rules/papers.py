"""Who brings papers of the due diligence, and until when they are good."""

from datetime import date

from django.utils.translation import gettext as _

from hamshahr.accounts.models import User

from ..models import Project
from .projects import is_contact, may_keep_project


def may_bring_paper(user: User, project: Project, on: date) -> bool:
    """The contact of the city, or who keeps the fund."""
    return is_contact(user, project.party, on) or may_keep_project(user, project)


def obstacle_to_bring_paper(project: Project, *, valid_until: date | None, today: date) -> str | None:
    """Why a paper cannot be brought, or None."""
    if project.next_state is None:
        return _("This project has ended.")
    if valid_until is not None and valid_until < today:
        return _("This paper has expired already; bring one that is valid.")
    return None
