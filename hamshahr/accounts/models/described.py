"""What the office describes in Wagtail's forms, with drafts; every published change is an act of the log."""

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import DraftStateMixin, RevisionMixin


class Described(DraftStateMixin, RevisionMixin, models.Model):
    """A thing with names and texts; a draft is seen by the office only, its publication is logged field by field.

    Fields ``changed_by_acts`` belong to services: a draft written before an act does not take the act back.
    """

    changed_by_acts: tuple[str, ...] = ()

    class Meta:
        abstract = True

    def with_content_json(self, content):
        drafted = super().with_content_json(content)
        for name in self.changed_by_acts:
            setattr(drafted, name, getattr(self, name))
        return drafted

    @transaction.atomic
    def publish(self, revision, user=None, **options):
        from hamshahr.accounts import log  # noqa: PLC0415  the log stands beside this model and imports it

        before = log.stored(self)
        super().publish(revision, user=user, **options)
        thing = type(self)._default_manager.get(pk=self.pk)
        if changes := log.difference(before, log.fields_of(thing)):
            thing.tell_published(changes, by=user)
        thing.after_publishing()

    def tell_published(self, changes, *, by):
        """Write the act of a publication that changed something; a room may write more with it."""
        from hamshahr.accounts import log  # noqa: PLC0415

        log.write("thing.described", self, by=by, changes=changes)

    def after_publishing(self):
        """What a kind of thing derives from its texts."""

    @transaction.atomic
    def unpublish(self, *args, user=None, **options):
        from hamshahr.accounts import log  # noqa: PLC0415

        before = log.stored(self)
        super().unpublish(*args, user=user, **options)
        if changes := log.difference(before, log.stored(self)):
            log.write("thing.hidden", self, by=user, changes=changes)

    @property
    def state_word(self):
        return _("published") if self.live else _("draft")
