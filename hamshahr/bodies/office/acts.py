"""The acts on bodies, their offices, mandates and seats, as buttons of the office."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.accounts.office import address_of
from hamshahr.kernel.dates import PartialDate
from hamshahr.kernel.office.acts import Act

from .. import rules, services
from ..rules.bodies import obstacle_of_merged_party
from . import forms
from .keeping import may_keep, may_keep_all


def to_result(thing, result):
    """The page of what the act made."""
    return address_of(result)


def of_ended_body(body):
    """Why nothing begins in this body any more."""
    ended = body.ended_on
    if ended is not None and not ended.may_last_beyond(timezone.localdate()):
        return _("This body has ended.")
    return None


def of_ended(thing, rule):
    """The obstacle of a rule about an end, asked for today or, where that is earlier than its start, for the start."""
    today = PartialDate.of(timezone.localdate())
    return rule(thing, ends_on=max(today, thing.starts_on) if thing.starts_on else today)


HOST = Act(
    name="host",
    label=gettext_lazy("give it a seat"),
    form=forms.HostForm,
    may=may_keep,
    obstacle=of_ended_body,
    do=lambda body, by, **fields: services.host_body(body=body, by=by, **fields),
    done=gettext_lazy("The hosting was entered."),
    to=to_result,
)
DECIDE = Act(
    name="decide",
    label=gettext_lazy("record a decision"),
    form=forms.DecisionForm,
    may=may_keep,
    do=lambda body, by, **fields: services.record_decision(body=body, by=by, **fields),
    done=gettext_lazy("The decision was recorded."),
    to=to_result,
)
FOUND_OFFICE = Act(
    name="found-office",
    label=gettext_lazy("found an office"),
    form=forms.OfficeForm,
    may=may_keep,
    obstacle=of_ended_body,
    do=lambda body, by, **fields: services.found_office(body=body, by=by, **fields),
    done=gettext_lazy("The office was founded."),
    to=to_result,
)
ENROL = Act(
    name="enrol",
    label=gettext_lazy("enter a party"),
    form=forms.EnrolForm,
    may=may_keep,
    obstacle=of_ended_body,
    do=lambda body, by, **fields: services.enrol(body=body, by=by, **fields),
    done=gettext_lazy("The party was entered."),
    to=to_result,
)
DISSOLVE = Act(
    name="dissolve",
    label=gettext_lazy("dissolve"),
    form=forms.DissolveForm,
    may=may_keep_all,
    obstacle=lambda body: rules.obstacle_to_dissolve_body(body, ended_on=PartialDate.of(timezone.localdate())),
    do=lambda body, by, **fields: services.dissolve_body(body=body, by=by, **fields),
    explanation=gettext_lazy("Its mandates and its hosting end the same day."),
    done=gettext_lazy("The body was dissolved."),
)
END_HOSTING = Act(
    name="end",
    label=gettext_lazy("end the hosting"),
    form=forms.EndForm,
    may=may_keep,
    obstacle=lambda hosting: of_ended(hosting, rules.obstacle_to_end_hosting),
    do=lambda hosting, by, **fields: services.end_hosting(hosting=hosting, by=by, **fields),
    done=gettext_lazy("The hosting was ended."),
)
GRANT = Act(
    name="grant",
    label=gettext_lazy("grant a mandate"),
    form=forms.MandateForm,
    may=may_keep,
    obstacle=lambda office: of_ended_body(office.body),
    do=lambda office, by, **fields: services.grant_mandate(office=office, by=by, **fields),
    done=gettext_lazy("The mandate was granted."),
    to=to_result,
)
END_MANDATE = Act(
    name="end",
    label=gettext_lazy("end the mandate"),
    form=forms.EndMandateForm,
    may=may_keep,
    obstacle=lambda mandate: of_ended(mandate, rules.obstacle_to_end_mandate),
    do=lambda mandate, by, **fields: services.end_mandate(mandate=mandate, by=by, **fields),
    done=gettext_lazy("The mandate was ended."),
)
CORRECT_MANDATE = Act(
    name="correct",
    label=gettext_lazy("correct what was entered"),
    form=forms.CorrectMandateForm,
    may=may_keep,
    do=lambda mandate, by, **fields: services.correct_mandate(mandate=mandate, by=by, **fields),
    explanation=gettext_lazy("For mistakes only: the log keeps what stood here, and the record a further entry."),
    done=gettext_lazy("The mandate was corrected."),
)
SEAT_HOLDER = Act(
    name="seat",
    label=gettext_lazy("seat a person"),
    form=forms.SeatHolderForm,
    may=may_keep,
    obstacle=lambda mandate: of_ended(mandate, rules.obstacle_to_end_mandate) and _("This mandate has already ended."),
    do=lambda mandate, by, **fields: services.seat_holder(mandate=mandate, by=by, **fields),
    explanation=gettext_lazy("Whoever filled the seat leaves it that day."),
    done=gettext_lazy("The person was seated."),
)
TAKE_LOCAL_OFFICE = Act(
    name="local-office",
    label=gettext_lazy("enter a local office"),
    form=forms.LocalOfficeForm,
    may=may_keep_all,
    obstacle=obstacle_of_merged_party,
    do=lambda party, by, **fields: services.take_local_office(party=party, by=by, **fields),
    done=gettext_lazy("The local office was entered."),
    to=to_result,
)
END_LOCAL_OFFICE = Act(
    name="end",
    label=gettext_lazy("end the local office"),
    form=forms.EndForm,
    may=may_keep_all,
    obstacle=lambda office: of_ended(office, rules.obstacle_to_end_local_office),
    do=lambda office, by, **fields: services.end_local_office(local_office=office, by=by, **fields),
    explanation=gettext_lazy(
        "Every seat that hangs from it is flagged the same day, with the one who acts by the statutes."
    ),
    done=gettext_lazy("The local office was ended; the seats that hung from it are below."),
)
CLEAR_FLAG = Act(
    name="clear",
    label=gettext_lazy("decide on the seat"),
    form=forms.ClearFlagForm,
    may=may_keep,
    obstacle=lambda flag: _("This flag was cleared before.") if flag.cleared_on else None,
    do=lambda flag, by, **fields: services.clear_flag(flag=flag, by=by, **fields),
    done=gettext_lazy("The flag was cleared."),
)
