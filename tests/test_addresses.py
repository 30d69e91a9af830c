"""Every address with what it answers to each role; an address that is missing here fails the suite."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.contrib.auth import SESSION_KEY
from django.urls import NoReverseMatch, URLResolver, get_resolver, reverse
from django.utils.translation import override

from hamshahr.accounts.models import Invitation, StaffDuty
from hamshahr.accounts.services import invite
from hamshahr.attendance.services import name_delegate
from hamshahr.ballots.tests.builders import a_ballot
from hamshahr.bodies.models import Body, Office
from hamshahr.bodies.services import adopt_statute, enrol, grant_mandate, record_decision
from hamshahr.calls.models import Edition
from hamshahr.comments.services import write_comment
from hamshahr.decisions import services as decisions
from hamshahr.decisions.models import Proxy, ProxyPage, Putting
from hamshahr.decisions.quorum import rule_of_session
from hamshahr.dues.models import Proof, ProofPage
from hamshahr.dues.services import issue_invoices, record_payment, set_footing
from hamshahr.dues.tests.builders import ISSUED, a_table, income
from hamshahr.dues.tests.builders import START as DUES
from hamshahr.gatherings.models import Gathering
from hamshahr.gatherings.services import take_part
from hamshahr.kernel.dates import PartialDate
from hamshahr.meetings.models import Consultation, Session
from hamshahr.meetings.reading import Read
from hamshahr.meetings.services import add_item, bring_paper, open_session, plan_session
from hamshahr.meetings.tests.builders import a_meeting
from hamshahr.parties.models import Person
from hamshahr.parties.services import appoint_liaison, hand_over
from hamshahr.practices.services import add_practice
from hamshahr.record.models import Entry
from hamshahr.record.services import publish_claim, raise_objection
from hamshahr.resolutions.services import adopt_resolution, draft_minutes, lay_duty
from hamshahr.rolls.services import compute_roll
from hamshahr.seals.tests.builders import a_seal
from hamshahr.stories.models import Origin, Subscriber
from hamshahr.stories.services.subscribers import leave_token
from tests.addresses import (
    ANYBODY,
    CALLED,
    DESK,
    DESK_OR_OFFICE,
    ELSEWHERE,
    GONE,
    IN_THE_ROOM,
    KEPT_OR_OWN,
    LAPSED,
    MEMBERS,
    NO_CODES_YET,
    ONLY_POSTED,
    POSTED,
    PROVE_AGAIN,
    ROLES,
    SECRETARIAT,
    TO_SIGN_IN,
    VOICE_LETTER,
    told_by_rooms,
)
from tests.news import a_story, an_about_page, category, corrected
from tests.world import World, names, user

LISTS = ["parties", "bodies", "hostings", "memberships", "mandates", "gatherings", "parts", "editions"]
LISTS += ["distinctions", "practices", "topics", "entries", "claims"]

TABLE = {
    "root": ((), ELSEWHERE),
    "health": ((), ANYBODY),
    "robots": ((), ANYBODY),
    "web:home": ((), ANYBODY),
    "web:search": ((), ANYBODY),
    "web:desk": ((), (200, 200, 302, 302, 200, 200, TO_SIGN_IN)),
    "web:desk_of": (("mashhad",), DESK),
    "web:hand_over": (("mashhad",), DESK_OR_OFFICE),
    "proxies:index": (("mashhad",), DESK),
    "proxies:lend": (("mashhad", "forum"), DESK),
    "proxies:withdraw": (("mashhad", "voice"), DESK),
    "proxies:paper": (("mashhad", "voice", 1), VOICE_LETTER),
    "decisions:rehearsal": (("assembly-2020",), SECRETARIAT),
    "decisions:quorum": (("assembly-2020", 1), CALLED),
    "dues:index": (("mashhad",), DESK),
    "dues:invoice": (("mashhad", "invoice"), DESK),
    "dues:bring": (("mashhad", "invoice"), DESK),
    "dues:pdf": (("mashhad", "invoice"), DESK_OR_OFFICE),
    "dues:receipt": (("mashhad", "payment"), DESK_OR_OFFICE),
    "dues:withdraw": (("mashhad", "metropolis"), DESK),
    "dues:region": (("mashhad",), NO_CODES_YET),
    "dues:region_export": (("mashhad", "csv"), NO_CODES_YET),
    "dues:page": (("mashhad", "proof", 1), DESK_OR_OFFICE),
    "web:handover": (("mashhad", "handover"), DESK_OR_OFFICE),
    "liaisons:consents": ((), MEMBERS),
    "liaisons:give_consent": (("email",), POSTED),
    "liaisons:withdraw_consent": (("email",), POSTED),
    "liaisons:index": (("mashhad",), DESK_OR_OFFICE),
    "liaisons:appoint": (("mashhad",), DESK_OR_OFFICE),
    "liaisons:end": (("mashhad", "liaison"), DESK_OR_OFFICE),
    "liaisons:replace": (("mashhad", "liaison"), DESK_OR_OFFICE),
    "parties:directory": ((), ANYBODY),
    "parties:export": (("csv",), ANYBODY),
    "dossier:city": (("mashhad",), ANYBODY),
    "dossier:entries": (("mashhad",), ANYBODY),
    "dossier:export": (("mashhad", "csv"), ANYBODY),
    "people:person": (("awa",), ANYBODY),
    "record:entry": (("entry",), ANYBODY),
    "record:objection": (("entry",), (403, 403, 200, 403, 403, 403, TO_SIGN_IN)),
    "record:claims": ((), ANYBODY),
    "record:claims_export": (("csv",), ANYBODY),
    "record:claim": (("claim",), ANYBODY),
    "record:object_to_claim": (("claim",), (403, 403, 200, 403, 403, 403, TO_SIGN_IN)),
    "record:answer": (("objection",), SECRETARIAT),
    "bodies:index": ((), ANYBODY),
    "bodies:export": (("csv",), ANYBODY),
    "bodies:body": (("metropolis-board",), ANYBODY),
    "bodies:members": (("metropolis",), ANYBODY),
    "bodies:members_export": (("metropolis", "csv"), ANYBODY),
    "bodies:decision": (("decision",), ANYBODY),
    "bodies:statute": (("metropolis", "2020-11-30"), ANYBODY),
    "gatherings:index": ((), ANYBODY),
    "gatherings:export": (("csv",), ANYBODY),
    "gatherings:gathering": (("forum",), ANYBODY),
    "attendance:delegations": (("sitting",), ANYBODY),
    "attendance:delegations_export": (("sitting", "csv"), (200, 404, 200, 404, 404, 404, 404)),
    "attendance:badges": (("sitting",), DESK_OR_OFFICE),
    "attendance:delegation": (("sitting", "mashhad"), DESK_OR_OFFICE),
    "attendance:note": (("sitting", "mashhad"), POSTED),
    "attendance:delegate": (("sitting", "mashhad", 1), DESK_OR_OFFICE),
    "attendance:withdraw": (("sitting", "mashhad", 1), DESK_OR_OFFICE),
    "attendance:attendance": (("sitting",), ANYBODY),
    "attendance:attendance_live": (("sitting",), ANYBODY),
    "attendance:attendance_export": (("sitting", "csv"), (200, 404, 200, 404, 404, 404, 404)),
    "attendance:mine": (("sitting",), POSTED),
    "attendance:badge": (("badge",), (200, 404, 404, 404, 404, 404, TO_SIGN_IN)),
    "attendance:door": (("sitting",), SECRETARIAT),
    "attendance:speakers": (("sitting",), ANYBODY),
    "attendance:speakers_live": (("sitting",), ANYBODY),
    "attendance:wish": (("sitting",), POSTED),
    "attendance:chair": (("sitting",), SECRETARIAT),
    "attendance:chair_live": (("sitting",), SECRETARIAT),
    "attendance:speaking_limits": (("sitting",), SECRETARIAT),
    "ballots:ballot": (("ballot",), ANYBODY),
    "ballots:state": (("ballot",), ANYBODY),
    "ballots:box": (("ballot",), ANYBODY),
    "ballots:box_file": (("ballot",), ANYBODY),
    "ballots:receipt": (("ballot",), ANYBODY),
    "ballots:papers": (("ballot",), SECRETARIAT),
    "decisions:motions": (("sitting",), ANYBODY),
    "decisions:new_motion": (("sitting",), CALLED),
    "decisions:motion": (("sitting", "motion"), ANYBODY),
    "decisions:step": (("sitting", "motion"), POSTED),
    "decisions:rewrite": (("sitting", "motion"), SECRETARIAT),
    "decisions:translate": (("sitting", "motion", "fa"), CALLED),
    "decisions:amend": (("sitting", "motion"), CALLED),
    "decisions:withdraw_amendment": (("sitting", "amendment"), POSTED),
    "decisions:put": (("sitting", "kind", "amendment"), SECRETARIAT),
    "decisions:closing_roll": (("sitting", "ballot"), GONE),
    "decisions:closing_roll_paper": (("sitting", "ballot"), GONE),
    "decisions:closing_roll_text": (("sitting", "ballot"), GONE),
    "decisions:outcome": (("sitting", "putting"), ANYBODY),
    "decisions:elections": (("sitting",), ANYBODY),
    "decisions:election": (("sitting", "election"), ANYBODY),
    "decisions:nominate": (("sitting", "election"), CALLED),
    "decisions:support": (("sitting", "nomination"), POSTED),
    "decisions:withdraw_nomination": (("sitting", "nomination"), POSTED),
    "decisions:room": (("sitting",), DESK_OR_OFFICE),
    "decisions:hall": (("sitting",), DESK_OR_OFFICE),
    "decisions:chair": (("sitting",), (200, 404, 403, 404, 404, 404, TO_SIGN_IN)),
    "decisions:now": (("sitting", "hall"), IN_THE_ROOM),
    "decisions:act": (("sitting", "next"), POSTED),
    "decisions:written": (("written",), IN_THE_ROOM),
    "decisions:written_roll": (("written",), IN_THE_ROOM),
    "decisions:written_roll_paper": (("written",), IN_THE_ROOM),
    "decisions:written_roll_export": (("written", "csv"), IN_THE_ROOM),
    "meetings:index": ((), ANYBODY),
    "meetings:export": (("csv",), ANYBODY),
    "meetings:calendar": ((), MEMBERS),
    "meetings:calendar_of_body": (("metropolis",), ANYBODY),
    "meetings:calendar_of_city": (("mashhad",), ANYBODY),
    "meetings:calendar_of_person": (("wrong-token",), GONE),
    "meetings:consultation": (("consultation",), ANYBODY),
    "meetings:meeting": (("assembly-2020",), ANYBODY),
    "meetings:agenda": (("assembly-2020",), ANYBODY),
    "meetings:move": (("assembly-2020", "item"), POSTED),
    "meetings:papers": (("assembly-2020",), ANYBODY),
    "meetings:bundle": (("assembly-2020",), ANYBODY),
    "meetings:paper": (("assembly-2020", "paper", 1), ANYBODY),
    "rolls:roll": (("assembly",), ANYBODY),
    "rolls:version": (("assembly", 1), KEPT_OR_OWN),
    "rolls:export": (("assembly", "csv"), KEPT_OR_OWN),
    "rolls:paper": (("assembly",), GONE),
    "rolls:compute": (("assembly",), SECRETARIAT),
    "rolls:freeze": (("assembly", 1), SECRETARIAT),
    "editions:index": ((), ANYBODY),
    "editions:export": (("csv",), ANYBODY),
    "editions:edition": (("edition",), ANYBODY),
    "practices:index": ((), ANYBODY),
    "practices:export": (("csv",), ANYBODY),
    "practices:practice": (("practice",), ANYBODY),
    "comments:talk": (("practice", "practice"), ANYBODY),
    "comments:write": (("practice", "practice"), MEMBERS),
    "comments:withdraw": (("comment",), DESK),
    "resolutions:index": ((), ANYBODY),
    "resolutions:export": (("csv",), ANYBODY),
    "resolutions:resolution": (("resolution",), ANYBODY),
    "resolutions:text": (("resolution",), ANYBODY),
    "resolutions:duty": (("duty",), ANYBODY),
    "minutes:resolutions": (("sitting",), ANYBODY),
    "minutes:archive": (("sitting",), (404, 403, 403, 403, 403, 403, TO_SIGN_IN)),
    "minutes:index": (("sitting",), ANYBODY),
    "minutes:minutes": (("sitting", "minutes"), (200, 404, 404, 404, 404, 404, 404)),
    "minutes:paper": (("sitting", "minutes", "en"), GONE),
    "minutes:text": (("sitting", "minutes", "en"), GONE),
    "minutes:paragraph": (("sitting", "minutes", "paragraph"), (200, 404, 404, 404, 404, 404, TO_SIGN_IN)),
    "minutes:further": (("sitting", "minutes", "paragraph"), (200, 404, 404, 404, 404, 404, TO_SIGN_IN)),
    "minutes:correction": (("sitting", "minutes", "paragraph"), (403, 404, 404, 404, 404, 404, TO_SIGN_IN)),
    "seals:index": ((), ANYBODY),
    "seals:keys": ((), ANYBODY),
    "seals:revoked": ((), ANYBODY),
    "seals:revoked_json": ((), ANYBODY),
    "seals:revoked_pdf": ((), ANYBODY),
    "seals:script": ((), ANYBODY),
    "seals:seal": (("serial",), ANYBODY),
    "short:page": (("code",), ELSEWHERE),
    "picture": ((1,), GONE),
    "kept_file": (("images/nowhere.webp",), GONE),
    "stories:index": ((), ANYBODY),
    "stories:category": (("news",), ANYBODY),
    "stories:about": (("mashhad",), ANYBODY),
    "stories:feed": (("atom",), ANYBODY),
    "stories:category_feed": (("news", "rss"), ANYBODY),
    "stories:about_feed": (("mashhad", "json"), ANYBODY),
    "stories:share": (("story",), ANYBODY),
    "stories:card": (("story",), ANYBODY),
    "sitemaps:index": ((), ANYBODY),
    "sitemaps:section": (("en", "stories", 0), ANYBODY),
    "sitemaps:news": (("en",), ANYBODY),
    "stories:archive": ((), ANYBODY),
    "stories:year": ((2022,), ANYBODY),
    "stories:month": ((2022, 1), ANYBODY),
    "stories:search": ((), ANYBODY),
    "stories:newsletter": ((), ANYBODY),
    "stories:newsletter_asked": ((), ANYBODY),
    "stories:newsletter_confirm": (("wrong-token",), LAPSED),
    "stories:newsletter_leave": (("leave",), ANYBODY),
    "stories:newsletter_forget": (("leave",), ONLY_POSTED),
    "stories:story": (("story",), ANYBODY),
    "stories:text": (("story",), ANYBODY),
    "stories:origin": (("story",), ANYBODY),
    "stories:before": (("story", "correction"), ANYBODY),
    "stories:plain": (("about",), ANYBODY),
    "accounts:profile": ((), MEMBERS),
    "accounts:invitations": ((), SECRETARIAT),
    "accounts:withdraw_invitation": (("invitation",), POSTED),
    "accounts:accept_invitation": (("wrong-token",), GONE),
    "accounts:staff": ((), SECRETARIAT),
    "accounts:end_staff_duty": (("staff duty",), SECRETARIAT),
    "account_login": ((), (302, 302, 302, 302, 302, 302, 200)),
    "account_logout": ((), (200, 200, 200, 200, 200, 200, 302)),
    "account_inactive": ((), ANYBODY),
    "account_signup": ((), (302, 302, 302, 302, 302, 302, 200)),
    "account_reauthenticate": ((), MEMBERS),
    "account_email": ((), MEMBERS),
    "account_email_verification_sent": ((), ANYBODY),
    "account_change_password": ((), MEMBERS),
    "account_set_password": ((), ELSEWHERE),
    "account_reset_password": ((), ANYBODY),
    "account_reset_password_done": ((), ANYBODY),
    "account_reset_password_from_key": (("1", "wrong-key"), ANYBODY),
    "account_reset_password_from_key_done": ((), ANYBODY),
    "account_confirm_email": (("wrong-key",), ANYBODY),
    "account_request_login_code": ((), (302, 302, 302, 302, 302, 302, 200)),
    "account_confirm_login_code": ((), ELSEWHERE),
    "mfa_index": ((), MEMBERS),
    "mfa_authenticate": ((), ELSEWHERE),
    "mfa_reauthenticate": ((), (200, 200, 302, 302, 302, 302, TO_SIGN_IN)),
    "mfa_activate_totp": ((), PROVE_AGAIN),
    "mfa_deactivate_totp": ((), (302, 302, 404, 404, 404, 404, TO_SIGN_IN)),
    "mfa_view_recovery_codes": ((), NO_CODES_YET),
    "mfa_generate_recovery_codes": ((), PROVE_AGAIN),
    "mfa_download_recovery_codes": ((), NO_CODES_YET),
    "mfa_list_webauthn": ((), MEMBERS),
    "mfa_add_webauthn": ((), PROVE_AGAIN),
    "mfa_reauthenticate_webauthn": ((), PROVE_AGAIN),
    "mfa_remove_webauthn": ((1,), PROVE_AGAIN),
    "mfa_edit_webauthn": ((1,), PROVE_AGAIN),
    "mfa_login_webauthn": ((), ELSEWHERE),
    "open-data:openapi-json": ((), ANYBODY),
    "open-data:api-root": ((), GONE),
    "open-data:nowhere": (("anything",), GONE),
    "open-data:one_party": (("mashhad",), ANYBODY),
    "open-data:claims_of": (("mashhad",), ANYBODY),
    "open-data:one_body": (("metropolis",), ANYBODY),
    "open-data:one_gathering": (("forum",), ANYBODY),
    "open-data:one_edition": (("edition",), ANYBODY),
    "open-data:one_practice": (("practice",), ANYBODY),
    "open-data:one_entry": (("entry",), ANYBODY),
    "open-data:one_claim": (("claim",), ANYBODY),
} | {f"open-data:list_{name}": ((), ANYBODY) for name in LISTS}
for room in told_by_rooms():
    TABLE |= room.TABLE


def addresses(resolver=None, space=(), prefix=""):
    """(name, pattern) of every address; those of the office are tried together below."""
    for pattern in (resolver or get_resolver()).url_patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, (*space, pattern.namespace) if pattern.namespace else space, path)
        else:
            yield ":".join((*space, pattern.name or "")), path


@pytest.fixture(scope="session")
def settled_house(built_once):
    return built_once(the_house)


def the_house():
    """Everybody and everything that an address may name, built once for each worker."""
    world = World()
    cast, made = cast_around(world), things_around(world)
    for room in told_by_rooms():
        made |= room.things(world, made)
    return cast, made


@pytest.fixture
def house(db, settled_house):
    return settled_house.lay()


@pytest.fixture
def cast(house):
    return house[0]


@pytest.fixture
def things(house):
    return house[1]


def cast_around(world):
    """One of each role, and one of each thing that an address may name."""
    awa = user("awa", "Awa Koné", language="fr")
    women = Body.objects.create(slug="women", names=names(en="Women"), network="Metropolis", kind="network")
    antenna = Office.objects.create(body=women, slug="antenna", names=names(en="Antenna"), keeps_register=True)
    person = Person.objects.create(slug="awa", names=names(en="Awa Koné"), user=awa)
    since = PartialDate("2020-01-01")
    grant_mandate(office=antenna, party=world.brussels, person=person, starts_on=since, by=world.sara)
    with_second_factor(awa)
    return dict(zip(ROLES, (world.sara, awa, world.mina, world.jun, world.leila, world.omid, None), strict=True))


def with_second_factor(keeper):
    from allauth.mfa.models import Authenticator

    return Authenticator.objects.create(user=keeper, type=Authenticator.Type.TOTP, data={"secret": "JBSWY3DPEHPK3PXP"})


def things_around(world):
    """What the words in the table stand for."""
    forum = Gathering.objects.create(slug="forum", kind="forum", names=names(en="Forum"), starts_on=PartialDate("2011"))
    take_part(gathering=forum, party=world.mashhad, role="host", by=world.sara)
    entry, contested = Entry.objects.filter(party=world.mashhad).get(), another_entry(world, forum)
    Edition.objects.create(slug="edition", award=world.award, number=1, cycle_year=2011)
    practice = add_practice(slug="practice", party=world.seoul, names=names(en="Practice"), by=world.sara)
    said = write_comment(thing=practice, text="How dear was it?", language="en", by=world.mina)
    rule = {"article": "9", "topic": "quorum", "text": {"en": "Half."}, "values": {}}
    adopt_statute(
        body=world.metropolis, title=names(en="Statutes"), in_force_on=date(2020, 11, 30), rules=[rule], by=world.sara
    )
    decision = record_decision(
        body=world.board, title=names(en="Admission"), decided_on=PartialDate("2021"), by=world.sara
    )
    turn = date(2021, 6, 1)
    handover = hand_over(
        party=world.mashhad,
        leaving=appointed(world, user("nima", "Nima")),
        arriving=world.mina,
        on=turn,
        packet={"awaiting": [], "promises": "", "reading": ""},
        by=world.sara,
    )
    invite(email="new@example.org", full_name="New", language="fa", by=world.sara)
    grounds = {"membership": enrol(party=world.mashhad, body=world.metropolis, state="active", by=world.sara)}
    dues = an_invoice(world, grounds["membership"])
    a_roll(world)
    lent = {"gathering": forum, "giver": world.mashhad, "holder": world.seoul, "given_on": turn, "letter": "14/3"}
    story = a_story(world, title="Story", categories=[category()], parties=[world.mashhad])
    Origin.objects.create(story=story, name="story.txt", source=b"Story", encoding="utf-8", digest="0" * 64, folded="0")
    an_about_page(world)
    claim = publish_claim(
        party=world.mashhad, sentence=names(en="One forum"), quantity=1, builder="record.measure",
        parameters={"measure": "gatherings.hosted"}, published_in="News", published_on=PartialDate("2022"),
        by=world.sara,
    )  # fmt: skip
    return {
        "code": story.code,
        "leave": leave_token(Subscriber.objects.create(address="reader@example.net", language="en")),
        "correction": corrected(story, world).pk,
        "ballot": a_ballot(world, [world.mashhad, world.seoul], gathering=forum).key,
        **dues,
        "badge": a_delegate(world).badge_code,
        **what_it_decides(world, Gathering.objects.get(slug="sitting")),
        **an_assembly(world),
        **what_was_decided(world),
        "entry": entry.pk,
        "serial": a_seal(world).serial,
        "voice": a_voice(**lent, **grounds).pk,
        "claim": claim.key,
        "comment": said.pk,
        "objection": raise_objection(entry=contested, aim="correct", text="No.", by=world.mina).pk,
        "decision": decision.pk,
        "liaison": world.mashhad.liaisons.filter(user=world.mina, ends_on=None).first().pk,
        "handover": handover.pk,
        "invitation": Invitation.objects.get().pk,
        "staff duty": StaffDuty.objects.first().pk,
    }


def a_voice(**fields):
    """A voice lent with one page of its signed letter."""
    proxy = Proxy.objects.create(**fields)
    ProxyPage.objects.create(proxy=proxy, number=1, picture=b"RIFF")
    return proxy


def an_invoice(world, membership):
    """Mashhad is charged, has paid a part, and has brought a proof of the rest."""
    a_table(world)
    income(world, world.iran, "high")
    set_footing(membership=membership, starts_on=DUES, capital="other", tie="joint", source="Test", by=world.sara)
    (invoice,) = issue_invoices(body=world.metropolis, year=2026, on=ISSUED, by=world.sara).new
    words = {"received_on": ISSUED, "reference": "1", "today": ISSUED, "by": world.sara}
    payment = record_payment(invoice=invoice, amount=Decimal(5), **words)
    kept = {"invoice": invoice, "amount": 5, "paid_on": ISSUED, "reference": "2", "brought_by": world.mina}
    proof = Proof.objects.create(**kept, digest="0" * 64)
    ProofPage.objects.create(proof=proof, number=1, picture=b"RIFF")
    return {"invoice": invoice.key, "payment": payment.key, "proof": proof.key}


def a_delegate(world):
    """The board sits, with a seat of Mashhad, which sends somebody."""
    seat = Office.objects.create(body=world.board, slug="member", names=names(en="Member"))
    grant_mandate(office=seat, party=world.mashhad, starts_on=PartialDate("2020-01-01"), by=world.sara)
    day = {"starts_on": PartialDate("2021-11-08"), "live": True, "body": world.board}
    sitting = Gathering.objects.create(slug="sitting", kind="board meeting", names=names(en="Sitting"), **day)
    nine = datetime(2021, 11, 8, 9, tzinfo=UTC)
    hours = {"starts_at": nine, "ends_at": nine.replace(hour=12), "zone": "Asia/Tehran"}
    open_session(session=plan_session(gathering=sitting, by=world.sara, **hours), by=world.sara, at=nine)
    return name_delegate(gathering=sitting, party=world.mashhad, person_name="Reza", role="head", by=world.mina)


def what_it_decides(world, sitting):
    """A motion with an amendment under vote, an election with a candidate, and a decision in writing."""
    session = sitting.sessions.get()
    item = add_item(session=session, names=names(en="Board"), kind="election", by=world.sara)
    said = {"item": item, "language": "en", "title": "Motion", "text": "One.", "mover": world.mashhad}
    motion = decisions.draft_motion(**said, by=world.mina)
    for state in ("filed", "open"):
        decisions.step(motion=motion, after=state, by=world.sara)
    amendment = decisions.file_amendment(motion=motion, change="delete", paragraph=1, mover=None, by=world.sara)
    ballot = a_ballot(world, [world.mashhad], gathering=sitting)
    roll = compute_roll(gathering=sitting, by=world.sara)
    kept = {"rule": rule_of_session(session).as_json(), "put_at": session.starts_at}
    putting = Putting.objects.create(session=session, item=item, motion=motion, ballot=ballot, roll=roll, **kept)
    election = decisions.call_election(item=item, names=names(en="Chair"), places=1, by=world.sara)
    nomination = decisions.nominate(election=election, party=world.mashhad, by=world.mina)
    asked = {"names": names(en="Logo"), "text": names(en="Blue."), "way": "silence", "closes_on": date(2021, 12, 1)}
    written = decisions.ask_in_writing(body=world.board, at=session.starts_at, by=world.sara, **asked)
    found = {"motion": motion, "amendment": amendment, "putting": putting, "election": election, "written": written}
    return {name: thing.key for name, thing in found.items()} | {"nomination": nomination.key, "kind": "amendment"}


def an_assembly(world):
    """A meeting with an item, a public paper, and a consultation before it."""
    meeting = a_meeting(world, members=False)
    item = add_item(session=world.session, names=names(en="Opening"), by=world.sara)
    read = Read("text", b"Welcome", None, "0" * 64)
    said = {"gathering": meeting, "item": item, "names": names(en="Programme"), "audience": "public"}
    paper = bring_paper(**said, read=read, language="en", by=world.sara)
    consultation = Consultation.objects.create(
        body=world.board,
        party=world.mashhad,
        held_on=date(2020, 6, 3),
        held_by="The president",
        channel="visit",
        subject=names(en="Regional work"),
        outcome=names(en="Agreed."),
        is_public=True,
    )
    return {"item": item.pk, "paper": paper.key, "consultation": consultation.key}


def a_roll(world):
    """An assembly whose roll was computed and not frozen."""
    fields = {"kind": "general assembly", "body": world.metropolis, "starts_on": PartialDate("2026-06-10")}
    compute_roll(
        gathering=Gathering.objects.create(slug="assembly", names=names(en="Assembly"), **fields), by=world.sara
    )


def what_was_decided(world):
    """A resolution of the board with a duty of Mashhad, and the draft of the minutes of its sitting."""
    said = {"body": world.board, "names": names(en="Adopted"), "adopted_on": date(2021, 11, 8), "by": world.sara}
    resolution = adopt_resolution(authentic_language="en", **said)
    due = {"words": names(en="Report"), "due_on": date(2022, 1, 1), "by": world.sara}
    duty = lay_duty(resolution=resolution, party=world.mashhad, **due)
    session = Session.objects.get(gathering__slug="sitting")
    minutes = draft_minutes(session=session, languages=["en"], by=world.sara)
    paragraph = minutes.paragraphs.first().pk
    return {"resolution": resolution.key, "duty": duty.key, "minutes": minutes.key, "paragraph": paragraph}


def another_entry(world, forum):
    take_part(gathering=forum, party=world.mashhad, role="speaker", by=world.sara)
    return Entry.objects.get(kind="gathering.spoke")


def appointed(world, person):
    appoint_liaison(user=person, party=world.mashhad, duty="reader", starts_on=date(2021, 1, 1), by=world.sara)
    return person


def test_every_address_is_in_the_table():
    known = {name for name, path in addresses() if not path.startswith(("office/", "^office/"))}

    assert known == set(TABLE)


def stay_signed_in(client, user):
    """Sign in again only where a page has signed out; what pages said meanwhile is not carried along."""
    client.cookies.pop("messages", None)
    if user and client.session.get(SESSION_KEY) != str(user.pk):
        client.force_login(user)


BOTH_STORES = {"secretariat", "contact", "stranger"}  # who reads most, who acts, who is nobody


@pytest.mark.parametrize(
    "role", [each if each in BOTH_STORES else pytest.param(each, marks=pytest.mark.embedded) for each in ROLES]
)
def test_every_address_answers_each_role_as_the_table_says(cast, things, client, role):
    place = ROLES.index(role)
    found, wanted = {}, {}
    for name, (arguments, expected) in TABLE.items():
        stay_signed_in(client, cast[role])
        with override("en"):
            address = reverse(name, args=[things.get(word, word) for word in arguments])
        found[name] = client.get(address).status_code
        wanted[name] = expected[place]

    differing = {name: (found[name], wanted[name]) for name in found if found[name] != wanted[name]}
    assert differing == {}


OFFICE_ARGUMENTS = ("1", 1, "00000000-0000-4000-8000-000000000000", "party", "parties", "en")


def office_addresses():
    """One real path for each address of the office, with whatever arguments it takes."""
    for name, path in addresses():
        if path.startswith("office/") and not name.endswith(":"):
            yield from filled(name)


def filled(name):
    for count in range(4):
        for word in OFFICE_ARGUMENTS:
            try:
                yield name, reverse(name, args=[word] * count)
                return
            except NoReverseMatch:
                continue


OPEN_IN_THE_OFFICE = {
    "office_login",
    "wagtailadmin_login",
    "wagtailadmin_logout",
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_sprite",
}


@pytest.mark.parametrize("role", ["contact", "juror", "visitor", "stranger"])
def test_no_address_of_the_office_opens_to_who_has_no_office(cast, client, role):
    opened = {}
    for name, address in dict(office_addresses()).items():
        stay_signed_in(client, cast[role])
        response = client.get(address)
        if response.status_code not in {302, 403, 404, 405} and name not in OPEN_IN_THE_OFFICE:
            opened[name] = response.status_code

    assert opened == {}
