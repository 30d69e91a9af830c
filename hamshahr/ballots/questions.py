"""What a ballot paper asks of the store, its SQL written once: a thousand delegates ask within a minute (0084)."""

from datetime import date

from django.db.models import Count, QuerySet

from hamshahr.kernel.prepared import Prepared
from hamshahr.parties.models import Liaison

from .models import Ballot, BallotAct, Elector, Option
from .models.ballots import CASTING_DUTIES


@Prepared
def ballots_with(_user: object, *, key: str) -> QuerySet[Ballot]:
    return Ballot.objects.select_related("gathering__body", "session", "opened_by").filter(key=key).order_by()


@Prepared
def locked(_user: object, *, ballot: int) -> QuerySet[Ballot]:
    """Asked within a transaction; others wait until it ends."""
    return Ballot.objects.select_for_update(of=["self"]).filter(pk=ballot).order_by()


@Prepared
def options_in(_user: object, *, ballot: int) -> QuerySet[Option]:
    return Option.objects.filter(ballot=ballot).order_by("position")


def options_of(ballot: Ballot) -> list[Option]:
    """What may be answered, in its order; read once for each ballot that is read."""
    if "_options_of" not in ballot.__dict__:
        ballot.__dict__["_options_of"] = options_in(None, ballot=ballot.pk)
    return ballot.__dict__["_options_of"]


def words_of(ballot: Ballot) -> dict[str, object]:
    """The name of each answer, by its key."""
    return {option.key: option.names for option in options_of(ballot)}


@Prepared
def parties_voted_for(_user: object, on: date, *, voter: int) -> QuerySet[Liaison]:
    return Liaison.objects.on(on).filter(user=voter, duty__in=CASTING_DUTIES).order_by().values_list("party")


@Prepared
def voices_cast_by(_user: object, *, ballot: int, parties: list[int]) -> QuerySet[Elector]:
    rows = Elector.objects.filter(ballot=ballot, cast_by__in=parties)
    return rows.select_related("party", "cast_by", "voted__by").order_by("party__slug")


@Prepared
def voices_named(_user: object, *, ballot: int, voices: list[int]) -> QuerySet[Elector]:
    return Elector.objects.filter(ballot=ballot, pk__in=voices).select_related("party", "voted__by").order_by("pk")


@Prepared
def counted_voices(_user: object, *, ballot: int) -> QuerySet[Ballot]:
    rows = Ballot.objects.filter(pk=ballot).order_by()
    return rows.annotate(voted=Count("electors__voted"), voices=Count("electors")).values_list("voted", "voices")


@Prepared
def last_acts(_user: object, *, ballot: int) -> QuerySet[BallotAct]:
    return BallotAct.objects.filter(ballot=ballot).order_by("-number").values_list("digest")[:1]
