"""Reading the store back out of the log of acts: what every act says must add up to what stands there."""

from collections import defaultdict
from itertools import pairwise

from django.apps import apps

from hamshahr.accounts import log
from hamshahr.accounts.models import Act, LogHead, Receipt

# The log itself has no acts, nor has an answer kept for who asks again; the rooms not named here are left out.
OWN = {Act, LogHead, Receipt}

ROOMS = {
    "accounts",
    "attendance",
    "ballots",
    "awards",
    "bodies",
    "calls",
    "comments",
    "decisions",
    "dues",
    "fund",
    "gatherings",
    "juries",
    "meetings",
    "parties",
    "record",
    "representatives",
    "resolutions",
    "rolls",
    "seals",
}


def logged_models():
    ours = (model for model in apps.get_models() if model._meta.app_label in ROOMS)
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
            for (_act, _before, after), (act, before, _after) in pairwise(pairs):
                if after != before:
                    yield f"{act}: {model.__name__} {pk} {name} was {after}, not {before}"


def rows():
    """The key of every row that is to have its acts."""
    return {(model, str(pk)) for model in logged_models() for pk in model._base_manager.values_list("pk", flat=True)}


def untold(older=frozenset()):
    """Fields whose value in the store is not the last that the log gives; of rows older than the log, the told ones."""
    acts = told()
    for model in logged_models():
        for thing in model._base_manager.all():
            key = (model, str(thing.pk))
            fields = acts.get(key, {})
            for name, value in log.plain(log.fields_of(thing)).items():
                said = fields[name][-1][2] if name in fields else None
                if said != value and (name in fields or key not in older):
                    yield f"{model.__name__} {thing.pk} {name} is {value!r}, the log says {said!r}"


def silent():
    """Acts that tell no field, but for those that put right in the record what the act before has just told."""
    for act in Act.objects.filter(changes={}).order_by("number"):
        supersedes = any(entry["supersedes"] for entry in act.facts.get("entries", []))
        before = Act.objects.filter(number=act.number - 1, thing_type=act.thing_type, thing_id=act.thing_id)
        if not (supersedes and before.exclude(changes={}).exists()):
            yield str(act)
