"""Whose instructions and reports a user may read: keepers all, members their own, the public the open ones."""

from django.db.models import Q
from django.utils import timezone

from hamshahr.bodies.keepers import kept_bodies
from hamshahr.bodies.models import Membership


def own_parties(user, *duties):
    """The parties somebody acts for today, with any duty or with one of these."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return []
    rows = user.liaisons.on(timezone.localdate())
    return list((rows.filter(duty__in=duties) if duties else rows).values_list("party", flat=True))


def read_bodies(user):
    """The bodies of which a party that somebody acts for is a member today."""
    parties = own_parties(user)
    if not parties:
        return Membership.objects.none().values("body")
    return Membership.objects.members(timezone.localdate()).filter(party__in=parties).values("body")


def inside_quota(user, path=""):
    """The quotas that somebody keeps, or reads as a member, as a condition."""
    if not getattr(user, "is_authenticated", False):
        return Q(pk__in=[])
    return Q((f"{path}sender__in", kept_bodies(user))) | Q((f"{path}readers__in", read_bodies(user)))


def readable_quota(user, path=""):
    """The quotas whose reports somebody reads: from inside, or because they are public."""
    return Q((f"{path}is_open", True)) | inside_quota(user, path)
