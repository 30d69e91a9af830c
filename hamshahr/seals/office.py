"""Seals in the office: every one of them with its paper's statement, and the act that revokes it."""

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.accounts.office import Register, Section
from hamshahr.kernel.http import address_of
from hamshahr.kernel.office.acts import Act, ActForm

from . import rules, services
from .models import Seal
from .serials import as_printed


class RevokeForm(ActForm):
    ground = forms.ChoiceField(label=gettext_lazy("Ground"), choices=Seal.Ground.choices)
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


def obstacle(seal):
    return _("This seal is revoked already.") if seal.revoked_at else None


REVOKE = Act(
    name="revoke",
    label=gettext_lazy("revoke"),
    form=RevokeForm,
    may=rules.may_revoke,
    obstacle=obstacle,
    do=lambda seal, by, **typed: services.revoke(seal=seal, by=by, **typed),
    explanation=gettext_lazy(
        "The serial and the ground become public in the list of revocations; the reason stays in the log."
    ),
    done=gettext_lazy("The seal is revoked and stands in the list."),
)


class SealRegister(Register):
    model = Seal
    name = "office_seals"
    url_prefix = "seals"
    icon = "key"
    menu_label = gettext_lazy("Seals")
    menu_name = "seals"
    menu_order = 460
    add_to_admin_menu = True
    list_display = ("serial", "kind", "issued_on", "sealed_at", "revoked_at")
    list_filter = {"kind": ["exact"], "issued_on": ["lt", "gte"], "ground": ["exact"]}
    unshown = ("thing_key", "signature")
    acts = (REVOKE,)

    def search(self, rows, words):
        """By the serial, however it is typed."""
        return rows.filter(serial=as_printed("".join(words)))

    def sections(self, thing, user):
        papers = Section(_("On the site"), (_("page"),))
        address = address_of("seals:seal", thing.serial)
        papers.add(format_html('<a href="{}">{}</a>', address, _("What the reader of the paper sees")))
        return [papers, *super().sections(thing, user)]
