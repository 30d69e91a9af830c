"""The pages of what a meeting decides: in fa and en, by their roles, without JavaScript; the live room by its tag."""

import re

import pytest

from hamshahr.ballots.services import cast
from hamshahr.decisions import services
from hamshahr.decisions.keeping import SHELF
from hamshahr.decisions.models import Amendment, Motion, Putting
from hamshahr.decisions.queries.texts import texts_of
from hamshahr.decisions.tests.sittings import AT, BEFORE, TEXT, a_motion, a_sitting, brought, sitting_now
from tests.world import names

ROOM = "/en/meetings/assembly-2021"


@pytest.fixture
def sitting(world):
    SHELF.forget()
    return a_sitting(world)


def read(client, path, who=None, status=200):
    if who:
        client.force_login(who)
    response = client.get(path)
    assert response.status_code == status
    return re.sub(r"\s+", " ", response.content.decode())


def test_a_motion_is_drafted_filed_amended_and_withdrawn_through_its_pages(sitting, client):
    client.force_login(sitting.mina)
    form = {"item": sitting.item.pk, "mover": "mashhad", "kind": "motion", "language": "en", "title": "M", "text": TEXT}
    assert client.post(f"{ROOM}/motions/new/", {**form, "text": ""}).status_code == 422
    assert client.post(f"{ROOM}/motions/new/", {**form, "item": sitting.hidden.pk}).status_code == 422
    assert client.post(f"{ROOM}/motions/new/", form).status_code == 302
    motion = Motion.objects.get()
    page = f"{ROOM}/motions/{motion.key}/"
    assert read(client, page, sitting.jun, 404)
    client.force_login(sitting.mina)
    assert client.post(f"{page}step/", {"after": "filed"}).status_code == 302
    assert client.post(f"{page}step/", {"after": "open"}).status_code == 403
    assert read(client, f"{page}text/", sitting.mina, 403)
    client.force_login(sitting.sara)
    client.post(f"{page}step/", {"after": "open"})
    client.force_login(sitting.jun)
    change = {"mover": "seoul", "change": "replace", "paragraph": 2, "words": "By vote.", "reason": ""}
    assert client.post(f"{page}amendments/new/", {**change, "paragraph": 9}).status_code == 422
    assert client.post(f"{page}amendments/new/", change).status_code == 302
    amendment = Amendment.objects.get()
    assert "By vote." in read(client, page)
    client.force_login(sitting.mina)
    assert client.post(f"{ROOM}/amendments/{amendment.key}/withdrawal/").status_code == 403
    client.force_login(sitting.jun)
    assert client.post(f"{ROOM}/amendments/{amendment.key}/withdrawal/").status_code == 302
    assert (Motion.objects.get().state, Amendment.objects.get().state) == ("open", "withdrawn")


def test_the_translator_sees_what_changed_and_confirms_it(sitting, client):
    motion = brought(sitting, a_motion(sitting), "filed")
    basis = texts_of(motion).authentic
    services.translate(
        motion=motion, language="fr", title="T", paragraphs=["Un.", "Deux.", "Trois."], basis=basis, by=sitting.sara
    )
    page = f"{ROOM}/motions/{motion.key}/"
    client.force_login(sitting.sara)
    client.post(f"{page}text/", {"title": "Yearly meetings", "text": TEXT.replace("lot", "vote")})
    assert "confirm or mend first: Français" in read(client, page)
    shown = read(client, f"{page}texts/fr/")
    assert "<del>lot.</del>" in shown
    assert "<ins>vote.</ins>" in shown
    assert "Deux.</textarea>" in shown
    sent = {"title": "T", "basis": basis.pk, "p1": "Un.", "p2": "Par vote.", "p3": "Trois."}
    refused, now = client.post(f"{page}texts/fr/", sent), texts_of(motion).authentic.pk
    assert refused.status_code == 422
    assert f'name="basis" value="{now}"' in refused.content.decode()
    assert client.post(f"{page}texts/fr/", {**sent, "basis": 2**70}).status_code == 422
    assert client.post(f"{page}texts/fr/", {**sent, "basis": now}).status_code == 302
    assert texts_of(motion).stale == []
    assert "Par vote." in read(client, page.replace("/en/", "/fr/"))
    assert read(client, f"{page}texts/xx/", status=404)


def test_a_vote_from_the_chair_to_the_page_of_its_result_and_the_room_that_follows(sitting, client):
    sitting_now(sitting, "mashhad", "seoul")
    motion = brought(sitting, a_motion(sitting), "filed", "open", "debated")
    client.force_login(sitting.jun)
    assert "Nobody has asked to speak" in read(client, f"{ROOM}/room/")
    now = client.get(f"{ROOM}/room/now/delegates/")
    assert client.get(f"{ROOM}/room/now/delegates/", headers={"If-None-Match": now["ETag"]}).status_code == 304
    assert client.get(f"{ROOM}/room/chair/").status_code == 403
    assert client.post(f"{ROOM}/room/acts/put/", {"of": f"motion:{motion.key}", "way": "named"}).status_code == 403
    chair = read(client, f"{ROOM}/room/chair/", sitting.sara)
    assert 'accesskey="v"' in chair
    assert client.post(f"{ROOM}/room/acts/put/", {"of": f"motion:{motion.key}", "way": "none"}).status_code == 404
    client.post(f"{ROOM}/room/acts/put/", {"of": f"motion:{motion.key}", "way": "named"})
    putting = Putting.objects.get()
    ballot = putting.ballot
    page = f"{ROOM}/votes/{putting.key}/"
    assert "How the votes divide is shown when it is counted" in read(client, page)
    later = client.get(f"{ROOM}/room/now/delegates/", headers={"If-None-Match": now["ETag"]})
    assert (later.status_code, f"/en/ballots/{ballot.key}/" in later.content.decode()) == (200, True)
    for number, (city, said) in enumerate({"mashhad": "yes", "seoul": "yes"}.items()):
        elector = ballot.electors.get(party=getattr(sitting, city))
        cast(ballot=ballot, elector=elector, answer=(said,), by=sitting.sara, once=f"{number:020}")
    client.post(f"{ROOM}/room/acts/close-ballot/", {"of": ballot.key})
    client.logout()
    shown = read(client, page)
    assert "Adopted." in shown
    assert "Article 16" in shown
    assert 'dir="rtl"' in read(client, page.replace("/en/", "/fa/"))
    assert read(client, f"{ROOM}/room/", status=302) == ""
    assert read(client, f"{ROOM}/room/now/hall/", status=404)
    assert "adopted" in read(client, f"{ROOM}/room/hall/", sitting.jun)


def test_the_room_never_shows_a_hidden_item_and_answers_whom_it_does_not_know_with_nothing(sitting, client):
    sitting_now(sitting, "mashhad")
    brought(sitting, a_motion(sitting, item=sitting.hidden, title="Secret quarrel"), "filed")
    for part in ("room/", "room/hall/", "room/chair/", "motions/"):
        page = read(client, f"{ROOM}/{part}", sitting.sara)
        assert ("Quarrel" in page, len(page) < 40_000) == (part == "motions/", True)
    for user in (sitting.omid, sitting.leila):
        assert read(client, f"{ROOM}/room/", user, 404)
        assert read(client, f"{ROOM}/room/now/delegates/", user, 404)
    assert "Secret" not in read(client, f"{ROOM}/motions/", sitting.jun)


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_pages_cost_no_more_than_their_budget(sitting, client, language, django_assert_max_num_queries):
    sitting_now(sitting, "mashhad", "seoul")
    motions = [brought(sitting, a_motion(sitting), "filed", "open") for _number in range(3)]
    client.force_login(sitting.jun)
    room = f"/{language}/meetings/assembly-2021"
    for path, most in {"motions/": 40, f"motions/{motions[0].key}/": 56, "room/": 58, "room/now/delegates/": 7}.items():
        client.get(f"{room}/room/now/delegates/")  # who may enter is asked once, and kept for some seconds
        with django_assert_max_num_queries(most):
            assert client.get(f"{room}/{path}").status_code == 200


def test_elections_and_decisions_in_writing_have_their_pages(sitting, client):
    election = services.call_election(item=sitting.ballotting, names=names(en="Board"), places=1, by=sitting.sara)
    page = f"{ROOM}/elections/{election.key}/"
    client.force_login(sitting.mina)
    assert client.post(f"{page}nominations/new/", {"mover": "seoul"}).status_code == 422
    assert client.post(f"{page}nominations/new/", {"mover": "mashhad", "person_name": "Ali"}).status_code == 302
    nomination = election.nominations.get()
    client.force_login(sitting.jun)
    assert client.post(f"{ROOM}/nominations/{nomination.key}/withdrawal/").status_code == 403
    assert client.post(f"{ROOM}/nominations/{nomination.key}/support/").status_code == 302
    assert "Signed by" in read(client, page)
    client.force_login(sitting.omid)
    assert client.post(f"{ROOM}/nominations/{nomination.key}/support/").status_code == 403
    assert "Ali" in read(client, page.replace("/en/", "/fa/"))

    said = {"names": names(en="Logo"), "text": names(en="Blue."), "way": "silence", "closes_on": AT.date()}
    procedure = services.ask_in_writing(body=sitting.metropolis, by=sitting.sara, at=BEFORE, **said)
    page = f"/en/meetings/by-correspondence/{procedure.key}/"
    client.logout()
    assert read(client, page, status=404)
    assert "over where you are" in read(client, page, sitting.jun)
    reply = procedure.replies.get(party=sitting.mashhad)
    assert client.post(page, {"of": reply.pk, "answer": "yes"}).status_code == 403
    client.force_login(sitting.mina)
    assert client.post(page, {"of": reply.pk, "answer": "yes"}).status_code == 422
    services.decide_written(at=AT.replace(month=7))
    client.logout()
    assert "Adopted." in read(client, page)
