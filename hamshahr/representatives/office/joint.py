"""Statements on joint members and the keys of other networks in the office."""

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.accounts.office import Register, Section
from hamshahr.bodies.models import Body, Membership
from hamshahr.dues.rules import may_keep_dues
from hamshahr.kernel.http import address_of
from hamshahr.kernel.office import fields
from hamshahr.kernel.office.acts import Act, ActForm
from hamshahr.parties.models import Party

from .. import services
from ..models import JointStatement, PartnerKey
from ..services.joint import MOST_BYTES
from .seats import to_made


class KeyForm(ActForm):
    network = fields.thing(Body, gettext_lazy("Network"))
    name = fields.line(gettext_lazy("Name of the key"), required=True, longest=64)
    public = fields.line(gettext_lazy("Public key"), required=True, longest=43)
    starts_on = fields.day(gettext_lazy("Signs from"))
    ends_on = fields.day(gettext_lazy("Signs until"), required=False)
    source = fields.line(gettext_lazy("Where it is published"), required=True, longest=600)


class EndKeyForm(ActForm):
    ends_on = fields.day(gettext_lazy("Signs until"))
    reason = fields.line(gettext_lazy("Reason"), required=True)


class StateForm(ActForm):
    party = fields.thing(Party, gettext_lazy("City"))
    body = fields.thing(Body, gettext_lazy("Member of"))
    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=1900, max_value=2200)
    network = fields.thing(Body, gettext_lazy("For the network"))

    def clean(self):
        """City and body become the membership."""
        said = dict(self.cleaned_data)
        party, body = said.pop("party", None), said.pop("body", None)
        membership = Membership.objects.filter(party=party, body=body).first()
        if party and body and membership is None:
            raise forms.ValidationError(_("This city is not in the register of members of this body."))
        return said | {"membership": membership}


class TakeForm(ActForm):
    body = fields.thing(Body, gettext_lazy("In whose books"))
    file = forms.FileField(label=gettext_lazy("Signed file"), help_text=gettext_lazy("As the other network gave it."))

    def clean_file(self):
        """The text of the file; what is no text is no statement."""
        try:
            return self.cleaned_data["file"].read(MOST_BYTES + 1).decode()
        except UnicodeDecodeError as error:
            raise forms.ValidationError(_("This file is no statement on a joint member.")) from error


ADD_KEY = Act(
    name="add",
    label=gettext_lazy("enter a key"),
    form=KeyForm,
    may=may_keep_dues,
    do=lambda _none, by, **typed: services.add_partner_key(by=by, **typed),
    explanation=gettext_lazy("Compare it letter by letter with what the network publishes: whatever it signs counts."),
    done=gettext_lazy("The key is entered."),
    of_list=True,
    to=to_made,
)
END_KEY = Act(
    name="end",
    label=gettext_lazy("end the key"),
    form=EndKeyForm,
    may=may_keep_dues,
    obstacle=lambda key: _("This key has ended already.") if key.ends_on else None,
    do=lambda key, by, **typed: services.end_partner_key(key=key, by=by, **typed),
    done=gettext_lazy("The key has an end."),
)
STATE = Act(
    name="state",
    label=gettext_lazy("state that a joint member has paid"),
    form=StateForm,
    may=may_keep_dues,
    do=lambda _none, by, **typed: services.state_joint_member(by=by, **typed),
    explanation=gettext_lazy("A signed file for the other network, in which the member pays no further fee that year."),
    done=gettext_lazy("The statement is signed; take the file along below."),
    of_list=True,
    to=to_made,
)
TAKE = Act(
    name="take",
    label=gettext_lazy("take a statement of another network"),
    form=TakeForm,
    may=may_keep_dues,
    do=lambda _none, by, body, file: services.take_statement(body=body, text=file, by=by),
    explanation=gettext_lazy("Its key must be in the register; one changed letter and the file is refused."),
    done=gettext_lazy("The statement is genuine; the year counts as paid."),
    of_list=True,
    to=to_made,
)


class KeyRegister(Register):
    keepers = staticmethod(may_keep_dues)
    model = PartnerKey
    name = url_namespace = "office_partner_keys"
    url_prefix = "partner-keys"
    icon = "key"
    list_display = ("network", "name", "starts_on", "ends_on", "source")
    acts = (ADD_KEY, END_KEY)

    def listed(self, user):
        return self.kept(user).select_related("network")


class StatementRegister(Register):
    keepers = staticmethod(may_keep_dues)
    model = JointStatement
    name = url_namespace = "office_joint_statements"
    url_prefix = "joint-statements"
    icon = "link"
    list_display = ("__str__", "way", "year", "entered_at")
    list_filter = ("way", "year")
    unshown = ("key", "signature")
    acts = (STATE, TAKE)

    def listed(self, user):
        return self.kept(user).select_related("membership__party", "network")

    def sections(self, thing, user):
        file = Section(_("File"), (_("take it along"),))
        address = address_of("representatives:statement", thing.key)
        file.add(format_html('<a href="{}" download>{}</a>', address, _("The signed file")))
        return [file, *super().sections(thing, user)]
