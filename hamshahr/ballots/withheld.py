"""The published box for a reader who may not see every party in it: where the pages name none, the file names none."""

from typing import Any

from hamshahr.accounts.models import User
from hamshahr.accounts.visibility import shown
from hamshahr.parties.models import Party

from .boxes import box_of
from .models import Ballot

FORMAT = "hamshahr-ballot-box/2"  # as the first, with stand-ins for some names, and the numbers of the acts with them
STAND_IN = "?%s"  # no address of a party has this sign


def box_for(ballot: Ballot, user: User) -> dict[str, Any]:
    """The box as a reader may have it; whole where the reader may see all who are named in it."""
    box = box_of(ballot)
    unseen = sorted(named_in(box) - seen_by(user, ballot, named_in(box)))
    if not unseen:
        return box
    return without(box, {name: STAND_IN % place for place, name in enumerate(unseen, start=1)})


def named_in(box: dict[str, Any]) -> set[str]:
    """Every address of a party in a box: of electors, of who casts their voices, and of who did before."""
    handed = [act[3] for act in box["acts"] if act[1] == "handed"]
    names = {name for name, _weight, cast_by in box["roll"] for name in (name, cast_by)}
    return names | {facts[part] for facts in handed for part in ("voice", "from", "cast_by")}


def seen_by(user: User, ballot: Ballot, names: set[str]) -> set[str]:
    """Those of these addresses whose party the reader sees; an elector has the address of the day of the opening."""
    parties = {party.slug: party for party in Party.objects.filter(slug__in=names)}
    parties |= {elector.slug: elector.party for elector in ballot.electors.select_related("party")}
    return {name for name in names if shown(parties.get(name), user) or getattr(user, "is_secretariat", False)}


def without(box: dict[str, Any], stand_ins: dict[str, str]) -> dict[str, Any]:
    """The box with stand-ins for names; an act in which one stood keeps its digest, which nobody can work out again."""
    told = box | {"format": FORMAT, "roll": sorted(renamed(box["roll"], stand_ins))}
    told["acts"] = [[*act[:3], renamed(act[3], stand_ins), act[4]] for act in box["acts"]]
    changed = [act[0] for act, before in zip(told["acts"], box["acts"], strict=True) if act != before]
    told["withheld"] = {"names": sorted(stand_ins.values()), "acts": changed}
    if "voted" in box:
        told["voted"] = sorted(renamed(box["voted"], stand_ins))
        told["slips"] = [
            slip | renamed({"party": slip["party"]}, stand_ins) if "party" in slip else slip for slip in box["slips"]
        ]
    return told


def renamed(told: Any, stand_ins: dict[str, str]) -> Any:
    """The same with stand-ins in the place of names, in the facts that name parties and nowhere else."""
    if isinstance(told, str):
        return stand_ins.get(told, told)
    if isinstance(told, list):
        return [renamed(each, stand_ins) for each in told]
    if isinstance(told, dict):
        parts = ("roll", "voice", "from", "cast_by", "party")
        named = {part: renamed(value, stand_ins) for part, value in told.items() if part in parts}
        if "roll" in named:
            named["roll"] = sorted(named["roll"])
        return told | named
    return told
