"""What the log keeps from a juror who works in the office too: whatever tells of an entry the juror is kept from."""

from collections.abc import Iterable, Iterator

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q
from django.utils import timezone

from hamshahr.accounts.models import User
from hamshahr.calls.models import Submission

from .models import Conflict, Juror, Review
from .models.conflicts import shut_to


def acts_withheld(user: User) -> Q | None:
    """The acts on such entries and on what hangs from them, and those by which the juror is kept from them."""
    if not Juror.objects.filter(user=user).exists():
        return None
    shut = list(shut_to(user.pk, timezone.now()).values_list("submission", flat=True))
    known = Conflict.objects.filter(juror__user=user).exclude(how=Conflict.How.DECLARED)
    found = acts_on(Conflict, known.values_list("pk", flat=True))
    for model, keys in hanging_from(shut):
        found |= acts_on(model, keys)
    return found


def hanging_from(entries: list[int]) -> Iterator[tuple[type[Model], Iterable[int]]]:
    """The entries themselves, and the rows of every room that belong to one of them, by their kind."""
    yield Submission, entries
    yield Review, Review.objects.filter(assignment__submission__in=entries).values_list("pk", flat=True)
    for relation in Submission._meta.related_objects:
        rows = relation.related_model._base_manager.filter((f"{relation.field.name}__in", entries))
        yield relation.related_model, rows.values_list("pk", flat=True)


def acts_on(model: type[Model], keys: Iterable[int]) -> Q:
    return Q(thing_type=ContentType.objects.get_for_model(model), thing_id__in=[str(key) for key in keys])
