"""Where an entry of a call leads in this room: to the project that came from it."""

from hamshahr.accounts.models import User
from hamshahr.calls.models import Submission
from hamshahr.kernel.languages import say

from .models import Project


def lead_to_project(submission: Submission, user: User) -> tuple[str, str] | None:
    """The project in the pipeline, where the reader may see it."""
    project = Project.objects.visible_to(user).filter(submission=submission).first()
    return None if project is None else (project.get_absolute_url(), say(project.names))
