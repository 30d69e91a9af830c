"""Proofs of transfers in the office: confirmed as the bank has them, or refused with a reason."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.accounts.office import Register, Section
from hamshahr.kernel.digits import localise
from hamshahr.kernel.office.acts import Act, ReasonForm

from .. import rules, services
from ..models import Proof
from .books import PayForm, link, searching, today
from .columns import Money, Outcome


class ConfirmForm(PayForm):
    def prepare(self):
        self.fields["amount"].initial = self.thing.amount
        self.fields["currency"].initial = self.thing.invoice.currency
        self.fields["received_on"].initial = self.thing.paid_on
        self.fields["reference"].initial = self.thing.reference


def of_decided(proof):
    return rules.obstacle_to_decide_proof(proof, None)


CONFIRM = Act(
    name="confirm",
    label=gettext_lazy("confirm as paid"),
    form=ConfirmForm,
    may=rules.may_keep_dues,
    obstacle=of_decided,
    do=lambda proof, by, **typed: services.confirm_proof(proof=proof, today=today(), by=by, **typed),
    explanation=gettext_lazy("Enter the payment as your bank has it; the proof only says what the city believes."),
    done=gettext_lazy("The payment is in the books; whoever pays gets the receipt."),
)
REFUSE = Act(
    name="refuse",
    label=gettext_lazy("refuse"),
    form=ReasonForm,
    may=rules.may_keep_dues,
    obstacle=of_decided,
    do=lambda proof, by, reason: services.refuse_proof(proof=proof, reason=reason, today=today(), by=by),
    done=gettext_lazy("The proof is refused; whoever brought it reads why."),
)


class ProofRegister(Register):
    model = Proof
    keepers = staticmethod(rules.may_keep_dues)
    name = "office_proofs"
    url_prefix = "proofs"
    icon = "tick-inverse"
    list_display = (
        *("reference", "invoice", Money("amount", label=gettext_lazy("Amount")), "paid_on", "brought_at"),
        Outcome("outcome", label=gettext_lazy("Became of it")),
    )
    list_filter = {"outcome": ["exact"], "paid_on": ["lt", "gte"]}
    unshown = ("key", "digest")
    acts = (CONFIRM, REFUSE)
    search = property(lambda self: searching("invoice__"))

    def listed(self, user):
        return self.kept(user).select_related("invoice__body", "invoice__membership__party")

    def sections(self, thing, user):
        pages = Section(_("Pages"), (_("page"),))
        for page in thing.pages.all():
            address = reverse("dues:page", args=[thing.invoice.party.slug, thing.key, page.number])
            pages.add(link(address, _("Page %(number)s") % {"number": localise(page.number)}))
        return [pages, *super().sections(thing, user)]
