"""Motions, elections and decisions in writing in the office: their registers, and the acts of the secretary."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.accounts.office import Register, Section, address_of
from hamshahr.bodies.office.registers import OfBodies
from hamshahr.kernel.office import fields
from hamshahr.kernel.office.acts import Act, ActForm, ReasonForm
from hamshahr.meetings.models import AgendaItem
from hamshahr.meetings.rules import is_meeting, may_keep_meeting

from .. import services
from ..models import Docket, Election, Motion, Nomination, WrittenProcedure
from ..queries import written_rolls
from ..queries.texts import texts_of
from ..rules import elections, motions, written
from ..workflow import USUAL
from . import forms


def to_result(_thing, result):
    return address_of(result)


def may_keep(user, thing):
    """The secretary of the body that meets."""
    return may_keep_meeting(user, thing.gathering)


def may_keep_item(user, item):
    return may_keep_meeting(user, item.session.gathering)


def may_keep_nomination(user, nomination):
    return may_keep_meeting(user, nomination.election.gathering)


class DocketForm(ActForm):
    prefix = fields.line(gettext_lazy("Sign before the number"), longest=12)
    steps = fields.lines(
        gettext_lazy("Way of motions"),
        required=True,
        rows=14,
        help_text=gettext_lazy("One step on each line, such as “filed > open: secretary”."),
    )

    def prepare(self):
        docket = Docket.objects.filter(gathering=self.thing).first()
        self.fields["prefix"].initial = docket.prefix if docket else "M"
        self.fields["steps"].initial = docket.steps if docket else USUAL


DOCKET = Act(
    name="docket",
    label=gettext_lazy("set the way of motions"),
    form=DocketForm,
    may=may_keep_meeting,
    applies=is_meeting,
    do=lambda gathering, by, **typed: services.set_docket(gathering=gathering, by=by, **typed),
    done=gettext_lazy("Motions of this meeting go this way."),
)
BLOCK = Act(
    name="block",
    label=gettext_lazy("put motions together for one vote"),
    form=forms.BlockForm,
    may=may_keep_item,
    applies=lambda item: item.motions.count() > 1,
    do=lambda item, by, **typed: services.make_block(item=item, by=by, **typed),
    done=gettext_lazy("These motions are decided by one vote."),
)
TAKE_OUT = Act(
    name="out",
    label=gettext_lazy("take it out of its block"),
    form=ReasonForm,
    may=may_keep,
    applies=lambda motion: motion.block_id is not None,
    do=lambda motion, by, reason: services.take_out(motion=motion, reason=reason, by=by),
    done=gettext_lazy("This motion is decided by itself."),
)
CALL_ELECTION = Act(
    name="election",
    label=gettext_lazy("call an election"),
    form=forms.ElectionForm,
    may=may_keep_item,
    applies=lambda item: item.kind == AgendaItem.Kind.ELECTION,
    obstacle=motions.obstacle_to_draft,
    do=lambda item, by, **typed: services.call_election(item=item, by=by, **typed),
    explanation=gettext_lazy("Quotas of seats and the support of candidatures are taken from the statutes."),
    done=gettext_lazy("The election is called; candidatures are open."),
    to=to_result,
)
ADD_LIST = Act(
    name="list",
    label=gettext_lazy("add a list of candidates"),
    form=forms.ListForm,
    may=may_keep,
    applies=lambda election: election.is_of_lists,
    obstacle=elections.obstacle_to_nominate,
    do=lambda election, by, **typed: services.add_list(election=election, by=by, **typed),
    done=gettext_lazy("The list is open for candidates."),
)
CLOSE_LIST = Act(
    name="close",
    label=gettext_lazy("close the list of candidates"),
    form=forms.SeedForm,
    may=may_keep,
    obstacle=elections.obstacle_to_close_list,
    do=lambda election, by, **typed: services.close_list(election=election, by=by, **typed),
    explanation=gettext_lazy("The seed of the lots is published with it, before anybody votes."),
    done=gettext_lazy("The list is closed."),
)
OPEN_ROUND = Act(
    name="round",
    label=gettext_lazy("open the next round"),
    form=forms.RoundForm,
    may=may_keep,
    obstacle=lambda election: elections.obstacle_to_open_round(election, election.item.session, at=timezone.now()),
    do=lambda election, by, way: services.open_round(election=election, way=way, by=by),
    done=gettext_lazy("The ballot is open."),
)
SEAT = Act(
    name="seat",
    label=gettext_lazy("give those elected their seats"),
    form=forms.SeatForm,
    may=may_keep,
    obstacle=elections.obstacle_to_seat,
    do=lambda election, by, **typed: services.seat_elected(election=election, by=by, **typed),
    done=gettext_lazy("They have their seats, on the decision of the meeting."),
)
ACCEPT = Act(
    name="accept",
    label=gettext_lazy("accept the candidature"),
    form=ActForm,
    may=may_keep_nomination,
    obstacle=elections.obstacle_to_accept,
    do=lambda nomination, by: services.answer_nomination(nomination=nomination, accept=True, by=by),
    done=gettext_lazy("The candidature is accepted."),
)
REFUSE = Act(
    name="refuse",
    label=gettext_lazy("refuse the candidature"),
    form=ReasonForm,
    may=may_keep_nomination,
    obstacle=lambda nomination: elections.obstacle_to_nominate(nomination.election),
    do=lambda nomination, by, reason: services.answer_nomination(
        nomination=nomination, accept=False, reason=reason, by=by
    ),
    done=gettext_lazy("The candidature is refused."),
)
ASK = Act(
    name="written",
    label=gettext_lazy("ask for a decision in writing"),
    form=forms.AskForm,
    may=written.may_ask,
    do=lambda body, by, **typed: services.ask_in_writing(body=body, by=by, **typed),
    explanation=gettext_lazy("Everybody with a voice gets the text and answers until midnight where it is."),
    done=gettext_lazy("The text is on its way to everybody with a voice."),
    to=to_result,
)
LAY_BEFORE = Act(
    name="lay",
    label=gettext_lazy("lay it before a session"),
    form=forms.LayForm,
    may=lambda user, procedure: written.may_ask(user, procedure.body),
    applies=lambda procedure: procedure.state == WrittenProcedure.State.OBJECTED and procedure.item_id is None,
    do=lambda procedure, by, session: services.lay_before(procedure=procedure, session=session, by=by),
    done=gettext_lazy("It stands on the agenda."),
)
WITHDRAW = Act(
    name="withdraw",
    label=gettext_lazy("take the question back"),
    form=ActForm,
    may=lambda user, procedure: written.may_ask(user, procedure.body),
    obstacle=written.obstacle_to_end,
    do=lambda procedure, by: services.withdraw_written(procedure=procedure, by=by),
    done=gettext_lazy("The question is taken back; everybody who was asked gets a letter."),
)


class MotionRegister(OfBodies, Register):
    model = Motion
    path = "gathering__body"
    name = "office_motions"
    url_prefix = "motions"
    unshown = ("key",)
    icon = "doc-full"
    menu_label = gettext_lazy("Motions")
    menu_name = "motions"
    menu_order = 420
    add_to_admin_menu = True
    list_display = ("code", "names", "gathering", "mover", "state")
    list_filter = {"gathering": ["exact"], "state": ["exact"], "kind": ["exact"]}
    acts = (TAKE_OUT,)

    def listed(self, user):
        return self.kept(user).select_related("gathering", "mover")

    def remarks(self, thing):
        obstacle = motions.obstacle_of_stale_texts(texts_of(thing))
        return [obstacle] if obstacle else []

    def sections(self, thing, user):
        way = Section(_("Its way"), (_("state"), _("at"), _("reason")))
        for step in thing.steps.all():
            way.add(step.get_state_display(), step.at, step.reason)
        votes = Section(_("Votes"), (_("put to the vote at"), _("outcome")))
        for putting in thing.puttings.all():
            votes.add(putting.put_at, putting.state_word)
        return [way, votes]


class ElectionRegister(OfBodies, Register):
    model = Election
    path = "gathering__body"
    name = "office_elections"
    url_prefix = "elections"
    unshown = ("key", "quotas", "threshold")
    icon = "group"
    menu_label = gettext_lazy("Elections")
    menu_name = "elections"
    menu_order = 421
    add_to_admin_menu = True
    list_display = ("names", "gathering", "method", "places", "state")
    list_filter = {"gathering": ["exact"], "state": ["exact"]}
    acts = (ADD_LIST, CLOSE_LIST, OPEN_ROUND, SEAT)

    def listed(self, user):
        return self.kept(user).select_related("gathering")

    def sections(self, thing, user):
        found = Section(_("Candidatures"), (_("number"), _("candidate"), _("state")))
        for each in thing.nominations.select_related("party"):
            found.add(each.number, str(each), each.get_state_display(), thing=each)
        return [found]


class NominationRegister(OfBodies, Register):
    model = Nomination
    path = "election__gathering__body"
    name = "office_nominations"
    url_prefix = "nominations"
    unshown = ("key",)
    icon = "user"
    menu_label = gettext_lazy("Candidatures")
    list_display = ("number", "party", "person_name", "election", "state")
    list_filter = {"election": ["exact"], "state": ["exact"]}
    acts = (ACCEPT, REFUSE)

    def listed(self, user):
        return self.kept(user).select_related("party", "election")

    def remarks(self, thing):
        obstacle = elections.obstacle_of_threshold(thing)
        return [obstacle] if obstacle else []


class WrittenRegister(OfBodies, Register):
    model = WrittenProcedure
    path = "body"
    name = "office_written"
    url_prefix = "written"
    unshown = ("key", "rule", "verdict")
    icon = "mail"
    menu_label = gettext_lazy("Decisions by correspondence")
    menu_name = "written"
    menu_order = 422
    add_to_admin_menu = True
    list_display = ("names", "body", "way", "closes_on", "state")
    list_filter = {"body": ["exact"], "state": ["exact"]}
    acts = (LAY_BEFORE, WITHDRAW)

    def listed(self, user):
        return self.kept(user).select_related("body")

    def sections(self, thing, user):
        found = Section(_("Answers"), (_("member"), _("until"), _("answer"), _("in words")))
        for reply in thing.replies.select_related("party"):
            found.add(reply.party, reply.closes_at, reply.get_answer_display(), reply.words)
        return [found, *self.rolls(thing, user)]

    def rolls(self, thing, user):
        """Everybody on the roll that was frozen when it opened; its seal and digest stand on the page of the roll."""
        roll = written_rolls.roll_of(thing)
        if roll is None:
            return []
        lines = Section(_("Lines of the roll"), (_("city"), _("vote"), _("reason"), _("how it is mended")))
        for row in written_rolls.rows_of(roll, written_rolls.lines_shown(roll, user, {}), user):
            vote = _("entitled") if row.line.is_entitled else _("not entitled")
            lines.add(row.line.party, vote, row.reason, row.cure)
        return [lines]
