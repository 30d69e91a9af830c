"""A window on a trial meeting of the demonstration, and what each role does in it, as the pages offer it."""

import re
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext, ngettext, override, pgettext
from playwright.sync_api import Error, Page

from hamshahr.decisions.quorum import MEMBERS, Figure
from hamshahr.kernel.digits import localise

WAYS = ("named", "secret", "paper")  # in the order of the chair's list


@dataclass
class Seat:
    """One person's window on one meeting, in the language of that person."""

    page: Page
    language: str
    slug: str

    def go(self, path):
        """Open a page of the meeting; the chair's page may just be going to itself, because others acted."""
        address = f"/{self.language}/meetings/{self.slug}/{path}"
        try:
            return self.page.goto(address)
        except Error as error:
            if not re.search("ERR_ABORTED|interrupted by another navigation", error.message):
                raise
            return self.page.goto(address)

    def said(self, sentence, context=None, **words):
        """A sentence of the house as this reader reads it."""
        with override(self.language):
            told = pgettext(context, sentence) if context else gettext(sentence)
            return told % {name: localise(word) for name, word in words.items()}

    def quorum_is(self, counted):
        """See the sentence of the quorum come up, with so many members counted where one is needed."""
        with override(self.language):
            words = {
                name: Figure(name, "", Fraction(each), MEMBERS).words
                for name, each in (("counted", counted), ("needed", 1))
            }
            there = "The quorum is there: %(counted)s, where %(needed)s is needed."
            told = ngettext(there, there.replace("is needed", "are needed"), 1) % words
        self.page.locator("main").get_by_text(told).first.wait_for()

    def reads(self):
        """What stands on the page, in one line."""
        return " ".join(self.page.inner_text("body").split())

    def press(self, sentence, context=None):
        """Press the button or the link that says this."""
        named = self.page.locator("main button, main a").filter(has_text=self.said(sentence, context))
        with another_page(self.page):
            named.first.click()

    def waits_for(self, sentence, context=None, **words):
        """See this sentence come up by itself."""
        self.page.locator("main").get_by_text(self.said(sentence, context, **words)).first.wait_for()


@contextmanager
def another_page(page):
    """What is done within leads to another page, with its scripts; forms are sent by one, so no address tells when."""
    page.evaluate("window.isLeft = true")
    yield
    page.wait_for_function("() => !window.isLeft && document.readyState === 'complete'")


@contextmanager
def seated(reader, slug, who, language, width=1280, scheme="light"):
    """A seat at a meeting for somebody of the cast, or for the public; whoever leaves it saw nothing amiss."""
    with reader(language, scheme, width, signed_in=who) as page:
        yield Seat(page, language, slug)
        assert page.faults == [], page.faults


def opens(secretary):
    """The secretary opens the session at hand."""
    secretary.go("room/chair/")
    secretary.press("Open the session")
    assert secretary.said("sitting now") in secretary.reads()


def arrives(delegate, way="remote"):
    """A delegate arrives from the live room, by one tap."""
    delegate.go("room/")
    with another_page(delegate.page):
        delegate.page.locator(f"main button[name=way][value={way}]").click()
    assert delegate.page.locator("main form.notice-good").count() == 1


def settles(chair):
    """The chair's page goes to itself when others act; it is at rest when it is told that nothing has changed."""
    with chair.page.expect_response(lambda answer: "/room/now/" in answer.url and answer.status == 304):
        chair.go("room/chair/")


def strikes(chair, *keys):
    """The chair acts with the keyboard alone: one key after the other, each with Alt."""
    for key in keys:
        with another_page(chair.page):
            chair.page.keyboard.press(f"Alt+{key}")


def puts(chair, way="named"):
    """The chair ends the debate and puts the motion at hand to the vote, or opens the ballot of an election."""
    if chair.page.locator("[accesskey=e]").count():
        strikes(chair, "e")
    chosen = chair.page.locator("select[accesskey=w]").input_value()
    chair.page.keyboard.press("Alt+w")
    steps = WAYS.index(way) - WAYS.index(chosen)
    for _step in range(abs(steps)):
        chair.page.keyboard.press("ArrowDown" if steps > 0 else "ArrowUp")
    strikes(chair, "v")
    assert chair.page.locator("[accesskey=c]").count() == 1


def closes(chair):
    """The chair closes the ballot on a page that knows who has voted since."""
    settles(chair)
    strikes(chair, "c")


def casts(voter, answers):
    """Vote with the paper that the live room offers, and keep the receipts; one answer stands for all voices."""
    if "/room/" not in voter.page.url:
        voter.go("room/")
    with another_page(voter.page):
        voter.page.locator(".ballot-open a.button").click()
    for answer in answers:
        voter.page.locator(f"form input[value={answer}]").first.check()
    voter.press("Look at it once more")
    voter.press("Cast it")
    assert voter.said("Your vote is in the box") in voter.reads()
    return [code.inner_text() for code in voter.page.locator("main .ballot code").all()]


def has_voices(voter):
    """How many voices the paper that is open gives this reader."""
    voter.go("room/")
    with another_page(voter.page):
        voter.page.locator(".ballot-open a.button").click()
    return voter.page.locator("form section h2").count()


def finds(voter, address, receipt):
    """Look in the published box for the slip of a receipt; what lies there."""
    voter.page.goto(f"/{voter.language}{address}receipt/")
    voter.page.fill("#receipt", receipt)
    voter.press("Look for it")
    return voter.page.locator("main .notice-good b").inner_text()


def counts(teller, address, papers):
    """One of two persons enters what was counted on paper."""
    teller.page.goto(f"/{teller.language}{address}papers/")
    for answer, number in papers.items():
        teller.page.fill(f"[name=papers-{answer}]", str(number))
    teller.press("Enter my count")


def ballot_at_hand(seat):
    """The address of the ballot that is open in the room, without the language."""
    seat.go("room/")
    return re.sub(r"^/[a-z]{2}/", "/", seat.page.locator(".ballot-open a.button").get_attribute("href"))


def does_in_office(secretary, address, chosen=None, picked=None, **typed):
    """Fill a form of the office and send it; ``chosen`` is a city for its chooser, ``picked`` what a list offers."""
    page = secretary.page
    page.goto(address)
    for name, words in typed.items():
        page.fill(f"[name={name}]", words)
    for name, words in (picked or {}).items():
        offered = page.locator(f"[name={name}] option", has_text=words).first
        page.select_option(f"[name={name}]", offered.get_attribute("value"))
    if chosen:
        page.locator("#id_party-chooser .unchosen button").click()
        page.fill(".modal input[name=q]", chosen)
        page.locator(".modal [data-chooser-modal-choice]", has_text=chosen).first.click()
        page.locator("#id_party-chooser .chooser__title", has_text=chosen).wait_for()
    page.locator("main form button.button[type=submit]").first.click()
    page.locator(".messages .success").first.wait_for()
