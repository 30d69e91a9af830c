"""Elections: candidatures with the support the statutes ask for, rounds, lists, quotas, and the seats that follow."""

from datetime import date

import pytest

from hamshahr.ballots.services import cast, close_ballot
from hamshahr.bodies.models import Mandate
from hamshahr.decisions import services
from hamshahr.decisions.counting import words
from hamshahr.decisions.models import Election, Nomination
from hamshahr.decisions.services.rounds import elected_in, steps_of
from hamshahr.decisions.tests.sittings import AT, a_sitting, sitting_now
from hamshahr.kernel.errors import Refused
from tests.world import names

ALL = ("mashhad", "seoul", "brussels")
SIGNED = {
    "article": "20", "topic": "nominations", "text": names(en="Two governments of two countries."),
    "values": {"governments": 2, "countries": 2},
}  # fmt: skip
SEATS = {
    "article": "21", "topic": "seats", "text": names(en="One of each region."),
    "values": {"regional": {"asia-pacific": 1, "europe": 1}},
}  # fmt: skip


def an_election(world, **fields):
    said = {"item": world.ballotting, "names": names(en="Board"), "places": 1} | fields
    return services.call_election(**said, by=world.sara)


def standing(world, election, *cities, **fields):
    rows = [services.nominate(election=election, party=getattr(world, c), by=world.sara, **fields) for c in cities]
    return [services.answer_nomination(nomination=row, accept=True, by=world.sara) for row in rows]


def counted(world, election, way="named", **answers):
    row = services.open_round(election=election, way=way, by=world.sara, at=AT)
    for number, (name, answer) in enumerate(answers.items()):
        elector = row.ballot.electors.get(party=getattr(world, name))
        cast(ballot=row.ballot, elector=elector, answer=tuple(answer), by=world.sara, once=f"{number:016}{row.pk:08}")
    close_ballot(ballot=row.ballot, by=world.sara)
    row.refresh_from_db()
    election.refresh_from_db()
    return row


def test_a_candidature_has_the_support_that_the_statutes_ask_for(world):
    a_sitting(world, rules=[SIGNED], cities=ALL)
    with pytest.raises(Refused, match="under an item of the agenda that is an election"):
        an_election(world, item=world.item)
    election = an_election(world)
    nomination = services.nominate(election=election, party=world.mashhad, person_name="A", by=world.mina)
    services.support(nomination=nomination, party=world.mashhad, by=world.mina)
    with pytest.raises(Refused, match=r"support of 1 governments of 1 countries .* 2, 2 and 0 are asked. .Article 20."):
        services.answer_nomination(nomination=nomination, accept=True, by=world.sara)
    services.support(nomination=nomination, party=world.seoul, by=world.jun)
    services.support(nomination=nomination, party=world.seoul, by=world.jun)
    with pytest.raises(Refused, match="neither accepted nor refused"):
        services.close_list(election=election, by=world.sara)
    services.answer_nomination(nomination=nomination, accept=True, by=world.sara)
    other = services.nominate(election=election, party=world.seoul, by=world.jun)
    services.withdraw_nomination(nomination=other, by=world.jun)
    election = services.close_list(election=election, seed="tomorrow's lottery", by=world.sara)
    assert (election.state, election.seed) == ("listed", "tomorrow's lottery")
    with pytest.raises(Refused, match="Candidatures are closed"):
        services.nominate(election=election, party=world.brussels, by=world.sara)
    assert list(Nomination.objects.values_list("state", flat=True)) == ["accepted", "withdrawn"]


def test_two_rounds_end_in_a_seat_on_the_decision_of_the_meeting(world):
    a_sitting(world, rules=[], cities=ALL)
    sitting_now(world, *ALL)
    election = an_election(world, rounds_most=2, office=world.vice_presidency)
    standing(world, election, *ALL)
    services.close_list(election=election, seed="seed", by=world.sara)
    first = counted(world, election, mashhad=["n1"], seoul=["n2"], brussels=["n3"])
    assert (first.elected, len(first.result["again"]), election.state) == ([], 2, "listed")
    last = first.result["again"][0]
    row = counted(world, election, mashhad=[last], seoul=[last], brussels=[first.result["again"][1]])
    assert (row.elected, election.state) == ([last], "decided")
    told = [words.sentence(step, ["Mashhad", "Seoul", "Brussels"]) for step in steps_of(first)]
    assert told[-1].startswith("Some places are left; these stand again in the next round: ")
    (mandate,) = services.seat_elected(election=election, number="2021/7", starts_on=date(2021, 6, 2), by=world.sara)
    assert mandate.party == elected_in(election)[0].party
    assert (mandate.decision.number, mandate.office) == ("2021/7", world.vice_presidency)
    with pytest.raises(Refused, match="have their seats already"):
        services.seat_elected(election=election, number="2021/8", starts_on=date(2021, 6, 2), by=world.sara)
    assert Mandate.objects.count() == 1


def test_the_seats_of_regions_go_to_their_best_candidates(world):
    a_sitting(world, rules=[SEATS], cities=ALL)
    sitting_now(world, *ALL)
    with pytest.raises(Refused, match="counted in one round"):
        an_election(world, places=2, rounds_most=2)
    election = an_election(world, places=2, method="approval", choices_max=2)
    standing(world, election, *ALL)
    services.close_list(election=election, by=world.sara)
    row = counted(world, election, mashhad=["n1", "n2"], seoul=["n1", "n2"], brussels=["n3"])
    assert [str(each.party) for each in elected_in(election)] == ["Mashhad", "Brussels"]
    assert [step.kind for step in steps_of(row)][-3:] == ["kept out by quota", "elected by total", "let in by quota"]
    assert Election.objects.get().state == "decided"


def test_lists_get_their_seats_by_averages(world):
    a_sitting(world, rules=[], cities=ALL)
    sitting_now(world, *ALL)
    election = an_election(world, places=2, method="webster", choices_max=1)
    one, two = (services.add_list(election=election, names=names(en=name), by=world.sara) for name in ("Red", "Blue"))
    standing(world, election, "mashhad", "seoul", on_list=one)
    standing(world, election, "brussels", on_list=two)
    services.close_list(election=election, by=world.sara)
    keys = f"l{one.pk}", f"l{two.pk}"
    row = counted(world, election, "secret", mashhad=[keys[0]], seoul=[keys[0]], brussels=[keys[1]])
    assert (row.result["seats"], row.elected) == ([1, 1], ["n1", "n3"])
