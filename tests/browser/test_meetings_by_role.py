"""Two meetings played to the end in a real browser by their roles, each reader in the own language."""

import re
from contextlib import ExitStack

from .sitting import (
    another_page,
    arrives,
    ballot_at_hand,
    casts,
    closes,
    counts,
    does_in_office,
    finds,
    has_voices,
    opens,
    puts,
    seated,
    settles,
    strikes,
)

HIDDEN = {"fa": "موضوع کارکنان", "en": "Matter of staff"}
PAPER = {"fa": "توضیح دبیرخانه", "en": "Explanations of the secretariat"}
CITIES = {"mashhad": "مشهد", "shiraz": "شیراز"}


def the_public_reads_the_call_and_no_hidden_item(reader, slug, language):
    with seated(reader, slug, None, language) as public:
        public.go("")
        assert public.said("Calendar of this body") in public.reads()
        assert public.page.locator("#h-call ~ p").first.inner_text().strip() != public.said(
            "Nobody has been called yet."
        )
        public.go("agenda/")
        assert public.page.locator("main h3, main h4").count() >= 1
        assert HIDDEN[language] not in public.page.content()
        public.go("papers/")
        assert PAPER[language] not in public.page.content()
        public.go("room/")
        assert "/account/login/" in public.page.url


def the_secretary_sees_what_is_hidden(secretary):
    secretary.go("agenda/")
    assert HIDDEN[secretary.language] in secretary.page.content()


def the_observer_sees_the_room_and_no_paper(observer, address):
    observer.go("room/")
    assert observer.page.locator(".ballot-open").count() == 1
    observer.page.goto(f"/{observer.language}{address}")
    assert observer.said("Here those who have a voice vote; what was decided is shown when the ballot is closed.") in (
        observer.reads()
    )
    assert observer.page.locator("main form").count() == 0


def the_floor_is_asked_for_and_given_by_key(delegate, chair):
    delegate.go("room/")
    delegate.press("Ask for the floor")
    delegate.press("Ask for the floor")
    assert delegate.said("You are on the list.") in delegate.reads()
    chair.go("speakers/chair/")
    for key in ("n", "s"):
        chair.page.keyboard.press(key)  # a bare letter does nothing
    assert chair.said("Nobody waits for the floor.") not in chair.reads()
    for key in ("Alt+n", "Alt+s"):
        with another_page(chair.page):
            chair.page.keyboard.press(key)
    assert chair.said("Nobody waits for the floor.") in chair.reads()
    settles(chair)


def the_hall_says(hall, *words):
    """The screen of the hall comes to these words by itself."""
    for word in words:
        hall.page.locator("main").get_by_text(word).first.wait_for()


def the_giver_arrives_at_the_door(secretary, city, session):
    secretary.go(f"delegations/{city}/")
    number = re.search(r"Number (\d+)", secretary.reads())[1]
    secretary.go(f"door/?session={session}")
    secretary.page.fill("[name=number]", number)
    secretary.page.keyboard.press("Enter")
    secretary.page.get_by_text(": is there.").first.wait_for()


def two_persons_count(secretary, second, address, papers):
    counts(secretary, address, papers)
    assert secretary.said("Your count is entered.") in secretary.page.inner_text("body")
    counts(second, address, papers)
    assert second.said("Both counts agree: the ballot is counted.") in second.page.inner_text("body")


def the_new_statutes(nasrin, jun, omid, hall):
    """The extraordinary session: debate, a vote by name for two cities on the phone, the result on the screen."""
    strikes(jun, "n")
    the_floor_is_asked_for_and_given_by_key(nasrin, jun)
    puts(jun)
    the_observer_sees_the_room_and_no_paper(omid, ballot_at_hand(omid))
    assert len(casts(nasrin, ["yes"])) == 2
    closes(jun)
    the_hall_says(hall, hall.said("adopted", "of a vote"))
    strikes(jun, "n", "x")


def minutes_by_paper(sara, tomas, jun, hall):
    """The first point is voted on paper; nobody knows the figures before two have counted the same."""
    strikes(jun, "n")
    puts(jun, "paper")
    address = ballot_at_hand(sara)
    closes(jun)
    two_persons_count(sara, tomas, address, {"yes": 34, "no": 0, "abstain": 2})
    the_hall_says(hall, hall.said("adopted", "of a vote"), "۳۴")
    settles(jun)


def members_in_secret(nasrin, jun):
    """A secret ballot, of which the voter finds the own slip when it is counted."""
    strikes(jun, "n", "n")
    puts(jun, "secret")
    address = ballot_at_hand(nasrin)
    receipts = casts(nasrin, ["yes"])
    closes(jun)
    assert len(receipts) == 2
    assert finds(nasrin, address, receipts[0]) == finds(nasrin, address, receipts[1])


def the_lent_voice_is(delegate, state):
    """What the desk of Mashhad says of the voice that Shiraz lent it for this meeting, the latest of those it held."""
    delegate.page.goto(f"/{delegate.language}/desk/mashhad/proxies/")
    lent = delegate.page.locator("[aria-labelledby=h-held] > ul > li", has_text=CITIES["shiraz"]).first
    assert lent.locator(".tag").inner_text() == delegate.said(state)


def accounts_without_the_lent_voice(sara, nasrin, jun):
    """The city that had lent its voice comes to the door: from then on Mashhad has its own alone."""
    the_lent_voice_is(nasrin, "pending")
    the_giver_arrives_at_the_door(sara, "shiraz", 2)
    the_lent_voice_is(nasrin, "the giver came")
    settles(jun)
    strikes(jun, "n")
    puts(jun)
    assert has_voices(nasrin) == 1
    assert len(casts(nasrin, ["no"])) == 1
    closes(jun)
    assert jun.said("rejected", "of a vote") in jun.reads()


def the_board_is_elected(sara, nasrin, jun, hall):
    """The list is closed in the office, the ballot opened by key, nine chosen on the phone, all named on the screen."""
    strikes(jun, "n")
    sara.page.goto("/office/elections/?interface=en&q=trial")
    inspected = sara.page.locator("#listing-results .title a", has_text="trial").first.get_attribute("href")
    does_in_office(sara, inspected.replace("inspect", "do/close"), seed="Havana Istanbul Medellín")
    settles(jun)
    puts(jun, "secret")
    casts(nasrin, [f"n{number}" for number in range(1, 10)])
    closes(jun)
    the_hall_says(hall, hall.said("Elected:"), CITIES["mashhad"])
    strikes(jun, "n", "x")


def test_the_assembly_is_played_by_its_roles(reader):
    slug = "trial-assembly"
    for language in ("fa", "en"):
        the_public_reads_the_call_and_no_hidden_item(reader, slug, language)
    with ExitStack() as house:
        sara, tomas, jun = (house.enter_context(seated(reader, slug, name, "en")) for name in ("sara", "tomas", "jun"))
        nasrin = house.enter_context(seated(reader, slug, "nasrin", "fa", width=360))
        omid = house.enter_context(seated(reader, slug, "omid", "fa", scheme="dark"))
        hall = house.enter_context(seated(reader, slug, "nasrin", "fa"))
        the_secretary_sees_what_is_hidden(sara)
        opens(sara)
        arrives(nasrin)
        nasrin.go("room/")
        nasrin.quorum_is(36)
        hall.go("room/hall/")
        settles(jun)
        the_new_statutes(nasrin, jun, omid, hall)
        opens(sara)
        arrives(nasrin)
        settles(jun)
        minutes_by_paper(sara, tomas, jun, hall)
        members_in_secret(nasrin, jun)
        accounts_without_the_lent_voice(sara, nasrin, jun)
        for _item in ("budgets", "action plan"):
            strikes(jun, "n")
            puts(jun)
            casts(nasrin, ["yes"])
            closes(jun)
        the_board_is_elected(sara, nasrin, jun, hall)
        the_public_reads_what_was_adopted(reader, slug, "en", 4)
        the_minutes_are_written_and_sealed(sara, reader, slug)


def the_public_reads_what_was_adopted(reader, slug, language, number):
    """The resolutions stand in the register with their numbers, for everybody."""
    with seated(reader, slug, None, language) as public:
        public.go("resolutions/")
        assert public.page.locator("main a[href*='/resolutions/']").count() >= number


def the_minutes_are_written_and_sealed(sara, reader, slug):
    """Begun in two languages, circulated, approved under an item of the later session, and sealed as papers."""
    does_in_office(sara, "/office/minutes/do/draft/?interface=en", picked={"session": "Extraordinary session"})
    sara.go("minutes/")
    sara.press("Extraordinary session: the new statutes")
    sara.press("In the office")
    inspected = sara.page.url
    for act in ("circulate", "approve"):
        picked = {"item": "Minutes of the assembly"} if act == "approve" else None
        does_in_office(sara, inspected.replace("inspect", f"do/{act}"), picked=picked)
    with seated(reader, slug, None, "fa") as public:
        public.go("minutes/")
        with another_page(public.page):
            public.page.locator("main h3 a").first.click()
        for language in ("fa", "en"):
            paper = public.page.request.get(f"{public.page.url.partition('?')[0]}{language}.pdf")
            assert (paper.status, paper.body()[:5]) == (200, b"%PDF-")


def a_duty_is_laid_and_proven(sara, reader, slug):
    """The secretary lays a duty on a desk; the city reports it done, with its proof, in its own language."""
    sara.go("resolutions/")
    with another_page(sara.page):
        sara.page.locator("main h3 a").first.click()
    sara.press("In the office")
    words = {f"words_{number}": "Tell the applicants (trial)" for number in range(4)}
    laying = sara.page.url.replace("inspect", "do/lay")
    does_in_office(sara, laying, chosen="Mashhad", due_on="2040-01-01", **words)
    with seated(reader, slug, "mina", "fa") as mina:
        mina.page.goto("/fa/desk/")
        with another_page(mina.page):
            mina.page.locator("main a", has_text="Tell the applicants (trial)").first.click()
        mina.page.fill("[name=proof]", "نامهٔ ۲ آذر")
        mina.press("Report it done")
        assert "نامهٔ ۲ آذر" in mina.reads()
        assert mina.page.locator("[name=proof]").count() == 0


def test_the_board_is_played_by_its_roles(reader):
    slug = "trial-board"
    the_public_reads_the_call_and_no_hidden_item(reader, slug, "fa")
    with ExitStack() as house:
        sara, tomas, jun = (house.enter_context(seated(reader, slug, name, "en")) for name in ("sara", "tomas", "jun"))
        nasrin = house.enter_context(seated(reader, slug, "nasrin", "fa", width=360))
        omid = house.enter_context(seated(reader, slug, "omid", "fa", scheme="dark"))
        opens(sara)
        arrives(nasrin)
        nasrin.go("room/")
        nasrin.quorum_is(27)
        settles(jun)
        strikes(jun, "n")
        puts(jun)
        the_observer_sees_the_room_and_no_paper(omid, ballot_at_hand(omid))
        assert len(casts(nasrin, ["yes"])) == 1
        closes(jun)
        sara.go("room/hall/")
        the_hall_says(sara, "adopted")
        strikes(jun, "n")
        puts(jun, "paper")
        address = ballot_at_hand(sara)
        closes(jun)
        two_persons_count(sara, tomas, address, {"yes": 25, "no": 1, "abstain": 1})
        settles(jun)
        strikes(jun, "n", "x")
        the_public_reads_what_was_adopted(reader, slug, "fa", 2)
        a_duty_is_laid_and_proven(sara, reader, slug)
