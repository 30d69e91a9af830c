"""Writing and verifying the log of acts."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from i18nfield.strings import LazyI18nString

from hamshahr.kernel.digits import localise

from .models import Act, LogHead, User

FIRST = "0" * 64
UNLOGGED = {"password", "last_login", "session_epoch", "token_digest", "latest_revision", "live_revision"}
UNLOGGED |= {"has_unpublished_changes", "first_published_at", "last_published_at", "groups", "user_permissions"}
UNLOGGED |= {"kept_state", "kept_from", "kept_to"}  # derived from the steps of a membership, each an act of its own
FOLLOWERS: list[Callable[[Act, models.Model], Any]] = []


def follow(look: Callable[[Act, models.Model], Any]) -> None:
    """Have a room look at each act, in its transaction; called once, when the house is set up."""
    if look not in FOLLOWERS:
        FOLLOWERS.append(look)


@transaction.atomic
def write(
    verb: str,
    thing: models.Model,
    *,
    by: User | None,
    reason: str = "",
    changes: dict[str, list] | None = None,
    facts: dict[str, Any] | None = None,
) -> Act:
    """Append one act to the chain, in the transaction of the act itself."""
    return write_each(verb, [(thing, changes or {})], by=by, reason=reason, facts=facts)[0]


@transaction.atomic
def write_each(
    verb: str,
    changed: list[tuple[models.Model, dict[str, list]]],
    *,
    by: User | None,
    reason: str = "",
    facts: dict[str, Any] | None = None,
) -> list[Act]:
    """Append an act for each thing with its changes, one after the other, holding the head of the chain once."""
    head, _created = LogHead.objects.select_for_update().get_or_create(pk=1)
    acts, beside = [], plain(facts or {})
    for thing, changes in changed:
        act = Act(
            number=head.number + 1,
            at=timezone.now(),
            by=by,
            verb=verb,
            thing_type=ContentType.objects.get_for_model(thing),
            thing_id=str(thing.pk),
            thing_name=str(thing)[:300],
            reason=reason,
            changes=plain(changes),
            facts=beside,
            previous=head.digest,
        )
        head.number, head.digest = act.number, digest_of(act)
        act.digest = head.digest
        acts.append(act)
    Act.objects.bulk_create(acts)
    head.save()
    for act, (thing, _changes) in zip(acts, changed, strict=True):
        for look in FOLLOWERS:
            look(act, thing)
    return acts


def save(thing: models.Model, verb: str, *, by: User | None, reason: str = "") -> Act | None:
    """Store a thing and write what changed of it; where nothing did, nothing is written."""
    with transaction.atomic():
        changes = saved(thing)
        return write(verb, thing, by=by, reason=reason, changes=changes) if changes else None


def saved(thing: models.Model) -> dict[str, list]:
    """Store a thing; each of its fields that differs from its row before, for the act that is written of it."""
    before = stored(thing)
    thing.save()
    return difference(before, fields_of(thing))


def digest_of(act: Act) -> str:
    """SHA-256 over the previous digest and the canonical JSON of the act."""
    type_key = ".".join(act.thing_type.natural_key())
    content = [
        act.number,
        act.at.astimezone(UTC).isoformat(timespec="microseconds"),
        act.by_id,
        act.verb,
        type_key,
        act.thing_id,
        act.thing_name,
        act.reason,
        act.changes,
        act.facts,
    ]
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(f"{act.previous}\n{text}".encode()).hexdigest()


def faults(head: str = "") -> Iterator[str]:
    """What is wrong with the chain, in sentences; nothing when it is whole.

    ``head`` is a digest printed elsewhere (in minutes): it must stand in the chain.
    """
    previous, number, seen_head = FIRST, 0, not head
    for act in Act.objects.select_related("thing_type").order_by("number").iterator(2000):
        if act.number != number + 1:
            gap = _("Act %(missing)s is missing: the chain goes from %(before)s to %(after)s.")
            yield gap % {"missing": localise(number + 1), "before": localise(number), "after": localise(act.number)}
        if act.previous != previous:
            order = _("Act %(number)s does not follow act %(before)s.")
            yield order % {"number": localise(act.number), "before": localise(number)}
        if act.digest != digest_of(act):
            yield _("Act %(number)s was changed after it was written.") % {"number": localise(act.number)}
        previous, number = act.digest, act.number
        seen_head = seen_head or act.digest == head
    last = LogHead.objects.filter(pk=1).first() or LogHead()
    if (last.number, last.digest) != (number, previous):
        short = _("The chain ends at act %(number)s, but %(written)s acts were written.")
        yield short % {"number": localise(number), "written": localise(last.number)}
    if not seen_head:
        yield _("The given head is not in the chain.")


def plain(value: Any) -> Any:
    """The value as JSON keeps it, so that what is hashed is what is read back."""
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False))


def fields_of(thing: models.Model | None, *, without: Iterable[str] = ()) -> dict[str, Any]:
    """Every column of a thing that the log may show, as plain values; of several things their keys."""
    if thing is None:
        return {}
    several = [field for field in thing._meta.many_to_many if isinstance(field, models.ManyToManyField)]
    unlogged = UNLOGGED.union(getattr(thing, "derived_fields", ()), without)
    fields = [field for field in thing._meta.concrete_fields if field.name not in unlogged]
    one = {field.name: readable(field.value_from_object(thing)) for field in fields}
    many = {field.name: readable(list(field.value_from_object(thing))) for field in several}
    return one | {name: keys for name, keys in many.items() if name not in UNLOGGED}


def stored(thing: models.Model) -> dict[str, Any]:
    """The fields of a thing as they stand in the store; none of one that is not there yet."""
    return fields_of(type(thing)._base_manager.filter(pk=thing.pk).first()) if thing.pk else {}


def readable(value: Any) -> Any:
    if isinstance(value, LazyI18nString):
        filled = value.data.items() if isinstance(value.data, dict) else None
        return value.data if filled is None else {language: text for language, text in filled if text}
    if isinstance(value, list) and value and isinstance(value[0], models.Model):
        return sorted(str(thing.pk) for thing in value)
    if value is None or isinstance(value, bool | int | float | dict | list):
        return value
    return value.isoformat() if isinstance(value, datetime) else str(value)


def keeps(model: type[models.Model]) -> bool:
    """Whether rows of this kind have acts of their own; what is derived from others has none."""
    return not getattr(model, "is_derived", False)


def difference(before: dict[str, Any], after: dict[str, Any]) -> dict[str, list]:
    """The fields that differ, each as [before, after]."""
    names = [name for name in after if before.get(name) != after[name]]
    return {name: [before.get(name), after[name]] for name in names}


def parted(changes: dict[str, list], names: Iterable[str]) -> tuple[dict[str, list], dict[str, list]]:
    """The changes without these fields, and those of these fields: for what two acts tell one after the other."""
    apart = {name: pair for name, pair in changes.items() if name in names}
    return {name: pair for name, pair in changes.items() if name not in apart}, apart
