"""The published box: anybody counts it again without us, and one changed letter is noticed."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from hamshahr.ballots.models import Ballot
from hamshahr.ballots.queries import head_of
from hamshahr.ballots.services import OptionSpec, cast, cast_jointly, close_ballot, enter_papers, hand_voice
from hamshahr.kernel.errors import Refused
from hamshahr.parties.models import Party
from tests.world import names

from .builders import a_ballot, cities, elector, once, published

SCRIPT = Path(__file__).parents[3] / "docs" / "recount.py"
NAMED = [OptionSpec(names=names(en=name)) for name in ("Awa", "Jun", "Mina")]


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.DATA = tmp_path


def recount(box, tmp_path, *asked):
    """What the script says, alone with the file."""
    file = tmp_path / "box.json"
    file.write_text(json.dumps(box))
    command = [sys.executable, "-I", SCRIPT, file, *asked]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.stderr == ""
    return done.returncode, done.stdout


def boxes(world):
    """A split vote by name, a secret ranking with a blank slip, and an approval with single voices."""
    parties = cities(4)
    by_name = a_ballot(world, parties, weights=["100", "1.5", "2", "1"], cast_by={parties[1]: parties[0]})
    own, lent = elector(by_name, parties[0]), elector(by_name, parties[1])
    cast_jointly(ballot=by_name, answers={own: {"yes": 70, "no": 30}, lent: "abstain"}, by=world.mina, once=once(1))
    hand_voice(elector=elector(by_name, parties[2]), cast_by=parties[3], by=world.sara)
    ranking = a_ballot(world, parties, way="secret", form="ranking", options=NAMED, choices=(1, 3))
    for number, answer in enumerate((["o3", "o1"], ["o3"], [])):
        cast(ballot=ranking, elector=elector(ranking, parties[number]), answer=answer, by=world.mina, once=once(number))
    approval = {"form": "approval", "options": NAMED, "choices": (1, 2), "weights": ["3", "1", "1", "1"]}
    voices = a_ballot(world, parties, way="secret", **approval)
    for number, answer in enumerate((["o2", "o1"], ["o1"])):
        cast(ballot=voices, elector=elector(voices, parties[number]), answer=answer, by=world.mina, once=once(number))
    return by_name, ranking, voices


def test_every_published_box_is_recounted_by_the_script_alone(world, tmp_path):
    for number, ballot in enumerate(boxes(world)):
        open_box = published(ballot)
        assert "slips" not in open_box and "voted" not in open_box
        assert recount(open_box, tmp_path)[0] == 0
        close_ballot(ballot=ballot, by=world.sara)
        Party.objects.filter(slug=f"city-{number}").update(slug=f"renamed-{number}")
        head = head_of(ballot)
        box = published(Ballot.objects.get(pk=ballot.pk))
        receipt = box["slips"][0]["receipt"]

        code, said = recount(box, tmp_path, "--head", head, "--receipt", receipt)

        assert (code, "your slip lies in the box" in said, f"head {head}" in said) == (0, True, True), said


def test_whatever_is_changed_in_a_box_is_noticed(world, tmp_path):
    ballot = boxes(world)[1]
    close_ballot(ballot=ballot, by=world.sara)
    box = published(Ballot.objects.get(pk=ballot.pk))

    def spoiled(change):
        copy = json.loads(json.dumps(box))
        change(copy)
        code, said = recount(copy, tmp_path)
        assert code == 1, said
        return said.splitlines()[0]

    slip = next(place for place, each in enumerate(box["slips"]) if each["choice"] == ["o3"])
    assert "is not that of its slip" in spoiled(lambda box: box["slips"][slip].update(choice=["o1"]))
    assert "not those that were in the box" in spoiled(lambda box: box["slips"].pop())
    assert "stands twice" in spoiled(lambda box: box["slips"].append(box["slips"][0]))
    assert "roll is not the one" in spoiled(lambda box: box["roll"].pop())
    assert "options is not the one" in spoiled(lambda box: box["options"].reverse())
    assert "result is not the one" in spoiled(lambda box: box["result"]["weights"].update(o1="9"))
    assert "does not follow" in spoiled(lambda box: box["acts"][0].__setitem__(2, "2020-01-01T00:00:00Z"))
    assert "those who voted are not" in spoiled(lambda box: box["voted"].append("city-3"))
    code, said = recount(box, tmp_path, "--head", "0" * 64, "--receipt", "1" * 64)
    assert (code, "given head is not in the log" in said, "no slip has this receipt" in said) == (1, True, True)


def test_a_party_that_no_page_shows_is_named_in_no_file_and_the_rest_is_counted_again(world, client, tmp_path):
    office = Client()
    office.force_login(world.sara)
    for number, ballot in enumerate(boxes(world)):
        close_ballot(ballot=ballot, by=world.sara)
        Party.objects.filter(slug__in=["city-1", "city-2"]).update(live=False)
        address = reverse("ballots:box_file", args=[ballot.key])
        told = client.get(address).content.decode()
        box = json.loads(told)
        code, said = recount(box, tmp_path, "--head", head_of(ballot))
        spoiled = json.loads(told)
        spoiled["acts"][-1][3]["result"] = "0" * 64
        more = json.loads(told)
        more["slips"][0] |= {"weight": "99"}
        late = json.loads(told)
        late["acts"][-1][3]["more"], late["withheld"]["acts"] = "", [len(late["acts"])]
        assert (code, "withheld here as ?1, ?2: the words of acts 1" in said) == (0, True), said
        assert ("city-1" in told, "city-2" in told, "city-0" in told) == (False, False, True)
        assert [row[0] for row in box["roll"]] == ["?1", "?2", "city-0", "city-3"]
        assert [recount(each, tmp_path)[0] for each in (spoiled, more, late)] == [1, 1, 1]
        assert box["withheld"]["acts"] == ([1, 2] if number == 0 else [1])
        assert json.loads(office.get(address).content) == published(Ballot.objects.get(pk=ballot.pk))
        Party.objects.filter(slug__in=["city-1", "city-2"]).update(live=True)


def test_papers_count_when_two_persons_have_found_the_same_alone(world, tmp_path):
    parties = cities(6)
    ballot = a_ballot(world, parties, way="paper", form="choice", options=NAMED)
    first = {"papers": {"o1": 3, "o2": 1}, "blank": 1, "invalid": 0}
    second = {"papers": {"o1": 3, "o2": 1}, "blank": 0, "invalid": 1}
    with pytest.raises(Refused, match="when the ballot is closed"):
        enter_papers(ballot=ballot, by=world.sara, **first)
    close_ballot(ballot=ballot, by=world.sara)

    enter_papers(ballot=ballot, by=world.sara, **first)
    with pytest.raises(Refused, match="another person enters the second"):
        enter_papers(ballot=ballot, by=world.sara, **first)
    with pytest.raises(Refused, match="7 papers, but only 6"):
        enter_papers(ballot=ballot, by=world.leila, papers={"o1": 7}, blank=0, invalid=0)
    enter_papers(ballot=ballot, by=world.leila, **second)
    assert Ballot.objects.get().counted_at is None
    assert published(ballot)["acts"][-1][3]["counts"] == [[{"o1": 3, "o2": 1}, 1, 0], [{"o1": 3, "o2": 1}, 0, 1]]
    enter_papers(ballot=ballot, by=world.leila, **second)
    enter_papers(ballot=ballot, by=world.sara, **second)

    counted = Ballot.objects.get()
    assert counted.result["heads"] == {"o1": 3, "o2": 1, "o3": 0, "blank": 0, "invalid": 1, "not_voting": 1, "split": 0}
    assert counted.result["figures"]["heads"] == {
        "entitled": "6", "present": "6", "represented": "0", "cast": "5", "valid": "4",
    }  # fmt: skip
    assert recount(published(counted), tmp_path)[0] == 0
