"""What stands in the way of laying out a call by the template of its kind."""

from django.utils.translation import gettext as _

from ..models import Call
from .designing import obstacle_to_design


def obstacle_to_lay_out(call: Call) -> str | None:
    """Why the template cannot be laid over this call, or None."""
    if obstacle := obstacle_to_design(call):
        return obstacle
    if call.stages.exists() or call.questions.exists():
        return _("This call has stages or questions already; the template is for an empty draft.")
    return None
