"""The jury: seated and asked, told what binds whom, assigned at the optimum, scoring, and led by its chair."""

from hamshahr.kernel.digits import localise

from .calling import TITLES
from .entering import MAP_NAME
from .entering import TITLE as ENTRY

JURORS = ("leila", "amara", "parisa")
# Two entries whose scores even out: whoever reads them, the ranking leaves them to the jury.
LEAD, LAST = {"Night bus": "6", "Roof gardens": "5"}, {"Night bus": "5", "Roof gardens": "6"}
COMMENT, FEEDBACK = "The trees were counted by hand.", "A clear idea, well told."
PARTS = ("", "review/", "receipt/", "steps/1/", "partners/", "authors/", "consents/", "screening/", "endorsement/")


def seat_jury(roles):
    """The secretariat lays the panel and asks three; each accepts with languages, one tells of a former employer."""
    sara = roles.sara
    sara.open("/office/panels/")
    sara.follow("main a", "Give a stage its jury")
    sara.do(stage=TITLES["en"], reviews_each="2", sees_others="after own")
    for name in JURORS:
        chairs = {"is_chair": "on"} if name == "amara" else {}
        sara.act("Ask a juror", email=f"{name}@hamshahr.example", max_load="2", **chairs)
    for name in JURORS:
        accept(getattr(roles, name))


def accept(juror):
    """A juror is asked at the own desk, and answers there."""
    juror.open("desk/")
    juror.follow("main a[href$='/invitation/']", TITLES[juror.language])
    if juror.language == "fa":
        juror.follow("main a[href$='/employments/']")
        juror.send(party="مشهد", starts_on="۱۴۰۰-۰۱-۱۵")
        juror.follow("main a[href$='/invitation/']")
    juror.send(("answer", "accept"), languages=["fa", "en"], max_load="2")


def assign(sara):
    """The jury is assigned at the optimum with its certificate; the addresses of the jury's pages."""
    panel = sara.href("a[href*='/juries/panels/']")
    sara.open(f"{panel}assignment/")
    sara.send(("act", "assign"))
    assert "proven: no assignment exceeds it" in sara.said
    assert sara.status(sara.href("main a[href$='/assignment/files/']")) == 200
    return panel


def keep_out(roles, panel, key):
    """Who worked for the city that entered finds nothing at any address of its entry, and no word of it."""
    leila, parisa = roles.leila, roles.parisa
    to_seat(leila)
    review = leila.href("main a[href*='/juries/reviews/']", ENTRY)
    shut = [review, f"{review}recusal/", *(f"/fa/calls/entries/{key}/{part}" for part in PARTS)]
    led = [f"{panel}entries/{{}}/", f"{panel}entries/{{}}/reader/", f"{panel}assignment/{{}}/"]
    assert (leila.status(review), roles.sara.status(led[0].format(key))) == (200, 200)
    assert {path: parisa.status(path) for path in shut} == dict.fromkeys(shut, 404)
    assert [parisa.status(path.format(key)) for path in led] == [parisa.status(path.format("none")) for path in led]
    look_at_the_map(roles, key)
    to_seat(parisa)
    assert parisa.page.locator("main a[href*='/juries/reviews/']").count() == 2
    assert ENTRY not in parisa.said
    return review


def look_at_the_map(roles, key):
    """Who is to read the entry opens its file; who is kept from it and who has no account do not."""
    leila = roles.leila
    leila.follow("main a[href*='/juries/reviews/']", ENTRY)
    found = leila.page.request.get(leila.href("main a[href*='/files/'][href$='/1.webp']"))
    assert (MAP_NAME in leila.said, found.status, found.headers["content-type"]) == (True, 200, "image/webp")
    mina, stranger = roles.mina, roles.stranger("fa")
    mina.open(f"calls/entries/{key}/steps/1/")
    own = mina.href("main a[href*='/calls/files/']")
    told = {name: [getattr(roles, name).status(path) for path in (own, found.url)] for name in ("mina", "parisa")}
    assert told == {"mina": [200, 404], "parisa": [404, 404]}
    for path in (own, found.url):
        stranger.open(path)
        assert "/account/login/" in stranger.page.url


def to_seat(juror):
    """The seat in this jury, from the own desk."""
    juror.open("desk/")
    juror.follow("main h3 a", TITLES[juror.language])


def score_in_two_tabs(leila, review):
    """What one tab has saved is not overwritten by another opened before; both values stand there to choose from."""
    leila.open(review)
    other = leila.another_tab()
    other.send(("act", "save"), **{"score-innovation": "9", "score-effect": "9"})
    leila.send(("act", "save"), **{"score-innovation": "3"})
    assert "Nothing of this form is stored yet." in leila.said
    assert leila.refused()
    leila.follow("#review-state a")
    assert leila.page.input_value("[name=score-innovation]") == "9"
    leila.send(("act", "finish"), comment=COMMENT, feedback=FEEDBACK, feedback_approved="on")
    assert "1 of 2 entries judged." in leila.said
    other.page.close()


def lead(amara, panel, key):
    """The chair sees how far everybody is, and no score before the own one; afterwards those of others."""
    to_seat(amara)
    amara.follow(f"main a[href='{panel}']")
    assert "1 of 6 reviews finished." in amara.said
    amara.follow(f"main a[href*='/entries/{key}/']")
    assert "There is no finished review of this entry that you may read." in amara.said
    assert COMMENT not in amara.said
    judge(amara, {ENTRY: "8"} | LEAD)
    amara.open(f"{panel}entries/{key}/")
    assert COMMENT in amara.said


def judge(juror, scores):
    """Every entry of a juror's list that is still to read, scored and finished."""
    to_seat(juror)
    seat = juror.page.url
    for title, score in scores.items():
        juror.open(seat)
        if juror.page.locator("main th a", has_text=title).count():
            juror.follow("main th a", title)
            juror.send(
                ("act", "finish"), **{"score-innovation": localise(score, juror.language), "score-effect": score}
            )
    assert juror.page.locator("main tbody .tag").count() == 2
