"""The fund: the honoured project financed, agreed, paid in part, reported on and paid on; and what the public reads."""

from .deciding import DECISION
from .entering import TITLE as ENTRY

PROJECT, PROJECT_FA = "Shade for ten schools", "سایه برای ده مدرسه"
WRITTEN, RESULTS = "هزار درخت کاشتیم.", "دو خیابان سایه دارد."
SETTLE = "main form[action$='/settle/'] button:not([data-said] *)"


def begin(mina, sara, key):
    """The city gives its leave, and the secretariat brings the project into the pipeline of the fund."""
    mina.open(f"calls/entries/{key}/consents/")
    mina.follow("main form:has(input[value=fund]) .actions button")
    sara.open("/office/projects/")
    sara.follow("main a", "Enter an idea")
    sara.choose("party", "Mashhad")
    sara.do(fund="Example Fund", submission=ENTRY, names_0=PROJECT_FA, names_1=PROJECT, cost="900000")
    assert "The idea is in the pipeline." in sara.said


def screen(pau):
    """The treasurer finds the project, checks what the fund asks, and lets it come to the next state; its address."""
    pau.open("/office/?interface=en")
    pau.open("/office/projects/")
    pau.follow("#listing-results .title a", PROJECT)
    assert "Before this state the fund asks for: The city owns the land (demonstration)." in pau.said
    pau.act("Check a criterion", criterion="The city owns the land", is_met="on", note="Deed of 1395")
    advance(pau)
    pau.act("Name an indicator", names_0="دانش‌آموزان", names_1="Pupils in the shade", target="4000")
    return pau.page.url


def advance(pau, **decided):
    pau.act("Let it come to the next state", **decided)
    assert "The project has come to its next state; its city gets a letter." in pau.said


def plan(mina):
    """A plan that does not add up is refused with what is missing; mended, it is settled. The public address."""
    mina.open("fund/")
    mina.follow("main h3 a", PROJECT_FA)
    project = mina.page.url
    for own, said in (("۲۰۰۰۰۰", ".notice-bad"), ("۳۰۰۰۰۰", ".notice-good")):
        mina.follow("main a[href$='/plan/']")
        lines = {"form-0-amount": own, "form-1-instrument": "loan", "form-1-funder": "نمونه"}
        lines |= {"form-1-amount": "۳۰۰۰۰۰", "form-2-instrument": "grant", "form-2-amount": "۳۰۰۰۰۰"}
        mina.send(**lines)
        mina.follow(SETTLE)
        assert mina.page.locator(f"{said}:visible").count() == 1
    return project


def agree(mina, pau, office):
    """Financed by a decision, drafted by the fund, signed by both sides."""
    pau.open(office)
    for decided in ({}, {}, {"decision": DECISION}):
        advance(pau, **decided)
    day = pau.page.evaluate("new Date().toISOString().slice(0, 10)")
    typed = {f"{name}_{number}": day for number in (1, 2) for name in ("planned", "report")}
    typed |= {"amount": "300000", "amount_1": "150000", "amount_2": "150000", "language": "fa"}
    pau.act("Draft the agreement", text="صندوق می‌پردازد و شهر می‌سازد.", **typed)
    assert "The work begins when both sides have signed the agreement." in pau.said
    mina.open("desk/")
    mina.follow("main a[href$='/agreement/']")
    mina.follow("main form:has(input[value=city]) .actions button")
    pau.open(office)
    pau.act("Sign the agreement for the fund")
    advance(pau)


def pay(pau, office, position):
    """The page of an instalment, where it is paid if nothing stands in the way."""
    pau.open(office)
    pau.follow(".office-section a[href*='/instalments/']", f", {position}")
    if not pau.page.locator(".office-stopped").count():
        pau.act("Enter the payment", reference=f"Bank {position}")


def report(mina, pau, office):
    """The second instalment waits until the city has reported on the first and the fund has accepted it."""
    pay(pau, office, 1)
    assert "The payment is written down" in pau.said
    pay(pau, office, 2)
    assert "The report on instalment 1 is not accepted yet." in pau.said
    mina.open("desk/")
    mina.follow("main a[href$='/reports/1/']")
    indicator = mina.page.locator("main [name^=indicator]").get_attribute("name")
    mina.send(("send", "yes"), text=WRITTEN, results=RESULTS, spent="۱۵۰۰۰۰", **{indicator: "۱۵۰۰"})
    pau.open("/office/fund-reports/")
    pau.follow("#listing-results .title a", "sent")
    pau.act("Accept the report")
    pay(pau, office, 2)
    assert "The payment is written down" in pau.said


def read(stranger, project):
    """The public reads what was promised, paid and reached, and nothing that is between the city and the fund."""
    stranger.open(project)
    assert RESULTS in stranger.said
    assert "۱٬۵۰۰" in stranger.said
    assert WRITTEN not in stranger.said
