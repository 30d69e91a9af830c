"""Two rows for one party made one: everything the duplicate had goes over, the row itself stays as a pointer."""

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.kernel.errors import Refused

from .. import rules
from ..models import Party, PartyName


@transaction.atomic
def merge_parties(*, party: Party, into: Party, by: User, reason: str) -> Party:
    """Move all rows that name ``party`` to ``into``; refuse where both hold the same thing."""
    rows = Party.objects.select_for_update(of=["self"]).in_bulk(sorted([party.pk, into.pk]))
    party, into = rows[party.pk], rows[into.pk]
    if obstacle := rules.obstacle_to_merge(party, into):
        raise Refused(obstacle)
    for relation in relations():
        move(relation, party, into, by=by, reason=reason)
    party.merged_into, party.live = into, False
    log.save(party, "party.merged", by=by, reason=reason)
    return into


def relations() -> list[models.ForeignObjectRel]:
    """Every foreign key to a party, in whatever room it stands, but for the derived names."""
    every = (field for field in Party._meta.related_objects if field.one_to_many)
    return [field for field in every if field.related_model not in {PartyName} and field.name != "merged"]


def move(relation: models.ForeignObjectRel, party: Party, into: Party, *, by: User, reason: str) -> None:
    """Give every row of one kind over; each is an act of its own, but for what the log itself implies."""
    name = relation.field.name
    rows = list(relation.related_model._base_manager.filter(**{name: party}))
    try:
        with transaction.atomic():
            relation.related_model._base_manager.filter(**{name: party}).update(**{name: into})
    except IntegrityError as conflict:
        what = relation.related_model._meta.verbose_name_plural
        raise Refused(_("Both parties have the same %(what)s; end one of them first.") % {"what": what}) from conflict
    for row in rows if log.keeps(relation.related_model) else ():
        setattr(row, name, into)
        log.write("party.replaced", row, by=by, reason=reason, changes={name: [party.pk, into.pk]})
