"""The acts on parties and people, as buttons of the office."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.kernel.office.acts import Act

from .. import rules, services
from . import forms


def may_keep(user, thing=None):
    return rules.may_keep_parties(user)


def of_merged(party):
    """Why nothing is done to this party any more."""
    return _("This party was merged into another.") if party.merged_into_id else None


def of_ended(liaison):
    return rules.obstacle_to_end_liaison(liaison, ends_on=max(timezone.localdate(), liaison.starts_on))


def of_withdrawn(consent):
    return _("This consent has been withdrawn.") if consent.withdrawn_on else None


APPOINT_LIAISON = Act(
    name="appoint-liaison",
    label=gettext_lazy("appoint a liaison"),
    form=forms.AppointForm,
    may=may_keep,
    obstacle=of_merged,
    do=lambda party, by, **fields: services.appoint_liaison(party=party, by=by, **fields),
    done=gettext_lazy("The liaison was appointed."),
)
MERGE = Act(
    name="merge",
    label=gettext_lazy("merge into another party"),
    form=forms.MergeForm,
    may=may_keep,
    obstacle=of_merged,
    do=lambda party, by, **fields: services.merge_parties(party=party, by=by, **fields),
    explanation=gettext_lazy(
        "Everything this party has goes over to the other one; this row stays as a pointer and is no longer shown."
    ),
    done=gettext_lazy("The parties were merged."),
)
END_LIAISON = Act(
    name="end",
    label=gettext_lazy("end the duty"),
    form=forms.EndForm,
    may=may_keep,
    obstacle=of_ended,
    do=lambda liaison, by, **fields: services.end_liaison(liaison=liaison, by=by, **fields),
    done=gettext_lazy("The duty was ended."),
)
REPLACE_LIAISON = Act(
    name="replace",
    label=gettext_lazy("give the duty to somebody else"),
    form=forms.ReplaceForm,
    may=may_keep,
    obstacle=of_ended,
    do=lambda liaison, by, **fields: services.replace_liaison(liaison=liaison, by=by, **fields),
    done=gettext_lazy("The duty went over."),
)
GIVE_CONSENT = Act(
    name="give-consent",
    label=gettext_lazy("enter a consent"),
    form=forms.GiveConsentForm,
    may=may_keep,
    do=lambda person, by, **fields: services.give_consent(person=person, by=by, **fields),
    explanation=gettext_lazy("The person lets the public see one field, until the consent is withdrawn."),
    done=gettext_lazy("The consent was entered."),
)
WITHDRAW_CONSENT = Act(
    name="withdraw",
    label=gettext_lazy("withdraw the consent"),
    form=forms.WithdrawConsentForm,
    may=may_keep,
    obstacle=of_withdrawn,
    do=lambda consent, by, **fields: services.withdraw_consent(consent=consent, by=by, **fields),
    done=gettext_lazy("The consent was withdrawn."),
)
