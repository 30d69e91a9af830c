"""Any field of any record can be read from the log: who set it, when, what it was before and after."""

import re
from dataclasses import dataclass
from datetime import date

import pytest
from django.test import TestCase
from django.urls import reverse
from django.utils import translation
from django.utils.text import capfirst

from hamshahr.accounts import log
from hamshahr.accounts.models import Act
from hamshahr.accounts.office.registers import REGISTERS
from hamshahr.accounts.office.verbs import WORDS
from hamshahr.accounts.services import (
    accept_invitation,
    describe_user,
    digest_of,
    end_staff_duty,
    invite,
    start_staff_duty,
    withdraw_invitation,
)
from hamshahr.bodies.models import Mandate, MembershipStep, SeatFlag
from hamshahr.bodies.services import (
    amend_rule,
    apply_for_membership,
    clear_flag,
    correct_mandate,
    dissolve_body,
    end_hosting,
    end_local_office,
    end_mandate,
    enrol,
    found_body,
    grant_mandate,
    host_body,
    lapse_local_offices,
    move_memberships,
    seat_holder,
    take_step,
)
from hamshahr.bodies.tests.builders import decision, mayor, office, person, rule, statute
from hamshahr.calls.models import Distinction, Edition
from hamshahr.calls.services import add_edition, confer
from hamshahr.comments.services import (
    close_comments,
    hide_comment,
    publish_comment,
    refuse_comment,
    reopen_comments,
    withdraw_comment,
    write_comment,
)
from hamshahr.gatherings.services import add_gathering, take_part
from hamshahr.kernel.dates import PartialDate
from hamshahr.letters.models import Letter
from hamshahr.letters.services import send_again, write_letter
from hamshahr.parties.models import Country, Liaison
from hamshahr.parties.services import (
    add_country,
    add_language,
    add_place,
    add_region,
    appoint_liaison,
    describe,
    give_consent,
    hand_over,
    merge_parties,
    replace_liaison,
    withdraw_consent,
)
from hamshahr.practices.models import Practice
from hamshahr.practices.services import add_goal, add_practice, add_topic, restate_practice
from hamshahr.record.importing import carry_out, preview
from hamshahr.record.models import Entry
from hamshahr.record.services import (
    accept_claim,
    answer_objection,
    correct_claim,
    decline_claim,
    object_to_claim,
    propose_claim,
    publish_claim,
    raise_objection,
    rebuild,
    withdraw_claim,
)
from tests.replay import breaks, logged_models, rows, silent, untold
from tests.world import World, city, names


def accounts_live(world):
    with TestCase.captureOnCommitCallbacks(execute=True):
        open_one = invite(email="a@example.org", full_name="A", language="fa", by=world.sara)
        invite(email="b@example.org", full_name="B", language="en", by=world.sara)
    token = "t" * 30
    open_one.token_digest = digest_of(token)
    open_one.save()
    accept_invitation(token=token, full_name="آ", password="a long password")
    withdraw_invitation(invitation=type(open_one).objects.get(email="b@example.org"), by=world.sara)
    describe_user(user=world.omid, fields={"full_name": "Omid K."}, by=world.sara)
    duty = start_staff_duty(user=world.omid, starts_on=date(2021, 1, 1), by=world.sara)
    end_staff_duty(duty=duty, ends_on=date(2021, 3, 1), by=world.sara, reason="moved")


def parties_live(world):
    add_language(code="gl", names=names(en="Galician"), by=world.sara)
    region = add_region(slug="africa", names=names(en="Africa"), position=3, by=world.sara)
    country = add_country(iso2="ML", iso3="MLI", names=names(en="Mali"), region=region, by=world.sara)
    describe(country, {"languages": ["gl"]}, by=world.sara)
    add_place(country=Country.objects.get(pk="ML"), latitude=12.6, longitude=-8.0, time_zone="UTC", by=world.sara)
    someone = person(world, "someone")
    consent = give_consent(person=someone, field="email", given_on=date(2021, 1, 1), by=world.sara)
    withdraw_consent(consent=consent, withdrawn_on=date(2021, 2, 1), by=world.sara)
    appoint_liaison(user=world.leila, party=world.mashhad, duty="dues", starts_on=date(2021, 1, 1), by=world.sara)
    dues = Liaison.objects.get(user=world.leila)
    replace_liaison(liaison=dues, user=world.omid, on=date(2021, 2, 1), by=world.sara, reason="leave")
    hand_over(
        party=world.mashhad, leaving=world.mina, arriving=world.leila, on=date(2021, 3, 1), packet={}, by=world.sara
    )


def bodies_live(world):
    adopted = statute(world, rule("4", "dues", grace_days=30), rule("9", "acting", by="party"))
    amend_rule(rule=adopted.rules.first(), in_force_on=date(2015, 1, 1), by=world.sara, article="4a")
    membership = apply_for_membership(
        party=world.seoul, body=world.metropolis, by=world.jun, happened_on=date(2021, 1, 1)
    )
    for state, on in (("examined", 2), ("admitted", 3), ("active", 4), ("suspended", 6), ("active", 7), ("left", 9)):
        of_body = decision(world) if state in MembershipStep.DECIDED_STATES else None
        day = date(2021, on, 1)
        take_step(
            membership=membership, state=state, by=world.sara, happened_on=day, reason="so it went", decision=of_body
        )
    body = found_body(names=names(en="Fund"), network="Metropolis", kind="office", by=world.sara)
    hosting = host_body(body=body, host=world.mashhad, starts_on="2014", by=world.sara)
    end_hosting(hosting=hosting, ends_on="2018", by=world.sara, reason="moved")
    host_body(body=body, host=world.seoul, starts_on="2018", ends_on="2020", by=world.sara)
    host_body(body=body, host=world.brussels, starts_on="2020", by=world.sara)
    dissolve_body(body=body, ended_on="2022", by=world.sara, reason="merged")
    enrol(party=world.mashhad, body=world.metropolis, state="active", joined_on="2006", by=None)
    move_memberships(on=date(2022, 1, 1))


def seats_live(world):
    statute(world, rule("9", "acting", by="party"), body=world.board)
    who, deputy = person(world, "mayor"), person(world, "deputy")
    home = mayor(world, world.mashhad, who)
    seat = grant_mandate(
        office=world.vice_presidency, party=world.mashhad, starts_on="2020", person=who, local_office=home, by=None
    )
    end_local_office(local_office=home, ends_on=date(2021, 8, 1), by=world.sara, reason="elections")
    next_one = mayor(world, world.mashhad, deputy, starts_on=date(2021, 8, 2), ends_on=PartialDate("2022-05-01"))
    flag = SeatFlag.objects.get(cleared_on=None)
    clear_flag(flag=flag, outcome="acting", on=date(2021, 8, 5), by=world.sara, person=deputy, local_office=next_one)
    seat_holder(mandate=seat, person=person(world, "third"), starts_on=date(2021, 10, 1), by=world.sara)
    correct_mandate(mandate=seat, by=world.sara, reason="minutes", starts_on="2020-02-01", note="Minutes 7")
    end_mandate(mandate=seat, ends_on=date(2021, 12, 1), ending="resigned", by=world.sara, reason="letter")
    correct_mandate(mandate=seat, by=world.sara, reason="another day", ends_on="2021-12-15")
    correct_mandate(mandate=seat, by=world.sara, reason="a year only", starts_on="2020")
    grant_mandate(office=office(world, "treasurer"), party=world.seoul, starts_on="2011", ends_on="2014", by=None)
    lapse_local_offices(on=date(2022, 6, 1))
    return seat


def practices_live(world):
    goal = add_goal(number=11, names=names(en="Sustainable cities"), by=world.sara)
    topic = add_topic(slug="mobility", names=names(en="Mobility"), goals=[goal], by=world.sara)
    text = {"names": names(en="Night buses"), "party": world.seoul, "topics": [topic]}
    practice = add_practice(slug="night-buses", by=world.sara, **text)
    restate_practice(practice, {"goals": [goal], "source": "A page"}, by=world.sara)
    draft = add_practice(slug="day-buses", live=False, by=world.sara, **text)
    reverse("wagtailadmin_home")  # the registers say who may publish
    draft.save_revision(user=world.sara).publish(user=world.sara)
    Practice.objects.get(pk=draft.pk).unpublish(user=world.sara)
    comments_live(world, practice)


def comments_live(world, practice):
    said = {"thing": practice, "language": "en"}
    shown = write_comment(text="How dear was it?", party=world.seoul, by=world.jun, **said)
    publish_comment(comment=shown, by=world.sara)
    hide_comment(comment=shown, by=world.sara, reason="a name in it")
    publish_comment(comment=shown, by=world.sara)
    refuse_comment(comment=write_comment(text="Buy now", by=world.omid, **said), by=world.sara, reason="advertising")
    withdraw_comment(comment=write_comment(text="No.", by=world.leila, **said), by=world.leila)
    close_comments(thing=practice, by=world.sara, reason="it is over")
    reopen_comments(thing=practice, by=world.sara, reason="it is not")


def record_lives(world, double):
    edition = add_edition(award=world.award, cycle_year=2020, slug="2020", number=5, by=world.sara)
    project = names(en="Ring road")
    confer(edition=edition, city_name="Mashhad", level="winner", party=world.mashhad, project=project, by=world.sara)
    confer(edition=edition, city_name="Elsewhere", level="winner", project=project, by=world.sara)
    gathering = add_gathering(
        slug="wc", kind="congress", names=names(en="Congress"), starts_on=PartialDate("2021"), by=world.sara
    )
    part = take_part(
        gathering=gathering, party=world.mashhad, role="host", by=world.sara, confidence="claimed", note="by phone"
    )
    describe(part, {"note": "by letter"}, by=world.sara)
    claims_live(world)
    entry = Entry.objects.get(source_id=part.pk, kind="gathering.hosted")
    objection = raise_objection(entry=entry, aim="support", text="Here", citation="Programme", by=world.mina)
    answer_objection(objection=objection, outcome="accepted", answer="Thank you", by=world.sara)
    write_letter(kind="k", key="k", to=world.mina, subject="s", text="t")
    Letter.objects.update(attempts=8, taken_at=objection.raised_at)
    send_again(letter=Letter.objects.get(key="k"), by=world.sara, reason="it was down")
    bring_cities(world)
    take_part(gathering=gathering, party=double, role="speaker", by=world.sara)
    merge_parties(party=double, into=world.mashhad, by=world.sara, reason="two spellings")


def claims_live(world):
    said = {"party": world.mashhad, "published_in": "news", "published_on": PartialDate("2022"), "by": world.sara}
    query = {"builder": "record.measure", "parameters": {"measure": "seats.held"}}
    publish_claim(key="c1", sentence=names(en="Ten"), quantity=10, until=PartialDate("2022-01-01"), **query, **said)
    claim = propose_claim(sentence=names(en="More than three"), comparison=">", quantity=3, **said)
    correct_claim(claim=claim, by=world.sara, reason="a query", quantity=4, **query)
    accept_claim(claim=claim, by=world.sara)
    objection = object_to_claim(claim=claim, aim="correct", text="Five", by=world.mina)
    answer_objection(objection=objection, outcome="declined", answer="Four are known", by=world.sara)
    withdraw_claim(claim=claim, by=world.sara, reason="told twice")
    declined = propose_claim(sentence=names(en="The best"), comparison="opinion", **said)
    decline_claim(claim=declined, by=world.sara, reason="praise")


def bring_cities(world):
    table = b"city_id,name_en,country,lat,lon,timezone\nbusan,Busan,KR,35.1,129.0,Asia/Seoul\n"
    carry_out(preview("cities", table, world.sara, name="cities.csv"), world.sara)


@dataclass
class Life:
    world: World
    older: set[tuple[type, str]]
    seat: Mandate


def live():
    """Every act that a service knows, done once; what stood in the world before is older than the log."""
    world = World()
    double = city("meshed", world.iran, (36.3, 59.6), "Asia/Tehran", en="Meshed")
    older = rows()
    accounts_live(world)
    parties_live(world)
    bodies_live(world)
    seat = seats_live(world)
    practices_live(world)
    record_lives(world, double)
    return Life(world, older, seat)


@pytest.fixture(scope="module")
def settled_life(built_once):
    return built_once(live)


@pytest.fixture
def life(db, settled_life):
    return settled_life.lay()


@pytest.fixture
def lived(life):
    return life.older, life.seat


@pytest.fixture
def world(life):
    """The cast of that life."""
    return life.world


def test_every_field_that_any_act_set_stands_in_the_log_as_it_stands_in_the_store(lived):
    older, _seat = lived

    assert list(untold(older)) == []
    assert list(breaks()) == []
    assert list(silent()) == []
    rooms = {"accounts", "parties", "record", "bodies", "gatherings", "practices", "comments"}
    acted = [model for model in logged_models() if model._meta.app_label in rooms or model in {Edition, Distinction}]
    assert [model.__name__ for model in acted if not model._base_manager.exists()] == []


def test_the_log_of_all_that_is_whole_and_gives_the_record_back(lived):
    before = list(Entry.objects.order_by("pk").values())
    Entry.objects.update(kind="forged", happened_on=None, counts_as="twice")

    rebuild()

    assert list(Entry.objects.order_by("pk").values()) == before
    assert list(log.faults()) == []


def test_no_secret_stands_in_the_log(lived):
    written = " ".join(str(act.changes) for act in Act.objects.all())

    assert not any(word in written for word in ("password", "token_digest", "session_epoch", "pbkdf2", "md5$"))


def test_every_verb_of_a_service_has_words(lived):
    assert set(Act.objects.values_list("verb", flat=True)) - set(WORDS) == set()


@pytest.fixture
def office_in_persian(lived, world, client):
    client.force_login(world.sara)
    client.cookies["language"] = "fa"
    return client


def test_the_log_of_a_mandate_shows_who_set_any_field_when_and_what_it_was_before(lived, office_in_persian):
    _older, seat = lived
    acts = Act.objects.filter(verb="mandate.ended", changes__has_key="ends_on", thing_id=str(seat.pk))

    page = office_in_persian.get(f"/office/mandates/log/{seat.pk}/", {"field": "ends_on"}).content.decode()

    assert [act.changes["ends_on"] for act in acts.order_by("number")] == [
        [None, "2021-12-01"],
        ["2021-12-01", "2021-12-15"],
    ]
    assert "۱۰ آذر ۱۴۰۰" in page
    assert "۲۴ آذر ۱۴۰۰" in page
    assert "Sara Ferrer" in page
    assert "2021" not in re.sub(r'datetime="[^"]+"|2021-12-\d\dT', "", page.split("office-acts")[1])


def test_the_whole_of_a_mandate_is_read_as_it_stood_after_any_act(lived, office_in_persian):
    _older, seat = lived
    granted = Act.objects.filter(verb="mandate.granted", thing_id=str(seat.pk)).earliest("number")

    page = office_in_persian.get(f"/office/mandates/log/{seat.pk}/", {"after": granted.number}).content.decode()
    standing = page.split('id="standing"')[1].split("</section>")[0]

    assert "قائم‌مقام منطقه‌ای رئیس" in standing
    assert "مشهد" in standing
    with translation.override("fa"):
        assert PartialDate("2020").show() in standing
    assert "آذر ۱۴۰۰" not in standing


@pytest.mark.parametrize("verb", ["seat.filled", "seat.left", "seat.flagged", "seat.cleared"])
def test_who_filled_a_seat_and_what_put_it_in_question_stands_in_the_log_of_the_mandate(lived, office_in_persian, verb):
    _older, seat = lived

    page = office_in_persian.get(f"/office/mandates/log/{seat.pk}/").content.decode()

    with translation.override("fa"):
        assert capfirst(str(WORDS[verb])) in page


def test_every_thing_has_its_log_in_the_office_reachable_from_its_page(lived, office_in_persian):
    for model in logged_models():
        for thing in model._base_manager.all()[:1]:
            register = REGISTERS.get(model)
            if register is None:
                assert model.__name__ in {"Holding", "MembershipStep", "Rule"}
                continue
            page = office_in_persian.get(register.address_of(thing))
            assert (model, page.status_code) == (model, 200)
            assert register.address_of_log(thing) in page.content.decode()
            assert office_in_persian.get(register.address_of_log(thing)).status_code == 200


@pytest.mark.parametrize(
    "asked", [{"after": "x"}, {"after": "9" * 40}, {"field": "a'b"}, {"field": "nothing"}, {"p": "-1"}]
)
def test_a_question_that_makes_no_sense_is_no_fault(lived, office_in_persian, asked):
    _older, seat = lived

    assert office_in_persian.get(f"/office/mandates/log/{seat.pk}/", asked).status_code == 200


def test_a_long_log_asks_the_store_a_fixed_number_of_times(lived, office_in_persian, django_assert_max_num_queries):
    _older, seat = lived
    office_in_persian.get(f"/office/mandates/log/{seat.pk}/")

    with django_assert_max_num_queries(45):
        office_in_persian.get(f"/office/mandates/log/{seat.pk}/")
