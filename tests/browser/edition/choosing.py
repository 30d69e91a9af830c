"""The public: asked among the finalists, a code for each address by mail, one vote for each code, then the count."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from .calling import SLUG
from .entering import TITLE as ENTRY

CODE, PAPER = re.compile(r"\b\w{16}\b"), re.compile(r"http://\S+/paper/\S+")
VOTERS = {"fa": ("parvin@example.org", ("4", "1", "1")), "en": ("noah@example.org", ("3", "2", "0"))}
TIME_TO_VOTE = timedelta(seconds=25)


def ask(sara, panel):
    """The secretariat asks about all entries until a minute not far from now, by the clock of the call; the address."""
    sara.open(f"{panel}rankings/")
    sara.follow("main a[href$='/vote/']")
    assert "The clock of this call is that of Madrid" in sara.said
    until = datetime.now(ZoneInfo("Europe/Madrid")) + TIME_TO_VOTE + timedelta(minutes=1)
    for finalist in sara.page.locator("main [name=entries]").all():
        finalist.check()
    sara.send(until=f"{until:%Y-%m-%d}", until_hour=f"{until:%H:%M}")
    return sara.page.url


def vote_by_mail(roles):
    """Two who have no account, in two languages, each with the own code; what is sent twice is refused."""
    for language, (address, grades) in VOTERS.items():
        voter = roles.stranger(language, f"voter {language}", 360 if language == "fa" else 1280)
        voter.open(f"calls/{SLUG}/")
        voter.follow("main a[href*='/juries/votes/']")
        voter.send(address=address)
        assert voter.page.url.endswith("/paper/")
        letter = roles.post.to(address)[-1]
        if language == "fa":
            voter.open(PAPER.search(letter)[0])
        given = {"code": CODE.search(letter)[0]} | {f"grade-{number}": grade for number, grade in enumerate(grades)}
        voter.send(**given)
        assert voter.page.locator(".notice-good:visible, .notices .notice-good").count() == 1
        voter.open(PAPER.search(letter)[0])
        voter.send(**given)
        assert voter.page.locator("main [role=alert], main .notice-bad").count() > 0
        assert voter.refused()


def count(sara, vote):
    """Behind its hour, and not before, the box is opened."""
    sara.open(vote)
    while "This vote runs until its hour." in sara.said:
        sara.page.wait_for_timeout(1000)
        sara.page.reload()
    sara.follow("main form[action$='/close/'] button")
    assert "2 people voted." in sara.said


def read(stranger, vote):
    """Everybody reads the result, that which came first at its head."""
    stranger.open(vote.replace("/en/", "/fa/"))
    rows = stranger.page.locator("main tbody tr").all_inner_texts()
    assert ["۱" in row and ENTRY in row for row in rows] == [True, False, False]
