"""Every table that can be brought in, as the rooms registered them."""

from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext as _

from hamshahr.kernel.errors import Refused
from hamshahr.kernel.tables import IMPORTERS, Importer


def importers() -> list[Importer]:
    """The importers of all rooms, in the order in which a network is built."""
    autodiscover_modules("importing")
    return sorted(IMPORTERS.values(), key=lambda importer: importer.position)


def importer_named(name: str) -> Importer:
    """The importer of one table; an unknown name is refused with the names there are."""
    found = {importer.name: importer for importer in importers()}
    if name not in found:
        raise Refused(
            _("There is no table “%(name)s”; choose one of these: %(names)s.")
            % {"name": name, "names": _(", ").join(found)}
        )
    return found[name]
