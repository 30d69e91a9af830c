"""Reading the store back out of the log of acts: what every act says must add up to what stands there."""

from collections import defaultdict

from django.apps import apps

from hamshahr.accounts import log
from hamshahr.accounts.models import Act, LogHead
from hamshahr.letters.models import Letter
from hamshahr.web.models import Findable

# The log itself, the outbox, and what is derived from other rows.
OWN = {Act, LogHead, Letter, Findable}


def logged_models():
    ours = (model for model in apps.get_models() if model.__module__.startswith("hamshahr."))
    return [model for model in ours if model not in OWN and log.keeps(model)]


def told():
    """Each thing with what its acts say of each field, one after the other."""
    things = defaultdict(lambda: defaultdict(list))
    for act in Act.objects.select_related("thing_type").order_by("number"):
        fields = things[act.thing_type.model_class(), act.thing_id]
        for name, pair in act.changes.items():
            fields[name].append((act, *pair))
    return things


def breaks():
    """Where an act's “before” is not what the act before it left."""
    for (model, pk), fields in told().items():
        for name, pairs in fields.items():
            for (_act, _before, after), (act, before, _after) in zip(pairs, pairs[1:], strict=False):
                if after != before:
                    yield f"{act}: {model.__name__} {pk} {name} was {after}, not {before}"


def untold(since=0, *, models=None):
    """Fields whose value in the store is not the last that the log gives; rows the log did not enter know only theirs.

    ``since`` is the number of the act after which every row was entered by a service.
    """
    acts = told()
    for model in models or logged_models():
        for thing in model._base_manager.all():
            fields = acts.get((model, str(thing.pk)), {})
            entered = [pairs[0][0].number for name, pairs in fields.items() if name == model._meta.pk.name]
            stands = log.plain(log.fields_of(thing))
            for name, value in stands.items():
                known = name in fields or (entered and entered[0] > since) or since == 0
                said = fields[name][-1][2] if name in fields else None
                if known and said != value:
                    yield f"{model.__name__} {thing.pk} {name} is {value!r}, the log says {said!r}"


def silent():
    """Acts that tell no field, but for those that put right in the record what the act before has just told."""
    for act in Act.objects.filter(changes={}).order_by("number"):
        supersedes = any(entry["supersedes"] for entry in act.facts.get("entries", []))
        before = Act.objects.filter(number=act.number - 1, thing_type=act.thing_type, thing_id=act.thing_id)
        if not (supersedes and before.exclude(changes={}).exists()):
            yield str(act)
