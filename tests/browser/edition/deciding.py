"""What comes of the reviews: a ranking, a deliberation with its sealed record, outcomes under embargo, the plaque."""

from .calling import SLUG, TITLES
from .entering import TITLE as ENTRY
from .judging import FEEDBACK, to_seat

DECISION, WINNER, WINNER_FA, SHORTLIST = "Outcomes of the journey", "First of the journey", "برندهٔ سفر", "Shortlist"
VOTES = {"leila": "yes", "amara": "yes", "parisa": "no"}


def rank(sara, panel):
    """The secretariat ranks, and lays what the scores leave open before the jury; the address of the deliberation.

    Who reads which entry is drawn by lot, so that now and then the scores leave nothing open: then there is none.
    """
    sara.open(f"{panel}rankings/")
    sara.send(places="2")
    if not sara.page.locator("main tbody .tag", has_text="to deliberation").count():
        return ""
    sara.follow("main a[href$='/deliberation/']")
    sara.send(majority="simple", tie="chair")
    assert "An entry has no vote yet." in sara.said
    return sara.page.url


def deliberate(roles, talk):
    """Each juror comes from the own seat, speaks, scores a second time and votes; then the record is sealed."""
    if not talk:
        return
    for name, vote in VOTES.items():
        speak(getattr(roles, name), vote)
    sara = roles.sara
    sara.open(talk)
    sara.follow("main button:not([data-said] *)", "Close and seal")
    outcomes = sara.page.locator("main tbody .tag").all_inner_texts()
    assert outcomes == ["goes on"] + ["does not go on"] * (len(outcomes) - 1)
    assert "Leila Haddad: It is open to everybody." in sara.said
    sara.follow("main a[href*='/seals/']")
    assert "This paper stands: it was signed here and is not revoked." in sara.said


def speak(juror, first):
    """A juror votes on each entry that is open: on the first one as given, against the others."""
    to_seat(juror)
    juror.follow("main nav a[href*='/deliberations/']")
    talk = juror.page.url
    for number in range(juror.page.locator("main tbody td a").count()):
        vote = first if number == 0 else "no"
        juror.open(talk)
        juror.follow(f"main tbody tr:nth-child({number + 1}) td a")
        if vote == "yes":
            juror.send(("act", "statement"), text="It is open to everybody.")
        assert juror.page.locator("main .note dl").count() == 0  # nobody reads a vote before the own one
        juror.send(("act", "vote"), score="70" if vote == "yes" else "40", choice=vote)
        assert juror.page.locator("main .note dl").count() == 1


def prepare(sara):
    """Levels, outcomes from the ranking, the decision of the board, a far hour, and the letters looked through."""
    rest = {"call": TITLES["en"]}
    first = {"names_1": WINNER, "names_0": WINNER_FA, "distinction": "winner", "is_honoured": "on"}
    sara.of_list("levels", "Name a level", **first, **rest)
    sara.of_list("levels", "Name a level", names_1=SHORTLIST, distinction="shortlisted", **rest)
    sara.of_list("outcomes", "Prepare from a ranking", ranking=TITLES["en"], places="1, 1")
    sara.find("bodies", "metropolis-board")
    sara.act("Record a decision", title_1=DECISION, decided_on="2026-01-05", source="Minutes")
    sara.of_list("releases", "Set the hour", day="2091-01-01", hour="12:00", decision=DECISION, **rest)
    sara.act("Say that the letters were looked through")
    assert "The outcomes are under embargo until the hour that was set." in sara.said


def keep_silent(roles, stranger, key):
    """Before the hour nobody outside finds a word of it: not the city, not the jury, not the public."""
    found = {f"/fa/honours/{SLUG}/": 404, f"/fa/honours/entries/{key}/": 404, "/fa/honours/?q=سایهٔ راه": 200}
    assert {path: roles.mina.status(path) for path in found} == found
    assert stranger.status(f"/fa/honours/{SLUG}/") == 404
    for path in ("honours/", f"calls/{SLUG}/", "search/?q=سایهٔ راه مدرسه", "cities/mashhad/", "awards/"):
        stranger.open(path)
        assert WINNER_FA not in stranger.said
        assert stranger.page.locator(f"main a:has-text('{ENTRY}')").count() == 0


def release(sara):
    """The hour is set anew, to one that has come, and everything is known at once."""
    rest = {"call": TITLES["en"], "decision": DECISION}
    sara.of_list("releases", "Set the hour", day="2026-01-06", hour="12:00", **rest)
    sara.act("Release the outcomes")
    assert "The outcomes are known." in sara.said


def honour(mina, stranger, key):
    """The city accepts and reads the words of the jury; anybody finds the plaque and checks its seal."""
    mina.open("desk/")
    mina.follow("main a[href*='/honours/plaques/']")
    mina.send()
    assert mina.page.locator("main .notice-good:visible, .notices .notice-good").count() == 1
    mina.open(f"honours/entries/{key}/")
    assert FEEDBACK in mina.said
    stranger.open(f"calls/{SLUG}/")
    stranger.follow(f"main a[href$='/honours/{SLUG}/']")
    assert WINNER_FA in stranger.said
    stranger.open("honours/")
    stranger.follow("main h3 a", ENTRY)
    plaque = stranger.page.request.get(stranger.href("main a[href$='.pdf']"))
    assert (plaque.status, plaque.body()[:5]) == (200, b"%PDF-")
    stranger.follow("main a[href*='/seals/']")
    assert stranger.page.locator("main .notice-good").count() == 1
