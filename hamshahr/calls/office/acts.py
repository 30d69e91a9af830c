"""What is done with a call and with its parts: each act calls its service."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.accounts.office import address_of
from hamshahr.accounts.services import bind_language
from hamshahr.accounts.translations import authentic_language
from hamshahr.bodies.office.keeping import may_keep_some
from hamshahr.bodies.rules import may_keep_body
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.office.acts import Act, ActForm, ReasonForm

from .. import services
from ..rules import copying, designing
from . import amending, forms


def call_of(thing):
    for name in ("call", "stage", "submission"):
        if hasattr(thing, name):
            return call_of(getattr(thing, name))
    return thing


def may_keep(user, thing):
    """Who keeps the body that calls, whichever part of the call the thing is."""
    return designing.may_design(user, call_of(thing).body)


def to_result(_thing, result):
    return address_of(result)


def to_call(thing, _result):
    return address_of(call_of(thing))


def draft(by, body, authentic, service=services.draft_call, **typed):
    if not may_keep_body(by, body):
        raise Refused(_("You do not keep this body."))
    call = service(body=body, by=by, **typed)
    if authentic != authentic_language(call):
        bind_language(thing=call, language=authentic, by=by)
    return call


def of_draft(thing):
    return designing.obstacle_to_design(call_of(thing))


def of_opening(call):
    return "\n".join(designing.obstacles_to_open(call, at=timezone.now()))


DRAFT = Act(
    name="draft",
    label=gettext_lazy("draft a call"),
    form=forms.DraftForm,
    may=may_keep_some,
    do=lambda _none, by, **typed: draft(by, **typed),
    explanation=gettext_lazy("Nobody sees the draft but who keeps the body. Stages and questions come next."),
    done=gettext_lazy("The draft is there; give it its stages and questions."),
    of_list=True,
    to=to_result,
)
DESCRIBE = Act(
    name="describe",
    label=gettext_lazy("change the draft"),
    form=forms.DescribeForm,
    may=may_keep,
    applies=lambda call: not call.is_published,
    do=lambda call, by, **typed: services.describe_call(call=call, by=by, **typed),
    done=gettext_lazy("The draft is changed."),
)
ADD_STAGE = Act(
    name="stage",
    label=gettext_lazy("add a stage"),
    form=forms.StageForm,
    may=may_keep,
    applies=lambda call: not call.is_published,
    do=lambda call, by, **typed: services.add_stage(call=call, by=by, **typed),
    done=gettext_lazy("The stage is in the calendar of the call."),
)
ADD_QUESTION = Act(
    name="question",
    label=gettext_lazy("add a question"),
    form=forms.AskForm,
    may=may_keep,
    applies=lambda call: not call.is_published,
    do=lambda call, by, **typed: services.add_question(call=call, by=by, **typed),
    done=gettext_lazy("The question is asked."),
)
OPEN = Act(
    name="open",
    label=gettext_lazy("publish the call"),
    form=ActForm,
    may=may_keep,
    applies=lambda call: not call.is_published,
    obstacle=of_opening,
    do=lambda call, by: services.open_call(call=call, by=by),
    explanation=gettext_lazy("From then on it changes by amendments only, and everybody who began is told of each."),
    done=gettext_lazy("The call is published."),
)
AMEND = Act(
    name="amend",
    label=gettext_lazy("amend"),
    form=amending.AmendForm,
    may=may_keep,
    applies=lambda call: call.is_published,
    obstacle=designing.obstacle_to_amend,
    do=lambda call, by, changes: services.amend_call(call=call, changes=changes, by=by),
    explanation=gettext_lazy("The version before is kept and stays readable."),
    done=gettext_lazy("The call stands in a further version; everybody who began an entry gets a letter."),
)
LOCK = Act(
    name="lock",
    label=gettext_lazy("lock the entries for judging"),
    form=ActForm,
    may=may_keep,
    applies=lambda call: call.is_published,
    obstacle=lambda call: copying.obstacle_to_lock(call, at=timezone.now()),
    do=lambda call, by: services.lock_entries(call=call, by=by, at=timezone.now()),
    explanation=gettext_lazy("What is judged is this text, by its digest. Done again, it locks what was let in since."),
    done=gettext_lazy("The entries are locked as they were handed in."),
)
CLONE = Act(
    name="clone",
    label=gettext_lazy("draft the next edition from this call"),
    form=forms.CloneForm,
    may=may_keep,
    applies=lambda call: call.stages.exists(),
    do=lambda call, by, **typed: services.clone_call(call=call, by=by, **typed),
    explanation=gettext_lazy("Stages, criteria and questions are taken over at the same distances; no people."),
    done=gettext_lazy("The next call is drafted."),
    to=to_result,
)
CLOSE = Act(
    name="close",
    label=gettext_lazy("close the call"),
    form=ReasonForm,
    may=may_keep,
    applies=lambda call: call.is_published,
    obstacle=designing.obstacle_to_close,
    do=lambda call, by, reason: services.close_call(call=call, reason=reason, by=by),
    done=gettext_lazy("The call is closed; nothing is entered in it any more."),
)


def changing(form, label):
    return Act(
        name="change",
        label=label,
        form=form,
        may=may_keep,
        obstacle=of_draft,
        do=lambda part, by, **typed: services.change_part(part=part, by=by, **typed),
        done=gettext_lazy("It is changed."),
    )


def removing(label):
    return Act(
        name="remove",
        label=label,
        form=ReasonForm,
        may=may_keep,
        obstacle=of_draft,
        do=lambda part, by, reason: services.remove_part(part=part, by=by, reason=reason),
        done=gettext_lazy("It is taken out of the draft."),
        to=to_call,
    )


def moving(name, label, up):
    return Act(
        name=name,
        label=label,
        form=ActForm,
        may=may_keep,
        obstacle=of_draft,
        do=lambda question, by: services.move_question(question=question, up=up, by=by),
        to=to_call,
    )


CHANGE_STAGE = changing(forms.ChangeStageForm, gettext_lazy("change the stage"))
END_STAGE = Act(
    name="end",
    label=gettext_lazy("end this stage now"),
    form=amending.EndStageForm,
    may=may_keep,
    applies=lambda stage: stage.call.is_published,
    obstacle=lambda stage: designing.obstacle_to_end_stage(stage, at=timezone.now()),
    do=lambda stage, by, said: services.end_stage(stage=stage, said=said, by=by),
    explanation=gettext_lazy("What comes next in the calendar of the call begins at once."),
    done=gettext_lazy("The stage is over; everybody who began an entry gets a letter."),
    to=to_call,
)
REMOVE_STAGE = removing(gettext_lazy("take the stage out"))
ADD_CRITERION = Act(
    name="criterion",
    label=gettext_lazy("add a criterion"),
    form=forms.CriterionForm,
    may=may_keep,
    obstacle=of_draft,
    do=lambda stage, by, **typed: services.add_criterion(stage=stage, by=by, **typed),
    done=gettext_lazy("Entries are scored by this criterion in this stage."),
)
CHANGE_CRITERION = changing(forms.ChangeCriterionForm, gettext_lazy("change the criterion"))
REMOVE_CRITERION = removing(gettext_lazy("take the criterion out"))
CHANGE_QUESTION = changing(forms.ChangeQuestionForm, gettext_lazy("change the question"))
REMOVE_QUESTION = removing(gettext_lazy("take the question out"))
UP = moving("up", gettext_lazy("move up"), True)
DOWN = moving("down", gettext_lazy("move down"), False)
AMEND_QUESTION = Act(
    name="amend",
    label=gettext_lazy("amend the question"),
    form=amending.AmendQuestionForm,
    may=may_keep,
    applies=lambda question: question.call.is_published,
    obstacle=lambda question: designing.obstacle_to_amend(question.call),
    do=lambda question, by, changes: services.amend_call(call=question.call, changes=changes, by=by),
    done=gettext_lazy("The call stands in a further version; everybody who began an entry gets a letter."),
    to=to_call,
)
