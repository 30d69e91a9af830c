"""N5, S1.14: the roll follows from the ledger at the cut-off, with the reason and the cure of who is not on it."""

import pytest

from hamshahr.dues.models import CountryIncome, Invoice
from hamshahr.dues.services import record_paid_elsewhere, reissue_invoice, waive_fee, withdraw_ground
from hamshahr.kernel.errors import Refused
from hamshahr.rolls.models import Roll, RollLine
from hamshahr.rolls.queries import entitled_lines, late_payments, roll_of
from hamshahr.rolls.rules import line_of
from hamshahr.rolls.services import compute_roll, freeze_roll

from .builders import CUT_OFF, DAY, HOUR, entered, pay, said


def test_the_roll_says_of_every_city_why_it_votes_or_not_and_how_that_is_mended(cases):
    pay(cases, "quito", CUT_OFF - HOUR, part="0.25")  # charged as a rich country by mistake

    roll = compute_roll(gathering=cases.assembly, cut_off=CUT_OFF, by=cases.sara)

    assert said(roll) == {
        "mashhad": (True, "paid", ""),  # an hour before
        "seoul": (False, "unpaid", "pay"),  # an hour after
        "brussels": (False, "part paid", "pay"),
        "lima": (True, "elsewhere", ""),
        "oslo": (True, "waived", ""),
        "quito": (False, "part paid", "pay"),
        "lagos": (False, "unpaid", "pay"),
        "cairo": (False, "suspended", "be resumed"),
        "tunis": (False, "ended", "apply"),
    }
    assert (roll.version, roll.article, roll.rule["year"], roll.on) == (1, "9", 2025, DAY)
    line, invoice = line_of(roll, cases.brussels), cases.invoices["brussels"]
    named = {"invoice": invoice.code, "key": invoice.key}
    assert (line.article, line.weight, line.region, line.facts) == (
        *("9", 1, cases.europe),
        {"year": 2025, "asked": "6900.00", "paid": "3450.00", "currency": "EUR"} | named,
    )
    assert [line.party.slug for line in entitled_lines(roll)] == ["lima", "mashhad", "oslo"]


def test_a_wrong_income_group_that_is_mended_later_stands_in_a_later_version_and_leaves_the_one_before(cases):
    paid = pay(cases, "quito", CUT_OFF - HOUR, part="0.25")
    assert paid.amount == 1725
    before = compute_roll(gathering=cases.assembly, cut_off=CUT_OFF, by=cases.sara)
    CountryIncome.objects.filter(country=cases.korea).update(group="lower middle")

    reissue_invoice(invoice=cases.invoices["quito"], on=DAY, reason="Lower middle income", by=cases.sara)
    after = compute_roll(gathering=cases.assembly, cut_off=CUT_OFF, by=cases.sara)

    assert (before.version, after.version, said(before)["quito"]) == (1, 2, (False, "part paid", "pay"))
    assert said(after) == said(before) | {"quito": (True, "paid", "")}
    facts = line_of(after, cases.quito).facts
    assert (facts["asked"], facts["paid"], facts["corrected"]) == ("1700.00", "1725.00", True)
    assert compute_roll(gathering=cases.assembly, cut_off=CUT_OFF, by=cases.sara) == after
    assert Roll.objects.count() == 2


def test_a_correction_upward_takes_no_vote_from_who_had_paid_what_was_asked(cases):
    cases.members["mashhad"].footings.update(capital="capital")

    reissue_invoice(invoice=cases.invoices["mashhad"], on=DAY, reason="A capital", by=cases.sara)

    roll = compute_roll(gathering=cases.assembly, cut_off=CUT_OFF, by=cases.sara)
    assert said(roll)["mashhad"] == (True, "paid", "")


def test_an_hour_decides_and_a_frozen_roll_keeps_what_was_paid_later_as_a_trace_only(cases):
    frozen = freeze_roll(roll=compute_roll(gathering=cases.assembly, cut_off=CUT_OFF, by=cases.sara), by=cases.sara)
    lines, digest = said(frozen), frozen.digest
    late = pay(cases, "lagos", CUT_OFF + 30 * HOUR)

    assert freeze_roll(roll=frozen, by=cases.sara) == roll_of(cases.assembly) == frozen
    assert [(payment.party.slug, at - CUT_OFF) for payment, at in late_payments(frozen)] == [
        ("seoul", HOUR),
        ("lagos", 30 * HOUR),
    ]
    with pytest.raises(Refused, match="The roll was frozen on"):
        compute_roll(gathering=cases.assembly, cut_off=CUT_OFF + 40 * HOUR, by=cases.sara)
    frozen.refresh_from_db()
    assert (said(frozen), frozen.digest, late.amount) == (lines, digest, 1700)
    first = frozen.lines.first()
    for change in (frozen.save, frozen.delete, first.save, first.delete, RollLine.objects.all().delete):
        with pytest.raises(Refused, match="stays as it"):
            change()


def test_another_cut_off_another_roll(cases):
    first, second = (
        compute_roll(gathering=cases.assembly, cut_off=CUT_OFF + hours * HOUR, by=cases.sara) for hours in (-2, 2)
    )

    assert (said(first)["mashhad"], said(first)["seoul"]) == ((False, "unpaid", "pay"),) * 2
    assert (said(second)["mashhad"], said(second)["seoul"]) == ((True, "paid", ""),) * 2


def test_a_statement_taken_back_brings_the_invoice_again_and_a_proof_that_waits_is_the_cure(cases):
    withdraw_ground(ground=cases.statement, reason="Of another city", on=DAY, by=cases.sara)
    entered(CUT_OFF - HOUR, invoice__membership=cases.members["lima"])
    invoice = Invoice.objects.get(membership=cases.members["lima"], edition=2)
    invoice.proofs.create(amount=1, paid_on=DAY, reference="T", digest="x" * 64, brought_by=cases.mina, invoice=invoice)
    type(cases.statement).objects.update(withdrawn_at=CUT_OFF - HOUR)

    roll = compute_roll(gathering=cases.assembly, cut_off=CUT_OFF, by=cases.sara)

    assert (said(roll)["lima"], invoice.replaces) == ((False, "unpaid", "await proof"), cases.invoices["lima"])


def test_what_cannot_be_is_refused(cases):
    table = {
        "Only a joint member": ("mashhad", record_paid_elsewhere, {"network": cases.board}),
        "owes nothing of this year": ("lima", record_paid_elsewhere, {"network": cases.board}),
        "whose books these are": ("lima", record_paid_elsewhere, {"network": cases.metropolis}),
        "is paid here": ("mashhad", waive_fee, {"decision": cases.waiver.decision}),
    }
    for sentence, (slug, service, words) in table.items():
        with pytest.raises(Refused, match=sentence):
            service(membership=cases.members[slug], year=2025, source="X", on=DAY, by=cases.sara, **words)
    roll = compute_roll(gathering=cases.assembly, cut_off=CUT_OFF.replace(year=2999), by=cases.sara)
    with pytest.raises(Refused, match="cut-off has not come"):
        freeze_roll(roll=roll, by=cases.sara)
    cases.assembly.kind = "workshop"
    cases.assembly.save()
    with pytest.raises(Refused, match="Only a meeting of a body that decides"):
        compute_roll(gathering=cases.assembly, cut_off=CUT_OFF, by=cases.sara)
