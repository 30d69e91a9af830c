"""What a form was answered, kept for a while for whoever sends it again because the answer was lost on the way."""

from django.db import models
from django.utils import timezone

from .people import User


class Receipt(models.Model):
    """The answer to one form that one user sent: where it led, and the sentences said there.

    ``digest`` stands for the form's address and its one-time key, ``content`` for what was typed; neither is kept
    itself. A receipt stands exactly where the act stands: both are written in one transaction.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="receipts")
    digest = models.CharField(max_length=64)
    content = models.CharField(max_length=64)
    location = models.TextField()
    sentences = models.JSONField(default=list)
    has_ended_session = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="receipt_one_per_form_sent", fields=["user", "digest"])]

    def __str__(self):
        return self.location
