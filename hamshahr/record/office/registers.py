"""The lists and pages of entries, claims and objections."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column

from hamshahr.accounts.office import Register, Section
from hamshahr.kernel.mending import OffersMending
from hamshahr.kernel.office import fields
from hamshahr.kernel.office.acts import Act, ActForm
from hamshahr.kernel.office.shown import Cell
from hamshahr.parties.office.search import found_parties

from .. import rules, services
from ..kinds import KINDS
from ..models import Entry, Objection
from ..queries import with_sources


def sentence_of(entry):
    """What an entry says; one of a kind that no room knows any more is called by it."""
    kind = KINDS.get(entry.kind)
    return kind.sentence(entry) if kind and entry.source else entry.kind


class Sentence(Cell):
    def get_value(self, entry):
        return sentence_of(entry)


class EntryRegister(Register):
    model = Entry
    name = "office_entries"
    url_prefix = "entries"
    icon = "doc-full"
    list_display = (
        *("party", Sentence("sentence", label=gettext_lazy("What it says")), "happened_on", "confidence", "origin"),
        "citation",
    )
    list_filter = ("kind", "confidence", "origin", "year")
    unexported = ("source_type", "source_id")
    unshown = ("source_type", "source_id")

    def listed(self, user):
        return with_sources(self.kept(user).select_related("party"))

    @property
    def search(self):
        return lambda rows, words: rows.filter(party__in=found_parties(words))

    def sections(self, thing, user):
        says = Section(_("What it says"), (_("sentence"),)).add_all([(sentence_of(thing),)])
        objections = Section(_("Objections"), (_("what it says"), _("in words"), _("outcome")))
        for row in thing.objections.all():
            objections.add(row.get_aim_display(), row.text, row.get_outcome_display() or _("open"), thing=row)
        return [says, objections, *super().sections(thing, user)]


class AnswerForm(OffersMending, ActForm):
    mendable = ("answer",)

    outcome = forms.ChoiceField(label=gettext_lazy("Outcome"), choices=Objection.Outcome.choices)
    answer = fields.lines(gettext_lazy("Answer"), required=True, rows=4)


ANSWER = Act(
    name="answer",
    label=gettext_lazy("answer"),
    form=AnswerForm,
    may=lambda user, objection: rules.may_answer_objection(user),
    obstacle=rules.obstacle_to_answer,
    do=lambda objection, by, **fields: services.answer_objection(objection=objection, by=by, **fields),
    explanation=gettext_lazy(
        "Everybody reads the answer beside the objection. An accepted source for an entry makes a further entry."
    ),
    done=gettext_lazy("The objection was answered."),
)


class Outcome(Column):
    def get_value(self, objection):
        return objection.get_outcome_display() or _("open")


class ObjectionRegister(Register):
    model = Objection
    name = "office_objections"
    url_prefix = "objections"
    icon = "comment-add"
    list_display = (
        *(Cell("party", label=gettext_lazy("Party")), "aim", "text", "raised_by", "raised_at"),
        Outcome("outcome", label=gettext_lazy("Outcome")),
    )
    list_filter = ("outcome", "aim")
    acts = (ANSWER,)

    def listed(self, user):
        return self.kept(user).select_related("entry__party", "claim__party", "raised_by")

    @property
    def search(self):
        def found(rows, words):
            parties = found_parties(words)
            return rows.filter(Q(entry__party__in=parties) | Q(claim__party__in=parties))

        return found

    def sections(self, thing, user):
        if thing.claim:
            claim = Section(_("The claim"), (_("sentence"), _("state")))
            claim.add(thing.claim.sentence, thing.claim.get_state_display(), thing=thing.claim)
            return [claim, *super().sections(thing, user)]
        entry = Section(_("The entry"), (_("what it says"), _("when"), _("source")))
        entry.add(sentence_of(thing.entry), thing.entry.happened_on, thing.entry.citation, thing=thing.entry)
        return [entry, *super().sections(thing, user)]
