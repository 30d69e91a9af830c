"""The tree of bodies, its rules and its members."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from hamshahr.accounts.models import User

from ..keepers import kept_bodies
from ..models import Body, Membership, Rule
from ..statute_book import StatuteBook


@dataclass
class Branch:
    """A body and what is part of it."""

    body: Body
    children: list["Branch"] = field(default_factory=list)


def tree(user: User | Any) -> list[Branch]:
    """All bodies a user may see, nested, in one query; a body whose parent is hidden stands at the root."""
    branches = {body.pk: Branch(body) for body in Body.objects.visible_to(user)}
    below: dict[int | None, list[Branch]] = defaultdict(list)
    for branch in branches.values():
        below[branch.body.parent_id if branch.body.parent_id in branches else None].append(branch)
    for pk, branch in branches.items():
        branch.children = below[pk]
    return below[None]


def kept(user: User) -> QuerySet[Body]:
    """The bodies whose register a user keeps today."""
    if user.is_authenticated and user.is_secretariat:
        return Body.objects.all()
    return Body.objects.filter(pk__in=kept_bodies(user))


def rule_in_force(body: Body, topic: str, day: date) -> Rule | None:
    """The rule on a topic that holds in a body that day: its own, or that of the nearest body above it."""
    return StatuteBook(day).rule(body.pk, topic)


def members_of(body: Body, user: User | Any, on: date | None = None) -> QuerySet[Membership]:
    """The members of a body on a day, today where none is given; each with its ``state``."""
    members = Membership.objects.visible_to(user).filter(body=body).members(on).with_state(on)
    return members.select_related("party__country").order_by("party__slug")
