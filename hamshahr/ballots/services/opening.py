"""Opening a ballot: what is asked, who has a voice and how much it weighs; all stands in the first act of its log."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop
from i18nfield.strings import LazyI18nString

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.gatherings.models import Gathering
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.languages import in_every_language
from hamshahr.meetings.models import Session
from hamshahr.parties.models import Party, Region

from .. import chain, rules, sealing
from ..answers import MOTION_KEYS, plain
from ..models import Ballot, Elector, Option, Voted

WORDS = {"yes": gettext_noop("For"), "no": gettext_noop("Against"), "abstain": gettext_noop("Abstention")}


@dataclass(frozen=True, slots=True)
class ElectorSpec:
    """A party with a voice; ``cast_by`` is the holder of its proxy, or nobody else."""

    party: Party
    weight: Decimal = Decimal(1)
    cast_by: Party | None = None
    region: Region | None = None


@dataclass(frozen=True, slots=True)
class OptionSpec:
    """What may be chosen; without a key it gets one by its place."""

    names: LazyI18nString
    key: str = ""
    party: Party | None = None
    person_name: str = ""


@transaction.atomic
def open_ballot(
    *,
    gathering: Gathering,
    session: Session | None = None,
    question: LazyI18nString,
    way: str,
    form: str,
    options: Sequence[OptionSpec] = (),
    electors: Sequence[ElectorSpec],
    seats: int = 1,
    choices: tuple[int, int] = (1, 1),
    rule: dict | None = None,
    entitled: tuple[int, Decimal] | None = None,
    audience: str = Ballot.Audience.PUBLIC,
    is_live: bool = False,
    closes_at: datetime | None = None,
    by: User,
) -> Ballot:
    """Open a ballot for these electors; ``entitled`` says how many could have come, where more could."""
    if obstacle := rules.obstacle_to_open(way, [each.weight for each in electors]):
        raise Refused(obstacle)
    ballot = Ballot(
        gathering=gathering, session=session, question=question, way=way, form=form, seats=seats, rule=rule or {}
    )
    ballot.choices_min, ballot.choices_max = choices
    ballot.audience, ballot.is_live, ballot.closes_at = audience, is_live, closes_at
    ballot.opened_at, ballot.opened_by = timezone.now(), by
    every = len(electors), sum((each.weight for each in electors), Decimal(0))
    ballot.entitled, ballot.entitled_weight = entitled or every
    if way == Ballot.Way.SECRET:
        ballot.seal = sealing.new_seal(ballot.key)
    ballot.full_clean(exclude=["rule", "result"])
    log.save(ballot, "ballot.opened", by=by)
    lay_out(ballot, options, electors)
    return ballot


def lay_out(ballot: Ballot, options: Sequence[OptionSpec], electors: Sequence[ElectorSpec]) -> None:
    """The options and the electors of a new ballot, and the act that commits to them."""
    specs = motion_options() if ballot.form == Ballot.Form.MOTION else list(options)
    rows = [
        Option(
            ballot=ballot,
            key=spec.key or f"o{place}",
            names=spec.names,
            position=place,
            party=spec.party,
            person_name=spec.person_name,
        )
        for place, spec in enumerate(specs, start=1)
    ]
    Option.objects.bulk_create(rows)
    Elector.objects.bulk_create(
        Elector(
            ballot=ballot,
            party=each.party,
            slug=each.party.slug,
            weight=each.weight,
            cast_by=each.cast_by or each.party,
            region=each.region,
        )
        for each in electors
    )
    chain.write(ballot, "opened", opening_facts(ballot, rows, electors))


def motion_options() -> list[OptionSpec]:
    return [OptionSpec(names=in_every_language(WORDS[key]), key=key) for key in MOTION_KEYS]


def opening_facts(ballot: Ballot, options: Sequence[Option], electors: Sequence[ElectorSpec]) -> dict[str, Any]:
    roll = sorted([each.party.slug, plain(each.weight), (each.cast_by or each.party).slug] for each in electors)
    return {
        "question": log.readable(ballot.question),
        "way": ballot.way,
        "form": ballot.form,
        "seats": ballot.seats,
        "choices": [ballot.choices_min, ballot.choices_max],
        "options": [[option.key, log.readable(option.names)] for option in options],
        "entitled": [ballot.entitled, plain(ballot.entitled_weight)],
        "electors": len(roll),
        "roll": roll,
        "rule": chain.digest_of(ballot.rule),
        "seal": ballot.seal,
    }


@transaction.atomic
def hand_voice(*, elector: Elector, cast_by: Party, by: User | None) -> Elector:
    """Let another party cast a voice from now on: its giver arrived, or lent it; refused once it is cast."""
    ballot = Ballot.objects.select_for_update().get(pk=elector.ballot_id)
    elector = Elector.objects.select_related("party", "cast_by").get(pk=elector.pk)
    if obstacle := rules.obstacle_to_cast(ballot, at=timezone.now()):
        raise Refused(obstacle)
    if voted := Voted.objects.select_related("by").filter(elector=elector).first():
        raise Refused(rules.obstacle_of_voted(elector, voted))
    if elector.cast_by_id != cast_by.pk:
        facts = {"voice": elector.slug, "from": elector.cast_by.slug, "cast_by": cast_by.slug}
        elector.cast_by = cast_by
        elector.save(update_fields=["cast_by"])
        chain.write(ballot, "handed", facts)
    return elector
