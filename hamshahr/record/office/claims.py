"""The register of claims: proposed, given a query and tried, accepted, corrected, withdrawn; and those that turned."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.accounts.office import Register, Section, register_of
from hamshahr.kernel.office import fields
from hamshahr.kernel.office.acts import Act, ActForm, ReasonForm
from hamshahr.kernel.office.shown import Cell
from hamshahr.parties.models import Party
from hamshahr.parties.office.search import found_parties

from .. import queries, rules, services
from ..models import Claim, ClaimTurn
from ..proving import evaluate, said
from .proving import QUERY

DESCRIBED = ("party", "about", "sentence", "phrase", "phrase_mended", "unit", "counts_once", "comparison", "quantity")
DESCRIBED += ("since", "until", "published_in", "published_on", "note")
Stage = Claim.Stage


class ClaimForm(ActForm):
    """What a claim says and where; its query is chosen on a page of its own."""

    party = fields.thing(Party, gettext_lazy("about the party"), required=False)
    about = fields.texts(gettext_lazy("about"), required=False)
    sentence = fields.texts(gettext_lazy("sentence"), are_long=True)
    phrase = fields.lines(gettext_lazy("words as published"))
    phrase_mended = fields.lines(gettext_lazy("words as mended"))
    unit = fields.texts(gettext_lazy("unit"), required=False)
    counts_once = fields.texts(gettext_lazy("what counts once"), required=False)
    comparison = forms.ChoiceField(label=gettext_lazy("comparison"), choices=Claim.Comparison.choices)
    quantity = fields.number(gettext_lazy("number"), required=False)
    since = fields.partial_day(gettext_lazy("counted from"), required=False)
    until = fields.partial_day(gettext_lazy("counted until"), required=False)
    published_in = fields.line(gettext_lazy("published in"), required=True)
    published_on = fields.partial_day(gettext_lazy("published on"))
    note = fields.texts(gettext_lazy("what was found"), required=False, are_long=True)


class CorrectionForm(ClaimForm):
    reason = fields.lines(gettext_lazy("Reason"), required=True)

    def prepare(self):
        for name in DESCRIBED:
            self.fields[name].initial = getattr(self.thing, name)


def keeps(user, _claim=None):
    return rules.may_keep_claims(user)


def moves(name, label, stage, service, explanation, done, form=ReasonForm):
    """An act that moves a claim to another stage, where it makes sense."""
    return Act(
        name=name,
        label=label,
        form=form,
        may=keeps,
        applies=lambda claim: claim.stage == rules.STEPS[stage],
        obstacle=lambda claim: rules.obstacle_to_move_claim(claim, stage),
        do=lambda claim, by, **typed: service(claim=claim, by=by, **typed),
        explanation=explanation,
        done=done,
    )


PROPOSE = Act(
    name="propose",
    label=gettext_lazy("propose a claim"),
    form=ClaimForm,
    may=keeps,
    do=lambda _none, by, **typed: services.propose_claim(by=by, **typed),
    explanation=gettext_lazy("Nobody outside the office sees it before it is accepted. Its query is chosen next."),
    done=gettext_lazy("The claim was proposed."),
    to=lambda _none, claim: register_of(claim).address_of_act("query", claim),
    of_list=True,
)
ACCEPT = moves(
    "accept",
    gettext_lazy("accept"),
    Stage.ACCEPTED,
    services.accept_claim,
    gettext_lazy("Everybody sees the claim with its state from now on."),
    gettext_lazy("The claim was accepted."),
    form=ActForm,
)
DECLINE = moves(
    "decline",
    gettext_lazy("decline"),
    Stage.DECLINED,
    services.decline_claim,
    gettext_lazy("The claim stays here with the reason; nobody else sees it."),
    gettext_lazy("The claim was declined."),
)
WITHDRAW = moves(
    "withdraw",
    gettext_lazy("withdraw"),
    Stage.WITHDRAWN,
    services.withdraw_claim,
    gettext_lazy("The claim leaves the public pages; its history stays in the log."),
    gettext_lazy("The claim was withdrawn."),
)
CORRECT = Act(
    name="correct",
    label=gettext_lazy("correct"),
    form=CorrectionForm,
    may=keeps,
    obstacle=rules.obstacle_to_correct_claim,
    do=lambda claim, by, **typed: services.correct_claim(claim=claim, by=by, **typed),
    explanation=gettext_lazy("The log keeps each field before and after; the claim is compared again at once."),
    done=gettext_lazy("The claim was corrected."),
)


class ClaimRegister(Register):
    model = Claim
    name = "office_claims"
    url_prefix = "claims"
    icon = "comment"
    list_display = ("__str__", "party", "stage", "state", "published_in", "published_on")
    list_filter = ("stage", "state", "comparison", "builder")
    unshown = ("folded", "missing", "value", "sure", "publication_type", "publication_id")
    acts = (PROPOSE, QUERY, ACCEPT, DECLINE, CORRECT, WITHDRAW)
    fields = ("key", *DESCRIBED, "builder", "parameters")

    def listed(self, user):
        return self.kept(user).select_related("party")

    @property
    def search(self):
        return lambda rows, words: queries.found_claims(rows, words) | rows.filter(party__in=found_parties(words))

    def remarks(self, thing):
        return [f"{thing.get_stage_display()} · {thing.get_state_display()}", *said(thing.missing)]

    def sections(self, thing, user):
        proof = Section(_("Records behind it"), (_("What it says"), _("when"), _("confidence"), _("source")))
        for row in evaluate(thing).behind():
            proof.add(row.sentence, row.happened_on, row.confidence, row.citation)
        history = Section(_("States"), (_("state"), _("since when"), _("because of")))
        for turn in thing.turns.select_related("act"):
            history.add(turn.get_state_display(), turn.at, turn.act.thing_name if turn.act else None)
        objections = Section(_("Objections"), (_("what it says"), _("in words"), _("outcome")))
        for row in thing.objections.all():
            objections.add(row.get_aim_display(), row.text, row.get_outcome_display() or _("open"), thing=row)
        return [proof, history, objections, *super().sections(thing, user)]


class TurnRegister(Register):
    """Claims that turned from one state to another, latest first."""

    model = ClaimTurn
    name = "office_turns"
    url_prefix = "turns"
    icon = "resubmit"
    menu_label = gettext_lazy("Claims that turned")
    list_display = ("claim", "before", "state", "at", Cell("act", label=gettext_lazy("Because of")))
    list_filter = ("state", "before")
    unshown = ("missing", "value", "sure")

    def kept(self, user):
        return super().kept(user).exclude(before="")

    def listed(self, user):
        return self.kept(user).select_related("claim", "act")

    def sections(self, thing, user):
        claim = Section(_("The claim"), (_("sentence"), _("state now")))
        claim.add(thing.claim.sentence, thing.claim.get_state_display(), thing=thing.claim)
        return [claim, *super().sections(thing, user)]
