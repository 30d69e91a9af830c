"""The typed queries that can prove a claim; each room registers its own from ``apps.py``."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.db.models import Model
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from hamshahr.kernel.errors import Refused

from ..models import Claim
from .findings import Asked, Finding, Missing, asked_of
from .parameters import Parameters

Find = Callable[[Asked, dict[str, Any]], Finding]
NO_QUERY = gettext_noop("The record holds nothing of this kind yet, so that no query over it could prove the sentence.")
BROKEN = gettext_noop("The query speaks of something that is no longer in the register.")


def always(_parameters: dict[str, Any], _thing: Any) -> bool:
    return True


def nowhere(_parameters: dict[str, Any]) -> str:
    return ""


@dataclass(frozen=True)
class Builder:
    """A question the record can answer, its parameters, and what turns the answer.

    ``kinds`` are those of the entries it reads, ``models`` the other rows; ``touches(parameters, thing)`` narrows to
    the claims that a changed row concerns, ``reads(parameters, kind)`` to those that an entry does. With
    ``needs_party`` it asks about the party of the claim; where it ``compares``, entries of other parties turn it too.
    ``system`` names the part of a dossier it asks about.
    """

    name: str
    label: str | Promise
    explanation: str | Promise
    find: Find
    form: type[Parameters] = Parameters
    kinds: frozenset[str] = frozenset()
    models: tuple[type[Model], ...] = ()
    touches: Callable[[dict[str, Any], Any], bool] = always
    reads: Callable[[dict[str, Any], str], bool] = always
    system: Callable[[dict[str, Any]], str] = nowhere
    needs_party: bool = True
    compares: bool = False

    def worded(self, parameters: dict[str, Any]) -> list[tuple[str, str]]:
        """The parameters as label and value, in words where their field has any."""
        known = self.form().fields
        return [
            (str(known[name].label), in_words(known[name], value))
            for name, value in parameters.items()
            if name in known
        ]


def in_words(field: forms.Field, value: Any) -> str:
    """A stored parameter as a reader meets it: the label of a choice, the name of a thing, yes."""
    if isinstance(field, forms.ModelChoiceField):
        found = field.queryset.filter(**{field.to_field_name or "slug": value}).first()
        return str(found or value)
    if value is True:
        return _("yes")
    labels = {str(key): str(label) for key, label in getattr(field, "choices", ())}
    values = value if isinstance(value, list) else [value]
    return _(", ").join(labels.get(str(each), str(each)) for each in values)


BUILDERS: dict[str, Builder] = {}


def register(builders: Iterable[Builder]) -> None:
    """Called once by each room, from its ``apps.py``."""
    BUILDERS.update({builder.name: builder for builder in builders})


def check(name: str, parameters: dict[str, Any], *, has_party: bool) -> dict[str, Any]:
    """The parameters as they are stored; ``Refused`` says what is wrong with the query."""
    if not name:
        return {}
    builder = BUILDERS.get(name)
    if builder is None:
        raise Refused(
            _("There is no query “%(name)s”; choose one of these: %(names)s.")
            % {"name": name, "names": ", ".join(BUILDERS)}
        )
    if builder.needs_party and not has_party:
        raise Refused(_("This query asks about a party; name the party that the sentence is about."))
    form = builder.form(parameters)
    unknown = sorted(set(parameters) - set(form.fields))
    if unknown:
        raise Refused(_("The query has no parameter of this name: %(names)s.") % {"names": ", ".join(unknown)})
    if not form.is_valid():
        field, errors = next(iter(form.errors.items()))
        label = form.fields[field].label if field in form.fields else ""
        raise Refused(_("%(parameter)s: %(sentence)s") % {"parameter": label, "sentence": errors[0]})
    return form.stored()


def asked_by(claim: Claim, today: date | None = None) -> Asked:
    """What the claim asks of the record today."""
    return asked_of(claim, today or timezone.localdate())


def system_of(claim: Claim) -> str:
    """The part of a dossier that the query of a claim asks about."""
    builder = BUILDERS.get(claim.builder)
    return builder.system(claim.parameters) if builder else ""


def evaluate(claim: Claim, today: date | None = None) -> Finding:
    """What the record says to the claim now."""
    builder = BUILDERS.get(claim.builder)
    if builder is None:
        return Finding(missing=(Missing(BROKEN if claim.builder else NO_QUERY),))
    form = builder.form(claim.parameters)
    if not form.is_valid() or (builder.needs_party and claim.party is None):
        return Finding(missing=(Missing(BROKEN),))
    return builder.find(asked_by(claim, today), form.cleaned_data)
