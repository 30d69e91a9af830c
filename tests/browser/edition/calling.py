"""The secretariat: a call drafted from the one before, published, its stages ended by hand, its entries let in."""

SLUG = "journey-award"
TITLES = {"fa": "جایزهٔ سفر", "en": "Award of the journey", "es": "Premio del viaje", "fr": "Prix du voyage"}


def open_call(sara):
    """An edition, its call with all that the one before asks, and the call published."""
    sara.open("/office/?interface=en")
    sara.open("/office/editions/add/")
    sara.choose("award", "Example Award")
    sara.fill(number="3", cycle_year="2031", slug="journey-edition", source="Journey")
    sara.page.evaluate("document.querySelector('button[name=action-publish]').click()")
    sara.page.wait_for_url("**/editions/inspect/**")
    sara.find("calls", "example-award-open")
    names = {f"names_{number}": name for number, name in enumerate(TITLES.values())}
    sara.act("Draft the next edition", slug=SLUG, opens_hour="00:00", edition="2031", **names)
    ask_for_a_map(sara)
    sara.act("Publish the call")
    assert "The call is published." in sara.said


def ask_for_a_map(sara):
    """A question for a file, in the first step."""
    sara.follow(".office-offers a", "Add a question")
    sara.page.uncheck("[name=is_required]")
    names = {"section_0": "نمونه، نمایشی", "section_1": "example, demonstration", "names_0": "نقشه", "names_1": "Map"}
    sara.do(slug="map", kind="file", **names)
    assert "The question is asked." in sara.said


def end_stage(sara, name, why):
    """A stage ends now, and the next one begins."""
    sara.find("calls", SLUG)
    sara.follow("main a[href*='/stages-of-calls/']", name)
    sara.act("End this stage now", said_1=why)
    assert why in sara.said


def screen(sara, jun, first, out):
    """Entries are screened one after the other; who is left out reads why, appeals, and is let in."""
    sara.find("submissions", first)
    sara.follow(".office-offers a", "Screen")
    for decided in ({"decision": "let-in"}, {"decision": "let-in"}, {"decision": "late", "text_1": "It came by post."}):
        sara.do(**decided)
    jun.open(f"calls/entries/{out}/")
    jun.follow("main a[href$='/screening/']")
    assert "The entry came after the deadline of the call." in jun.said
    jun.send(text="It was stamped in time.")
    assert "The appeal waits to be decided." in jun.said
    sara.find("screenings", "Roof gardens")
    sara.act("Decide the appeal", outcome="granted", reply="The stamp was read.")
    jun.page.reload()
    assert "This entry is let in to be judged, on appeal." in jun.said


def lock(sara):
    """What is judged is the text as it was handed in."""
    sara.find("calls", SLUG)
    sara.act("Lock the entries")
    assert "The entries are locked as they were handed in." in sara.said
