"""What single cells of these tables mean: things by their keys or names, keys, degrees."""

from collections.abc import Callable
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.kernel.errors import Refused
from hamshahr.kernel.tables import Column, Values, partial_date, real_number
from hamshahr.kernel.tables.names import name_columns, named_alike
from hamshahr.kernel.text import fold, isolate, slug

from ..models import Country, Language, Party, Region

SOURCE = Column("source", gettext_lazy("source"))
AS_OF = Column("as_of", gettext_lazy("as of"), partial_date)
NAMES = name_columns("name", gettext_lazy("name"), plain=True)


def region(cell: str) -> Region:
    """A region by its key or by its name in any language."""
    return by_key_or_name(
        Region.objects.all(), cell, _("The region “%(typed)s” is not in the register; enter it first.")
    )


def languages(cell: str) -> list[Language] | None:
    """Languages by their codes or by their names in any language, parted by semicolons."""
    unknown = _("The language “%(typed)s” is not in the register; enter it first, or write its code, for example fa.")
    found, every = [], Language.objects.all()
    for part in filter(None, map(str.strip, cell.replace("؛", ";").split(";"))):
        found.append(every.filter(pk=part.lower()).first() or by_key_or_name(every, part, unknown))
    return found or None


def country(cell: str) -> Country:
    """A country by its code or by its name in any language."""
    countries = Country.objects.select_related("region")
    found = countries.filter(pk=cell.upper()).first() or countries.filter(iso3=cell.upper()).first()
    unknown = _("The country “%(typed)s” is not known; write its ISO code of two letters, for example IR.")
    return found or by_key_or_name(countries, cell, unknown)


def party(cell: str) -> Party:
    """A party by its key or, where only one has it, by its name in any language."""
    found = Party.objects.filter(slug=cell).first()
    if found is None:
        named = Party.objects.filter(sort_names__folded=fold(cell), merged_into=None).distinct()[:2]
        found = named[0] if len(named) == 1 else None
    if found is None:
        raise Refused(
            _("“%(typed)s” is not in the register of parties; enter it there first, or write its key.")
            % {"typed": isolate(cell)}
        )
    return found.merged_into or found


def by_key_or_name(things: models.QuerySet, cell: str, unknown: str) -> Any:
    every = list(things)
    keyed = [thing for thing in every if getattr(thing, "slug", "") == slug(cell)]
    found = keyed or named_alike(every, {"en": cell})
    if len(found) != 1:
        raise Refused(unknown % {"typed": isolate(cell)})
    return found[0]


def key(cell: str) -> str:
    """A key as it stands in addresses."""
    if cell != slug(cell):
        raise ValueError(
            _("“%(typed)s” cannot be a key; write %(slug)s, for example.")
            % {"typed": isolate(cell), "slug": slug(cell)}
        )
    return cell


def degrees(most: int) -> Callable[[str], float]:
    """A latitude or longitude: degrees with a decimal sign, from minus ``most`` to ``most``."""

    def read(cell: str) -> float:
        value = real_number(cell)
        if not -most <= value <= most:
            raise ValueError(_("Write degrees from %(least)s to %(most)s.") % {"least": -most, "most": most})
        return value

    return read


def filled(**fields: Any) -> Values:
    """The fields that the row knows."""
    return {name: value for name, value in fields.items() if value is not None}
