"""Rights in the office that follow from seats: they begin and end with the mandate."""

from django.contrib.auth.backends import BaseBackend
from django.db import models

from .keepers import kept_bodies
from .models import Body, Decision, Hosting, Mandate, Membership, Office, Rule, Statute
from .rules import may_keep_body

ACTS = ("view", "change")


class MandateBackend(BaseBackend):
    """Whoever holds an office that keeps a register works in the office: on the rows of the bodies kept, no others.

    A right asked without a row only opens the register; each list and each form then asks about its rows.
    """

    def has_perm(self, user_obj, perm, obj=None):
        if not kept_bodies(user_obj):
            return False
        if perm == "wagtailadmin.access_admin":
            return True
        return perm in GRANTED and (obj is None or keeps(user_obj, obj))

    def has_module_perms(self, user_obj, app_label):
        return app_label in {"bodies", "wagtailadmin"} and bool(kept_bodies(user_obj))


KEPT = (Body, Decision, Hosting, Mandate, Membership, Office, Rule, Statute)
GRANTED = {f"bodies.{act}_{model._meta.model_name}" for model in KEPT for act in ACTS}


def keeps(user, thing: models.Model) -> bool:
    """Whether the thing belongs to a body whose register the user keeps."""
    body = body_of(thing)
    return body is not None and may_keep_body(user, body)


def body_of(thing: models.Model) -> Body | None:
    """The body a row of this room belongs to."""
    if isinstance(thing, Body):
        return thing
    for path in ("body", "office", "statute", "mandate", "membership"):
        if hasattr(thing, path):
            return body_of(getattr(thing, path))
    return None
