"""The General Assembly of 30 November 2020: an extraordinary session on new statutes, then an ordinary one."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from i18nfield.strings import LazyI18nString

from hamshahr.ballots.services import close_ballot
from hamshahr.cli.past import clock_at
from hamshahr.decisions.models import Election
from hamshahr.decisions.services import (
    answer_nomination,
    call_election,
    close_list,
    lend_proxy,
    nominate,
    open_round,
)
from hamshahr.gatherings.models import Gathering
from hamshahr.meetings.models import AgendaItem, Session
from hamshahr.meetings.services import close_item, close_session, open_item, open_session
from hamshahr.parties.models import Party
from hamshahr.rolls.queries import entitled_lines

from . import playing
from .after import after
from .playing import Desk, moment

SEED = "Havana Istanbul Medellín 2020"


def play(gathering: Gathering, said: Mapping[str, Any]) -> None:
    """The whole meeting, hour by hour."""
    told, desk = said["assembly"], playing.desk()
    sessions = playing.plan(gathering, told, said, desk.secretary)
    roll = playing.call(gathering, told, desk.secretary)
    lend(gathering, told, desk)
    parties = [line.party for line in entitled_lines(roll)]
    coming = who_comes(parties, told)
    delegates = playing.send(gathering, coming, told, desk.secretary)
    for session, each in zip(sessions, told["sessions"], strict=True):
        playing.come(session, delegates, desk.secretary)
        sit(session, each, said, desk)
        playing.go(session, delegates, desk.secretary)
        after(session, each, desk)


def lend(gathering: Gathering, told: Mapping[str, Any], desk: Desk) -> None:
    """The written proxies that reached the secretariat before the meeting."""
    at, written_at = moment(told["frozen_at"]), moment(told["cut_off"])
    letter = f"Demonstration letter of {written_at.day} {written_at:%B %Y}"
    with clock_at(at):
        for giver, holder in told["represented"].items():
            ends = {"giver": Party.objects.get(slug=giver), "holder": Party.objects.get(slug=holder)}
            lend_proxy(gathering=gathering, letter=letter, on=at.date(), by=desk.secretary, **ends)


def who_comes(parties: list[Party], told: Mapping[str, Any]) -> list[Party]:
    """Everybody entitled but those who are represented and, as an example, every so manieth of the others."""
    kept = {*told["represented"], *told["represented"].values(), "mashhad"}
    others = sorted((party for party in parties if party.slug not in kept), key=lambda party: party.slug)
    step = max(1, len(others) // told["absent"])
    absent = {party.pk for party in others[::step][: told["absent"]]}
    return [party for party in parties if party.pk not in absent and party.slug not in told["represented"]]


def sit(session: Session, told: Mapping[str, Any], signs: Mapping[str, Any], desk: Desk) -> None:
    """Open a session, take up its items one after the other, close it."""
    with clock_at(session.starts_at):
        open_session(session=session, by=desk.secretary)
    at = session.starts_at + timedelta(minutes=1)
    for item, each in zip(session.items.order_by("position"), told["items"], strict=True):
        if each["kind"] == AgendaItem.Kind.ELECTION:
            elect(item, {**each, "names": playing.marked(each["names"], signs)}, at, desk)
        else:
            playing.deal_with(item, each, at, desk)
        at += timedelta(minutes=each["minutes"] + 1)
    with clock_at(session.ends_at):
        close_session(session=session, by=desk.secretary)


def elect(item: AgendaItem, told: Mapping[str, Any], at: Any, desk: Desk) -> None:
    """A secret election by approval; the seats themselves stand in the register with their own sources."""
    with clock_at(at):
        open_item(item=item, by=desk.secretary)
        election = stand(item, told, desk)
        close_list(election=election, seed=SEED, by=desk.secretary)
        ballot = open_round(election=election, way=told["way"], by=desk.secretary).ballot
        playing.vote(ballot, papers(ballot, told["places"]), desk)
        close_ballot(ballot=ballot, by=desk.secretary)
    with clock_at(at + timedelta(minutes=told["minutes"])):
        close_item(item=item, by=desk.secretary)


def stand(item: AgendaItem, told: Mapping[str, Any], desk: Desk) -> Election:
    """The election is called, and all its candidates stand."""
    names, method = LazyI18nString(told["names"]), Election.Method.APPROVAL
    election = call_election(item=item, names=names, places=told["places"], method=method, by=desk.secretary)
    for slug in told["candidates"]:
        party = Party.objects.select_related("country__region").get(slug=slug)
        nomination = nominate(election=election, party=party, by=desk.secretary)
        answer_nomination(nomination=nomination, accept=True, by=desk.secretary)
    return election


def papers(ballot: Any, places: int) -> dict:
    """An example of papers: everybody leaves out one of the names, the last more often than the others."""
    keys = list(ballot.options.order_by("position").values_list("key", flat=True))
    electors = list(ballot.electors.select_related("party").order_by("party__slug"))
    left_out = [keys[-1] if number % 3 else keys[number % len(keys)] for number in range(len(electors))]
    return {each: [key for key in keys if key != out][:places] for each, out in zip(electors, left_out, strict=True)}
