"""Notices of withdrawal, and suspensions for unpaid fees, as acts of the office."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.accounts.office import Register, Section
from hamshahr.bodies.keepers import kept_bodies
from hamshahr.bodies.models import Decision
from hamshahr.bodies.office.keeping import decisions_for, may_keep_some
from hamshahr.kernel.office import fields
from hamshahr.kernel.office.acts import Act, ActForm, ReasonForm
from hamshahr.parties.office.search import found_parties

from .. import rules, services
from ..models import Suspension, Withdrawal


def today():
    return timezone.localdate()


class WithdrawForm(ActForm):
    given_on = fields.day(gettext_lazy("Notice given on"))
    reason = fields.line(gettext_lazy("Reason"), required=True)

    def prepare(self):
        self.fields["given_on"].initial = today()


class SuspendForm(ActForm):
    decision = fields.choice(Decision, gettext_lazy("By the decision"))

    def prepare(self):
        self.fields["decision"].queryset = decisions_for(self.thing.body)


WITHDRAW = Act(
    name="withdrawal",
    label=gettext_lazy("enter a notice of withdrawal"),
    form=WithdrawForm,
    may=rules.may_withdraw,
    obstacle=lambda membership: rules.obstacle_to_withdraw(membership, given_on=today(), today=today()),
    do=lambda membership, by, **typed: services.withdraw(membership=membership, today=today(), by=by, **typed),
    explanation=gettext_lazy("The membership ends when the period of the statutes is over; its fees stay owed."),
    done=gettext_lazy("The notice is entered."),
)
REVOKE = Act(
    name="revoke",
    label=gettext_lazy("take back"),
    form=ReasonForm,
    may=lambda user, withdrawal: rules.may_withdraw(user, withdrawal.membership),
    obstacle=lambda withdrawal: rules.obstacle_to_revoke(withdrawal, today=today()),
    do=lambda withdrawal, by, reason: services.revoke_withdrawal(
        withdrawal=withdrawal, reason=reason, today=today(), by=by
    ),
    done=gettext_lazy("The notice is taken back; the membership goes on."),
)
SUSPEND = Act(
    name="suspend",
    label=gettext_lazy("suspend for unpaid fees"),
    form=SuspendForm,
    may=rules.may_suspend,
    obstacle=lambda membership: rules.obstacle_to_suspend(membership, on=today()),
    do=lambda membership, by, decision: services.suspend_for_arrears(
        membership=membership, decision=decision, on=today(), by=by
    ),
    explanation=gettext_lazy("An organ decides; the suspension is lifted by itself when the fees are paid."),
    done=gettext_lazy("The membership is suspended."),
)


class WithdrawalRegister(Register):
    model = Withdrawal
    keepers = staticmethod(may_keep_some)
    name = "office_withdrawals"
    url_prefix = "withdrawals"
    icon = "logout"
    list_display = ("membership", "given_on", "ends_on", "article", "revoked_at")
    list_filter = {"ends_on": ["lt", "gte"], "revoked_at": ["isnull"]}
    acts = (REVOKE,)

    def kept(self, user):
        rows = super().kept(user)
        return rows if user.is_secretariat else rows.filter(membership__body__in=kept_bodies(user))

    def listed(self, user):
        return self.kept(user).select_related("membership__party", "membership__body")

    @property
    def search(self):
        return lambda rows, words: rows.filter(membership__party__in=found_parties(words))


def leaving_of(membership, _user):
    """What notices and unpaid fees made of a membership."""
    section = Section(_("Withdrawal and unpaid fees"), (_("what"), _("from"), _("until"), _("article")))
    if proposed := rules.proposal_words(membership, today()):
        section.add(proposed, None, None, None)
    for row in Withdrawal.objects.filter(membership=membership):
        what = _("notice taken back") if row.revoked_at else _("notice of withdrawal")
        section.add(what, row.given_on, row.ends_on, row.article, thing=row)
    for row in Suspension.objects.filter(membership=membership).select_related("step", "lifted_by"):
        what = _("suspended, fees of %(years)s") % {"years": rules.years_words(row.years)}
        section.add(what, row.step.happened_on, row.lifted_by and row.lifted_by.happened_on, row.article)
    return section
