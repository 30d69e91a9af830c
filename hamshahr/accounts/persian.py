"""Damaged Persian in the long texts of registers: found, shown, and mended by an act of whoever describes the thing."""

from collections.abc import Iterable
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _
from i18nfield.fields import I18nTextField
from i18nfield.strings import LazyI18nString

from hamshahr.kernel.errors import Refused
from hamshahr.kernel.mending import Offer, offer_for

from . import log, services
from .models import Described, StaleTranslation, User
from .translations import text_names, texts_in

PERSIAN = "fa"


def long_texts(model: type[models.Model]) -> list[models.Field]:
    """Fields of sentences; a name of a place or a person is no word of a table, and is left as it is written."""
    names = text_names(model)
    return [field for field in model._meta.concrete_fields if field.name in names and isinstance(field, I18nTextField)]


def damaged_texts(thing: models.Model) -> list[Offer]:
    """The Persian texts of a thing that look damaged, each with what it would be once mended."""
    texts = ((field.name, texts_in(getattr(thing, field.name)).get(PERSIAN, "")) for field in long_texts(type(thing)))
    offers = (offer_for(name, text) for name, text in texts)
    return [offer for offer in offers if offer is not None]


def obstacle_to_mend(thing: models.Model) -> str | None:
    """Why the texts of this thing cannot be mended now, or None."""
    if isinstance(thing, Described) and thing.live and thing.has_unpublished_changes:
        return _("There is a draft that is not published yet; publish it first.")
    return None


@transaction.atomic
def mend_texts(*, thing: Any, names: Iterable[str], by: User) -> models.Model:
    """Put the mended Persian in place of these texts; their translations go on saying what they say."""
    thing = type(thing)._default_manager.select_for_update(of=["self"]).get(pk=thing.pk)
    if obstacle := obstacle_to_mend(thing):
        raise Refused(obstacle)
    offers = {offer.name: offer for offer in damaged_texts(thing)}
    if not offers.keys() >= set(names):
        raise Refused(_("This text does not look damaged any more."))
    stale = set(StaleTranslation.objects.of(thing).values_list("field", "language"))
    for name in names:
        texts = texts_in(getattr(thing, name)) | {PERSIAN: offers[name].restored.text}
        setattr(thing, name, LazyI18nString(texts))
    thing.full_clean()
    write(thing, by)
    became = set(StaleTranslation.objects.of(thing).values_list("field", "language")) - stale
    if became:
        services.confirm_translations(thing=thing, texts=became, by=by, reason=_("Only the spelling was mended."))
    return thing


def write(thing: Any, by: User) -> None:
    """What is published goes through its own publication; a draft keeps a version of its own."""
    if isinstance(thing, Described) and thing.live:
        thing.save_revision(user=by, log_action=False).publish(user=by)
        return
    log.save(thing, "thing.described", by=by, reason=_("Only the spelling was mended."))
    if isinstance(thing, Described):
        thing.save_revision(user=by, log_action=False)
