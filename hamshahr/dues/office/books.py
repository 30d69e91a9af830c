"""The registers of the books, with the acts of those who keep them."""

from django import forms
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.accounts.office import Register, Section
from hamshahr.bodies.models import Body
from hamshahr.kernel.office import fields
from hamshahr.kernel.office.acts import Act, ActForm, ReasonForm
from hamshahr.letters.models import Letter
from hamshahr.parties.office.search import found_parties

from .. import queries, rules, services
from ..models import Invoice, Payment
from ..models.figures import CURRENCY
from ..money import show
from ..wording import explained, payment_rate_words, rate_words
from .columns import Money, StateToday
from .trying import TryYear


def today():
    return timezone.localdate()


class YearForm(ActForm):
    body = forms.ModelChoiceField(Body.objects.none(), label=gettext_lazy("Body"))
    year = fields.number(gettext_lazy("Year"))
    on = fields.day(gettext_lazy("Issued on"))

    def prepare(self):
        self.fields["body"].queryset = Body.objects.filter(fee_scales__isnull=False).distinct()
        self.fields["year"].initial, self.fields["on"].initial = str(today().year), today()

    def clean_year(self):
        year = self.cleaned_data["year"]
        if year != int(year) or not 1900 <= year <= 2200:
            raise forms.ValidationError(_("Write a year of four digits."))
        return int(year)


class PayForm(ActForm):
    amount = fields.number(gettext_lazy("Amount"))
    currency = forms.CharField(
        label=gettext_lazy("Currency"),
        max_length=3,
        validators=[CURRENCY],
        required=False,
        help_text=gettext_lazy("Another than the invoice's is reckoned at the last rate entered for the day."),
    )
    received_on = fields.day(gettext_lazy("Received on"))
    reference = fields.line(gettext_lazy("Reference of the bank"), required=True, longest=120)

    def prepare(self):
        invoice = self.thing if isinstance(self.thing, Invoice) else self.thing.invoice
        self.fields["amount"].initial = rules.open_amount(invoice)
        self.fields["currency"].initial = invoice.currency
        self.fields["received_on"].initial = today()


class CreditForm(ActForm):
    amount = fields.number(gettext_lazy("Amount"))
    reason = fields.line(gettext_lazy("Reason"), required=True)


def to_invoice(_thing, invoice):
    return InvoiceRegister.instance.address_of(invoice)


ISSUE = Act(
    name="issue",
    label=gettext_lazy("issue the invoices of a year"),
    form=YearForm,
    may=rules.may_keep_dues,
    do=lambda _none, by, **typed: services.issue_invoices(by=by, **typed),
    explanation=gettext_lazy("Members that were charged already keep their invoice; run again it goes on."),
    done=gettext_lazy("The invoices are issued; whoever pays gets a letter."),
    of_list=True,
    page=TryYear,
)
PAY = Act(
    name="pay",
    label=gettext_lazy("enter a payment"),
    form=PayForm,
    may=rules.may_keep_dues,
    obstacle=lambda invoice: rules.obstacle_to_pay(invoice, received_on=today(), today=today()),
    do=lambda invoice, by, **typed: services.record_payment(invoice=invoice, today=today(), by=by, **typed),
    explanation=gettext_lazy("What goes beyond the invoice stands on account and is carried to the next one."),
    done=gettext_lazy("The payment is in the books; whoever pays gets the receipt."),
)
CREDIT = Act(
    name="credit",
    label=gettext_lazy("give credit"),
    form=CreditForm,
    may=rules.may_keep_dues,
    do=lambda invoice, by, **typed: services.grant_credit(
        membership=invoice.membership, currency=invoice.currency, on=today(), by=by, **typed
    ),
    done=gettext_lazy("The credit is in the books."),
)
VOID = Act(
    name="void",
    label=gettext_lazy("make void"),
    form=ReasonForm,
    may=rules.may_keep_dues,
    obstacle=rules.obstacle_to_void,
    do=lambda invoice, by, reason: services.void_invoice(invoice=invoice, on=today(), reason=reason, by=by),
    explanation=gettext_lazy("The invoice stays as it is and counts no more; what was paid for it becomes credit."),
    done=gettext_lazy("The invoice is void."),
)
REISSUE = Act(
    name="reissue",
    label=gettext_lazy("make void and issue anew"),
    form=ReasonForm,
    may=rules.may_keep_dues,
    obstacle=rules.obstacle_to_void,
    do=lambda invoice, by, reason: services.reissue_invoice(invoice=invoice, on=today(), reason=reason, by=by),
    explanation=gettext_lazy("The new invoice is found by the figures that are now known for its year."),
    done=gettext_lazy("The new invoice is issued."),
    to=to_invoice,
)
RETURN = Act(
    name="return",
    label=gettext_lazy("take back"),
    form=ReasonForm,
    may=rules.may_keep_dues,
    obstacle=rules.obstacle_to_return,
    do=lambda payment, by, reason: services.return_payment(payment=payment, on=today(), reason=reason, by=by),
    explanation=gettext_lazy(
        "For a payment entered by mistake, or sent back by the bank; its lines stand once more, turned."
    ),
    done=gettext_lazy("The payment is taken back."),
)


def searching(path):
    """Find rows by the names of their party or by their official number."""

    def found(rows, words):
        numbers = [int(word) for word in words if word.isdecimal() and len(word) < 7]
        of_party = Q((f"{path}membership__party__in", found_parties(words)))
        return rows.filter(of_party | Q((f"{path}number__in", numbers)))

    return found


class InvoiceRegister(Register):
    model = Invoice
    keepers = staticmethod(rules.may_keep_dues)
    name = "office_invoices"
    url_prefix = "invoices"
    icon = "doc-full"
    list_display = (
        *("__str__", "membership", "issued_on", "due_on", Money("total", label=gettext_lazy("Total"))),
        *(Money("open", label=gettext_lazy("Open amount")), StateToday("state", label=gettext_lazy("State"))),
    )
    list_filter = {"body": ["exact"], "year": ["exact"], "due_on": ["lt", "gte"]}
    unshown = ("key", "figures", "body")
    acts = (ISSUE, PAY, CREDIT, VOID, REISSUE)
    search = property(lambda self: searching(""))
    instance: "InvoiceRegister"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        InvoiceRegister.instance = self

    def listed(self, user):
        return queries.with_open(self.kept(user)).select_related("body", "membership__party", "membership__body")

    def remarks(self, thing):
        row = queries.with_open(Invoice.objects.filter(pk=thing.pk)).get()
        words = {"state": queries.state_words()[queries.state_of(row, today())], "open": show(row.open, row.currency)}
        return [_("Today: %(state)s, open: %(open)s.") % words]

    def parts(self, thing):
        return list(thing.lines.all())

    def export_columns(self):
        return [*super().export_columns(), "party", "official_number", "open", "state"]

    def export_row(self, thing):
        state = queries.state_of(thing, today())
        return [*super().export_row(thing), thing.party.slug, thing.code, str(thing.open), state]

    def exported_fields(self):
        return [field for field in super().exported_fields() if field.name != "body"]

    def sections(self, thing, user):
        papers = Section(_("Papers"), (_("paper"),))
        papers.add(link(reverse("dues:pdf", args=[thing.party.slug, thing.key]), _("Invoice as PDF")))
        why = Section(_("How the amount was found"), (_("sentence"),))
        why.add_all((sentence,) for sentence in explained(thing.figures, thing.currency))
        if told := rate_words(thing):
            why.add(told)
        proofs = Section(_("Proofs of transfers"), (_("reference"), _("amount"), _("became of it")))
        for proof in thing.proofs.all():
            proofs.add(
                *(proof.reference, show(proof.amount, thing.currency), proof.get_outcome_display() or _("waits")),
                thing=proof,
            )
        return [papers, why, lines_of(thing.lines), proofs, letters_of(thing), *super().sections(thing, user)]


def link(address, words):
    return format_html('<a href="{}">{}</a>', address, words)


def lines_of(lines):
    section = Section(_("Lines of the ledger"), (_("what"), _("on"), _("amount"), _("invoice"), _("reason")))
    for line in lines.select_related("payment__body", "invoice__body").order_by("on", "pk"):
        what = line.payment.code if line.payment else line.get_kind_display()
        words = (what, line.on, show(line.amount, line.currency), line.invoice and line.invoice.code, line.reason)
        section.add(*words, thing=line.payment)
    return section


def letters_of(invoice):
    """Every letter of this invoice with the day it went out: the log of its reminders."""
    section = Section(_("Letters"), (_("subject"), _("to"), _("written at"), _("sent at")))
    for letter in Letter.objects.filter(key__startswith=f"dues:{invoice.key}:").order_by("written_at", "pk"):
        section.add(letter.subject, letter.address, letter.written_at, letter.sent_at, thing=letter)
    return section


class PaymentRegister(Register):
    model = Payment
    keepers = staticmethod(rules.may_keep_dues)
    name = "office_payments"
    url_prefix = "payments"
    icon = "download"
    list_display = ("__str__", "membership", Money("amount", label=gettext_lazy("Amount")), "received_on", "reference")
    list_filter = {"body": ["exact"], "year": ["exact"], "received_on": ["lt", "gte"]}
    unshown = ("key", "body")
    acts = (RETURN,)
    search = property(lambda self: searching(""))

    def listed(self, user):
        return self.kept(user).select_related("body", "membership__party", "membership__body")

    def sections(self, thing, user):
        papers = Section(_("Papers"), (_("paper"),))
        papers.add(link(reverse("dues:receipt", args=[thing.party.slug, thing.key]), _("Receipt as PDF")))
        if told := payment_rate_words(thing):
            papers.add(told)
        return [papers, lines_of(thing.lines), *super().sections(thing, user)]
