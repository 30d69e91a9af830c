"""The books join the office."""

from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSetGroup

from hamshahr.accounts.office import also_act, also_show
from hamshahr.accounts.office.verbs import also_called
from hamshahr.bodies.models import Membership

from .office import books, figures, following, grounds, leaving, proofs, scales


class DuesGroup(ModelViewSetGroup):
    menu_label = gettext_lazy("Dues")
    menu_name = "dues"
    menu_icon = "doc-full"
    menu_order = 420
    items = (
        *(books.InvoiceRegister, books.PaymentRegister, proofs.ProofRegister, following.LateRegister),
        *(scales.ScaleRegister, figures.IncomeRegister, figures.FootingRegister, figures.RateRegister),
        *(figures.WatchRegister, grounds.ElsewhereRegister, grounds.WaiverRegister),
        leaving.WithdrawalRegister,
    )


also_called(
    {
        "fee_scale.published": gettext_lazy("fee rules published"),
        "fee.published": gettext_lazy("fee published"),
        "income.entered": gettext_lazy("income of a country entered"),
        "footing.entered": gettext_lazy("footing of a member entered"),
        "dues.paid_elsewhere": gettext_lazy("fee paid in another network entered"),
        "dues.statement_kept": gettext_lazy("signed statement laid to a payment"),
        "dues.waived": gettext_lazy("fee waived"),
        "dues.ground_withdrawn": gettext_lazy("taken back"),
        "figure.ended": gettext_lazy("figure followed by a later one"),
        "rate.entered": gettext_lazy("exchange rate entered"),
        "dues.withdrawal_entered": gettext_lazy("notice of withdrawal entered"),
        "dues.withdrawal_revoked": gettext_lazy("notice of withdrawal taken back"),
        "dues.withdrawal_ended": gettext_lazy("membership ended after its notice"),
        "dues.suspended": gettext_lazy("suspended for unpaid fees"),
        "dues.suspension_lifted": gettext_lazy("suspension for unpaid fees lifted"),
        "watch.set": gettext_lazy("watch over dues begun"),
        "watch.ended": gettext_lazy("watch over dues ended"),
        "invoice.issued": gettext_lazy("invoice issued"),
        "ledger.entered": gettext_lazy("line written into the ledger"),
        "payment.recorded": gettext_lazy("payment entered"),
        "proof.brought": gettext_lazy("proof of payment brought"),
        "proof.confirmed": gettext_lazy("proof of payment confirmed"),
        "proof.refused": gettext_lazy("proof of payment refused"),
        "dues.contacted": gettext_lazy("contact about dues noted"),
    }
)
also_act(Membership, leaving.WITHDRAW)
also_show(Membership, leaving.leaving_of)


@hooks.register("register_admin_viewset")
def dues():
    return DuesGroup()
