"""An assembly whose roll is asked for, and cities that paid, or did not, at their own hours."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from hamshahr.bodies.services import take_step
from hamshahr.bodies.tests.builders import decision, other_network, rule, statute
from hamshahr.dues.models import Line, PaidElsewhere, Waiver
from hamshahr.dues.services import issue_invoices, record_paid_elsewhere, record_payment, waive_fee
from hamshahr.dues.tests.builders import a_table, income, member
from hamshahr.gatherings.models import Gathering
from hamshahr.kernel.dates import PartialDate
from tests.world import city, names

CHARGED_ON, DAY, PAID_ON = date(2025, 1, 15), date(2026, 6, 10), date(2026, 3, 1)
CUT_OFF = datetime(2026, 6, 9, 16, tzinfo=UTC)
HOUR = timedelta(hours=1)
CITIES = ("cairo", "lagos", "lima", "oslo", "quito", "tunis")


def an_assembly(world, slug="assembly-2026", **fields):
    """A general assembly of the association, on a day whose roll rests on the fee of the year before."""
    said = {"kind": "general assembly", "body": world.metropolis, "starts_on": PartialDate.of(DAY), "live": True}
    said |= {"names": names(en="General Assembly 2026", fa="مجمع عمومی ۲۰۲۶"), "place": world.brussels}
    return Gathering.objects.create(slug=slug, **said | fields)


def the_network(world):
    """Statutes, a fee table, and nine members that were charged for 2025."""
    statute(world, rule("9", "voting right", fee_paid_of_year=-1))
    a_table(world)
    for country, group in ((world.iran, "lower middle"), (world.korea, "high"), (world.belgium, "high")):
        income(world, country, group)
    for slug in CITIES:
        country = world.korea if slug == "quito" else world.iran
        setattr(world, slug, city(slug, country, (1, 1), "Asia/Tehran", en=slug.title(), fa=slug.title()))
    world.members = {}
    for slug in ("mashhad", "seoul", "brussels", *CITIES):
        tie = "joint" if slug == "lima" else "exclusive"
        world.members[slug] = member(world, getattr(world, slug), tie=tie)
    world.assembly = an_assembly(world)
    charged = issue_invoices(body=world.metropolis, year=2025, on=CHARGED_ON, by=world.sara)
    world.invoices = {invoice.party.slug: invoice for invoice in charged.new}
    entered(CUT_OFF - timedelta(days=300), membership__body=world.metropolis)
    return world


def entered(moment, **which):
    """Let the books say that these lines were written at that moment."""
    Line._base_manager.filter(**which).update(entered_at=moment)


def pay(world, slug, at, part=1):
    """A city pays its fee, or a part of it, and the treasurer enters it at that moment."""
    invoice = world.invoices[slug]
    amount = (invoice.total * Decimal(part)).quantize(Decimal("0.01"))
    words = {"received_on": PAID_ON, "today": DAY, "by": world.sara, "reference": f"{slug} {at:%d %H}"}
    payment = record_payment(invoice=invoice, amount=amount, **words)
    entered(at, payment=payment)
    return payment


def the_cases(world):
    """Each city of the network in a case of its own: on time, late, in part, elsewhere, waived, suspended, gone."""
    pay(world, "mashhad", CUT_OFF - HOUR)
    pay(world, "seoul", CUT_OFF + HOUR)
    pay(world, "brussels", CUT_OFF - HOUR, part="0.5")
    words = {"year": 2025, "on": DAY, "by": world.sara}
    other = {"network": other_network(world).parent, "source": "Letter", "statement": "S-7"}
    world.statement = record_paid_elsewhere(membership=world.members["lima"], **other, **words)
    ordered = decision(world, body=world.board)
    world.waiver = waive_fee(membership=world.members["oslo"], decision=ordered, source="Board", **words)
    for model in (PaidElsewhere, Waiver):
        model.objects.update(entered_at=CUT_OFF - HOUR)
    step = {"happened_on": date(2026, 5, 1), "reason": "Silent for years", "by": world.sara}
    take_step(membership=world.members["cairo"], state="suspended", decision=ordered, **step)
    take_step(membership=world.members["tunis"], state="left", **step)
    return world


def said(roll):
    """What a roll says of each party."""
    rows = roll.lines.select_related("party").order_by("party__slug")
    return {line.party.slug: (line.is_entitled, line.reason, line.cure) for line in rows}
