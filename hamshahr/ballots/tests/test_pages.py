"""The pages of a ballot: the paper, its confirmation and receipt, the state and the box, without a script."""

import gzip
import re

import pytest
from django.utils.translation import override

from hamshahr.ballots.models import Ballot, Envelope, Voted
from hamshahr.ballots.queries import awaiting
from hamshahr.ballots.services import OptionSpec, cast, close_ballot
from hamshahr.parties.models import Liaison
from tests.world import SPRING, names, user

from .builders import a_ballot, elector, once, published

ONCE = re.compile(r'name="once" value="([0-9a-f]{32})"')
CODE = re.compile(r"<code>([0-9a-f]{32})<wbr>([0-9a-f]{32})</code>")


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.DATA = tmp_path


def text(response):
    return response.content.decode()


def codes(response):
    return ["".join(pair) for pair in CODE.findall(text(response))]


@pytest.mark.parametrize("way", ["named", "secret"])
def test_a_party_that_is_hidden_is_counted_and_not_named(world, client, way):
    parties = [world.mashhad, world.seoul, world.brussels]
    ballot = a_ballot(world, parties, way=way, cast_by={world.brussels: world.seoul})
    for number, party in enumerate(parties):
        cast(ballot=ballot, elector=elector(ballot, party), answer="yes", by=world.sara, once=once(number))
    close_ballot(ballot=ballot, by=world.sara)
    type(world.seoul).objects.filter(pk=world.seoul.pk).update(live=False)

    page = text(client.get(f"/en/ballots/{ballot.key}/"))
    client.force_login(world.sara)
    office = text(client.get(f"/en/ballots/{ballot.key}/"))

    assert ("Seoul" in page, "Seoul" in office) == (False, True)
    assert page.count("a member that is not shown") == {"named": 2, "secret": 1}[way]
    assert "Brussels" in page and "Mashhad" in page


def test_a_city_votes_in_secret_for_itself_and_for_another_and_finds_its_slips(world, client):
    parties = [world.mashhad, world.seoul, world.brussels]
    ballot = a_ballot(world, parties, way="secret", cast_by={world.brussels: world.mashhad})
    own, lent = elector(ballot, world.mashhad), elector(ballot, world.brussels)
    address = f"/en/ballots/{ballot.key}/"
    client.force_login(world.mina)
    (line,) = awaiting(world.mashhad, SPRING)
    assert (line.title, line.address) == ("Vote: Adopt the statutes?", address)

    paper = client.get(address)
    form = {
        "once": ONCE.search(text(paper))[1],
        "all-answer": "no",
        f"v{own.pk}-answer": "yes",
        f"v{lent.pk}-answer": "",
    }
    asked = client.post(address, form)
    assert (asked.status_code, "Cast this vote?" in text(asked), Voted.objects.count()) == (200, True, 0)
    assert form["once"] in text(asked) and len(gzip.compress(paper.content)) < 15_000
    done = client.post(address, form | {"confirmed": "yes"})
    again = client.post(address, form | {"confirmed": "yes"})
    changed = client.post(address, form | {f"v{own.pk}-answer": "no", "confirmed": "yes"})
    other = client.post(address, form | {"once": "0" * 32, "confirmed": "yes"})

    assert (done.status_code, again.status_code, changed.status_code, other.status_code) == (200, 200, 409, 409)
    assert (awaiting(world.mashhad, SPRING), len(awaiting(world.seoul, SPRING))) == ([], 1)
    assert len(codes(done)) == 2 and codes(done) == codes(again)
    assert "had arrived already" in text(again) and "as you sent it first" in text(changed)
    assert re.search("(Brussels|Mashhad) has voted already: مینا رضوی cast its vote on", text(other))
    assert {len(each.content) % 4096 for each in (asked, done, again)} == {0}
    packed = client.post(address, form | {"confirmed": "yes"}, headers={"Accept-Encoding": "gzip"})
    assert (len(packed.content) % 4096, codes(again)[0][:32] in gzip.decompress(packed.content).decode()) == (0, True)
    assert (done.get("Location"), "no-store" in done["Cache-Control"]) == (None, True)

    close_ballot(ballot=ballot, by=world.sara)
    client.logout()
    receipt = client.post(f"{address}receipt/", {"receipt": codes(done)[0].upper()})
    wrong = client.post(f"{address}receipt/", {"receipt": "0" * 64})
    assert (receipt.status_code, wrong.status_code) == (200, 422)
    assert "This slip lies in the box:" in text(receipt)
    assert set(codes(done)) <= set(codes(client.get(f"{address}box/")))


def test_nobody_sees_how_an_open_secret_ballot_stands(world, client):
    canary = [OptionSpec(names=names(en="Awa")), OptionSpec(names=names(en="Jun"))]
    ballot = a_ballot(world, [world.mashhad, world.seoul], way="secret", form="choice", options=canary)
    seen = {}
    for moment, answer, party, person in ((1, "o1", world.mashhad, world.mina), (2, "o2", world.seoul, world.jun)):
        cast(ballot=ballot, elector=elector(ballot, party), answer=answer, by=person, once=once(moment))
    other = a_ballot(world, [world.mashhad, world.seoul], way="secret", form="choice", options=canary)
    for moment, party, person in ((1, world.mashhad, world.mina), (2, world.seoul, world.jun)):
        cast(ballot=other, elector=elector(other, party), answer="o2", by=person, once=once(moment))

    for each in (ballot, other):
        for who, person in world.cast().items():
            client.logout() if person is None else client.force_login(person)
            for part in ("", "state/", "box/", "receipt/"):
                page = text(client.get(f"/en/ballots/{each.key}/{part}")).replace(each.key, "KEY")
                page = re.sub(r'[0-9a-f]{16,}|value="[^"]+"|<time.*?</time>|\d+ ms|[\d.]+ ms', "", page)
                seen.setdefault((who, part), []).append(page.partition("<main")[2].partition("</main")[0] or page)
    assert {pair for pair, pages in seen.items() if pages[0] != pages[1]} == set()
    assert "slips" not in published(ballot) and ballot.result == {}
    sealed = list(Envelope.objects.values_list("sealed", flat=True))
    assert {len(each) for each in sealed} == {2048 + 32 + 16}
    assert not any(b"o1" in bytes(each[32:]) and b'"o1"' in bytes(each) for each in sealed)


def test_the_state_is_asked_for_with_a_mark_and_the_result_has_five_figures(
    world, client, django_assert_max_num_queries
):
    parties = [world.mashhad, world.seoul, world.brussels]
    ballot = a_ballot(world, parties, weights=["2.5", "1", "1"], entitled=(5, 9), cast_by={world.brussels: world.seoul})
    address = f"/en/ballots/{ballot.key}/"
    first = client.get(f"{address}state/")
    same = client.get(f"{address}state/", headers={"If-None-Match": first["ETag"]})
    cast(ballot=ballot, elector=elector(ballot, world.mashhad), answer="yes", by=world.mina, once=once(1))
    moved = client.get(f"{address}state/", headers={"If-None-Match": first["ETag"]})
    assert (first.status_code, same.status_code, moved.status_code) == (200, 304, 200)
    assert "1 of 3 have voted" in text(moved) and "Votes by name" not in text(client.get(address))
    cast(ballot=ballot, elector=elector(ballot, world.brussels), answer="no", by=world.jun, once=once(2))
    close_ballot(ballot=ballot, by=world.sara)

    with django_assert_max_num_queries(24):
        page = text(client.get(address))
    rows = dict(
        re.findall(r'<th scope="row">([^<]+?)\s*</th><td class="number">([^<]+)</td>', page.partition("By weight")[0])
    )
    wanted = {"entitled": "5", "present": "2", "represented": "1", "cast": "2", "valid": "2", "not voting": "1"}
    assert {word: rows.get(word) for word in wanted} == wanted
    assert '<td class="number">2.5</td>' in page.partition("By weight")[2]
    assert "cast by Seoul" in page
    with override("fa"):
        persian = text(client.get(f"/fa/ballots/{ballot.key}/"))
    assert 'dir="rtl"' in persian and "تصویب اساسنامه؟" in persian


def test_a_paper_with_mistakes_comes_back_and_a_split_is_cast(world, client):
    ballot = a_ballot(world, [world.mashhad], weights=["100"])
    own = elector(ballot, world.mashhad)
    client.force_login(world.mina)
    address, voice = f"/en/ballots/{ballot.key}/", f"v{own.pk}"
    form = {"once": "a" * 32, f"{voice}-answer": "split", f"{voice}-voices-yes": "70", f"{voice}-voices-no": "20"}

    nothing = client.post(address, {"once": "a" * 32, f"{voice}-answer": ""})
    wrong = client.post(address, form)
    right = client.post(address, form | {f"{voice}-voices-no": "30", "confirmed": "yes"})

    assert (nothing.status_code, wrong.status_code, right.status_code) == (422, 422, 200)
    assert "Choose an answer first." in text(nothing) and "must be 100 together" in text(wrong)
    assert 'value="70"' in text(wrong)
    assert sorted(own.votes.values_list("choice", "weight")) == [("no", 30), ("yes", 70)]


def test_a_ranking_is_sent_by_places(world, client):
    named = [OptionSpec(names=names(en=name)) for name in ("Awa", "Jun", "Mina")]
    ballot = a_ballot(world, [world.mashhad], form="ranking", options=named, choices=(1, 3))
    client.force_login(world.mina)
    address, voice = f"/en/ballots/{ballot.key}/", f"v{elector(ballot, world.mashhad).pk}"
    form = {"once": "a" * 32, f"{voice}-rank-o3": "1", f"{voice}-rank-o1": "1"}

    twice = client.post(address, form)
    done = client.post(address, form | {f"{voice}-rank-o1": "2", "confirmed": "yes"})

    assert (twice.status_code, done.status_code) == (422, 200)
    assert "give each place once" in text(twice)
    assert elector(ballot, world.mashhad).votes.get().choice == "o3>o1"


def test_two_keepers_count_papers_on_the_page_and_a_ballot_of_insiders_is_not_there_for_others(world, client):
    ballot = a_ballot(world, [world.mashhad, world.seoul], way="paper", audience="internal")
    close_ballot(ballot=ballot, by=world.sara)
    clerk = user("clerk", "Clerk")
    from hamshahr.ballots.tests.builders import keeper

    keeper(world, clerk)
    address = f"/en/ballots/{ballot.key}/papers/"
    found = {}
    for who, person in world.cast().items():
        client.logout() if person is None else client.force_login(person)
        found[who] = client.get(address).status_code, client.get(f"/en/ballots/{ballot.key}/box.json").status_code
    assert found == {
        "sara": (200, 200), "mina": (403, 200), "jun": (403, 200),
        "leila": (404, 404), "omid": (404, 404), "stranger": (302, 404),
    }  # fmt: skip
    form = {"papers-yes": 1, "papers-no": 1, "papers-abstain": 0, "blank": 0, "invalid": 0}
    for number, person in enumerate((world.sara, clerk)):
        client.force_login(person)
        assert client.post(address, form | {"once": f"{number}" * 22}).status_code == 302
    assert Ballot.objects.get().result["heads"]["yes"] == 1


def test_a_liaison_whose_duty_ended_has_no_paper(world, client):
    ballot = a_ballot(world, [world.mashhad, world.seoul])
    Liaison.objects.filter(user=world.mina).update(ends_on=SPRING)
    client.force_login(world.mina)
    own = elector(ballot, world.mashhad)

    page = client.get(f"/en/ballots/{ballot.key}/")
    sent = client.post(f"/en/ballots/{ballot.key}/", {f"v{own.pk}-answer": "yes", "once": "a" * 32, "confirmed": "yes"})

    assert ("<form class=" in text(page), sent.status_code, Voted.objects.count()) == (False, 200, 0)
