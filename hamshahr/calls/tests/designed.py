"""A call for the tests: an award with a window for entries, guidance, eligibility, two rounds, and its questions."""

from datetime import UTC, datetime, timedelta

from hamshahr.calls import services
from tests.world import names

NOW = datetime(2030, 3, 1, 9, tzinfo=UTC)
DEADLINE = NOW + timedelta(days=60)


def days(number):
    return NOW + timedelta(days=number)


def drafted(world, slug="award-2030", **fields):
    """A call whose draft has all that it needs."""
    typed = {"kind": "award", "languages": ["fa", "en", "es"], "zone": "Asia/Tehran"} | fields
    titles = names(en="Metropolis Award 2030", fa="جایزهٔ متروپلیس ۲۰۳۰")
    text = names(en="Tell what your city did.\n\nOne project an entry.", fa="بگویید شهرتان چه کرد.\n\nهر اثر یک طرح.")
    call = services.draft_call(body=world.award, slug=slug, names=titles, text=text, by=world.sara, **typed)
    for kind, opens, closes in (
        *(("open", 0, 60), ("guidance", 0, 40), ("eligibility", 60, 75)),
        *(("review", 75, 100), ("review", 75, 110), ("decision", 120, 130), ("publication", 131, None)),
    ):
        until = None if closes is None else days(closes)
        services.add_stage(call=call, kind=kind, opens_at=days(opens), closes_at=until, by=world.sara)
    for stage in call.stages.filter(kind="review"):
        services.add_criterion(stage=stage, slug="impact", names=names(en="Impact", fa="اثر"), weight=2, by=world.sara)
    for slug_of, kind, more in QUESTIONS:
        services.add_question(call=call, slug=slug_of, kind=kind, by=world.sara, **more)
    return call


STORY = names(en="The project", fa="طرح")
QUESTIONS = (
    ("summary", "long text", {"names": names(en="What was done?", fa="چه شد؟"), "section": STORY, "limit": 2000}),
    (
        "theme",
        "choice",
        {
            "names": names(en="Theme", fa="موضوع"),
            "section": STORY,
            "options": [
                {"value": "water", "names": {"en": "Water", "fa": "آب"}},
                {"value": "streets", "names": {"en": "Streets", "fa": "خیابان"}},
            ],
        },
    ),
    (
        "litres",
        "number",
        {
            "names": names(en="Litres saved", fa="لیتر"),
            "section": STORY,
            "is_required": False,
            "shown_if": {"question": "theme", "is": "water"},
        },
    ),
    ("phone", "text", {"names": names(en="Telephone", fa="تلفن"), "section": STORY, "is_private": True}),
)


def opened(world, **fields):
    call = drafted(world, **fields)
    services.open_call(call=call, by=world.sara, at=NOW)
    call.refresh_from_db()
    return call


def begun(call, party, user, title="Water for all", language="en"):
    """An entry somebody began."""
    return services.begin_submission(call=call, party=party, title=title, language=language, by=user, at=days(1))


def answered(entry, user, **answers):
    for slug, value in answers.items():
        question = entry.call.questions.get(slug=slug)
        services.save_answer(submission=entry, question=question, value=value, version=0, by=user, at=days(2))
    return entry


def submitted(call, party, user, **fields):
    """An entry handed in by the contact of its city, and so endorsed."""
    entry = begun(call, party, user, **fields)
    answered(entry, user, summary=SUMMARY, theme="streets", phone="+98 51 0000")
    return services.submit(submission=entry, by=user, at=days(3))


SUMMARY = "The city of Mashhad, مشهد and مَشْهَد, planted trees; MASHHAD counts them."
