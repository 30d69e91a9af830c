"""What the secretary does with a meeting, its sessions, its agenda, its papers: each act calls its service."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.accounts.office import address_of
from hamshahr.bodies.office.keeping import may_keep_some
from hamshahr.bodies.rules import may_keep_body
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.office.acts import Act, ActForm, ReasonForm

from .. import rules, services
from . import forms


def may_keep(user, thing):
    """The secretary of the body that meets, whichever part of the meeting the thing is."""
    return rules.may_keep_meeting(user, meeting_of(thing))


def meeting_of(thing):
    for name in ("gathering", "session", "convocation"):
        if hasattr(thing, name):
            return meeting_of(getattr(thing, name))
    return thing


def to_result(_thing, result):
    return address_of(result)


def consult(by, body, **typed):
    if not may_keep_body(by, body):
        raise Refused(_("You do not keep this body."))
    return services.record_consultation(body=body, by=by, **typed)


PLAN = Act(
    name="session",
    label=gettext_lazy("plan a session"),
    form=forms.PlanForm,
    may=rules.may_keep_meeting,
    applies=rules.is_meeting,
    obstacle=rules.obstacle_of_meeting,
    do=lambda gathering, by, **typed: services.plan_session(gathering=gathering, by=by, **typed),
    done=gettext_lazy("The session is planned and stands in the calendars."),
    to=to_result,
)
CALL = Act(
    name="call",
    label=gettext_lazy("call the meeting"),
    form=forms.CallForm,
    may=rules.may_keep_meeting,
    applies=rules.is_meeting,
    obstacle=lambda gathering: rules.obstacle_to_convoke(gathering, at=timezone.now()),
    do=lambda gathering, by, decision: services.convoke(gathering=gathering, decision=decision, by=by),
    explanation=gettext_lazy("Everybody with a voice on the day of the meeting is called, once."),
    done=gettext_lazy("Who must be called is called; the letters are on their way."),
    to=to_result,
)
CLOSE = Act(
    name="close",
    label=gettext_lazy("close the meeting"),
    form=ReasonForm,
    may=rules.may_keep_meeting,
    applies=rules.is_meeting,
    obstacle=rules.obstacle_to_close_meeting,
    do=lambda gathering, by, reason: services.close_meeting(gathering=gathering, reason=reason, by=by),
    explanation=gettext_lazy("Nothing of the meeting changes any more: agenda, papers and sessions stay as they are."),
    done=gettext_lazy("The meeting is closed."),
)
CLONE = Act(
    name="clone",
    label=gettext_lazy("make the next meeting after this one"),
    form=forms.CloneForm,
    may=rules.may_keep_meeting,
    applies=lambda gathering: rules.is_meeting(gathering) and gathering.sessions.standing().exists(),
    do=lambda gathering, by, **typed: services.clone_meeting(gathering=gathering, by=by, **typed),
    explanation=gettext_lazy(
        "Sessions, agenda and languages are taken over, at the same distances; no people, no papers."
    ),
    done=gettext_lazy("The next meeting is made."),
    to=to_result,
)
MEETING_PAPER = Act(
    name="paper",
    label=gettext_lazy("bring a paper"),
    form=forms.PaperForm,
    may=rules.may_keep_meeting,
    applies=rules.is_meeting,
    obstacle=rules.obstacle_of_meeting,
    do=lambda gathering, by, **typed: services.bring_paper(gathering=gathering, by=by, **forms.read(typed)),
    done=gettext_lazy("The paper lies before the meeting."),
    to=to_result,
)
ITEM_PAPER = Act(
    name="paper",
    label=gettext_lazy("bring a paper"),
    form=forms.PaperForm,
    may=may_keep,
    obstacle=lambda item: rules.obstacle_to_bring_paper(item.session.gathering, item),
    do=lambda item, by, **typed: services.bring_paper(
        gathering=item.session.gathering, item=item, by=by, **forms.read(typed)
    ),
    done=gettext_lazy("The paper lies before the meeting."),
    to=to_result,
)
ADD_ITEM = Act(
    name="item",
    label=gettext_lazy("put an item on the agenda"),
    form=forms.ItemForm,
    may=may_keep,
    obstacle=lambda session: rules.obstacle_to_add_item(session, None),
    do=lambda session, by, **typed: services.add_item(session=session, by=by, **typed),
    done=gettext_lazy("The item is on the agenda."),
)
ADD_PART = Act(
    name="part",
    label=gettext_lazy("put a part under this item"),
    form=forms.ItemForm,
    may=may_keep,
    obstacle=lambda item: rules.obstacle_to_add_item(item.session, item),
    do=lambda item, by, **typed: services.add_item(session=item.session, parent=item, by=by, **typed),
    done=gettext_lazy("The item is on the agenda."),
    to=to_result,
)
DESCRIBE_ITEM = Act(
    name="describe",
    label=gettext_lazy("change the item"),
    form=forms.DescribeItemForm,
    may=may_keep,
    obstacle=rules.obstacle_to_change_item,
    do=lambda item, by, **typed: services.describe_item(item=item, by=by, **typed),
    done=gettext_lazy("The item is changed."),
)


def moving(up):
    return lambda item, by: services.move_item(item=item, up=up, by=by)


UP = Act(
    name="up",
    label=gettext_lazy("move up"),
    form=ActForm,
    may=may_keep,
    obstacle=rules.obstacle_to_change_item,
    do=moving(True),
)
DOWN = Act(
    name="down",
    label=gettext_lazy("move down"),
    form=ActForm,
    may=may_keep,
    obstacle=rules.obstacle_to_change_item,
    do=moving(False),
)
REMOVE_ITEM = Act(
    name="remove",
    label=gettext_lazy("take off the agenda"),
    form=ReasonForm,
    may=may_keep,
    obstacle=rules.obstacle_to_remove_item,
    do=lambda item, by, reason: services.remove_item(item=item, reason=reason, by=by),
    done=gettext_lazy("The item is off the agenda."),
)
MOVE = Act(
    name="move",
    label=gettext_lazy("move to another time or place"),
    form=forms.MoveForm,
    may=may_keep,
    obstacle=rules.obstacle_to_cancel_session,
    do=lambda session, by, **typed: services.move_session(session=session, by=by, **typed),
    explanation=gettext_lazy("Calendars follow; who was called is called anew, by the rule of notice."),
    done=gettext_lazy("The session is moved."),
)
OPEN = Act(
    name="open",
    label=gettext_lazy("open the session"),
    form=ActForm,
    may=may_keep,
    obstacle=rules.obstacle_to_open_session,
    do=lambda session, by: services.open_session(session=session, by=by),
    done=gettext_lazy("The session is open."),
)
END = Act(
    name="end",
    label=gettext_lazy("close the session"),
    form=ActForm,
    may=may_keep,
    obstacle=lambda session: rules.obstacle_to_close_session(session, at=timezone.now()),
    do=lambda session, by: services.close_session(session=session, by=by),
    done=gettext_lazy("The session is closed."),
)
CANCEL = Act(
    name="cancel",
    label=gettext_lazy("call off"),
    form=ReasonForm,
    may=may_keep,
    obstacle=rules.obstacle_to_cancel_session,
    do=lambda session, by, reason: services.cancel_session(session=session, reason=reason, by=by),
    done=gettext_lazy("The session is called off; who was called gets a letter."),
)
INTERPRET = Act(
    name="interpret",
    label=gettext_lazy("plan interpretation"),
    form=forms.InterpretForm,
    may=may_keep,
    obstacle=rules.obstacle_to_interpret,
    do=lambda session, by, **typed: services.plan_interpretation(session=session, by=by, **typed),
    explanation=gettext_lazy("The interpreter gets papers and speaking notes so many days before, by letter."),
    done=gettext_lazy("The interpretation is planned."),
)
END_INTERPRETATION = Act(
    name="end",
    label=gettext_lazy("plan it no longer"),
    form=ReasonForm,
    may=may_keep,
    do=lambda row, by, reason: services.end_interpretation(
        interpretation=row, reason=reason, on=timezone.localdate(), by=by
    ),
)
VERSION = Act(
    name="version",
    label=gettext_lazy("bring a later version"),
    form=forms.VersionForm,
    may=may_keep,
    obstacle=lambda paper: rules.obstacle_to_change_paper(paper, paper.gathering),
    do=lambda paper, by, **typed: services.bring_version(paper=paper, by=by, **forms.read(typed)),
    done=gettext_lazy("The version is brought; the one before is marked as superseded."),
)
WITHDRAW = Act(
    name="withdraw",
    label=gettext_lazy("withdraw"),
    form=ReasonForm,
    may=may_keep,
    obstacle=lambda paper: rules.obstacle_to_change_paper(paper, paper.gathering),
    do=lambda paper, by, reason: services.withdraw_paper(paper=paper, reason=reason, by=by),
    done=gettext_lazy("The paper is withdrawn."),
)
CONSULT = Act(
    name="consult",
    label=gettext_lazy("enter a consultation"),
    form=forms.ConsultForm,
    may=may_keep_some,
    do=lambda _none, by, **typed: consult(by, **typed),
    explanation=gettext_lazy("It stands in the record of the member; the public reads it only where it is public."),
    done=gettext_lazy("The consultation is in the record."),
    of_list=True,
)
