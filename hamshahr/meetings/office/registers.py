"""The lists of sessions, items, calls, papers, interpretation and consultations in the office."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from hamshahr.accounts.office import Register, Section
from hamshahr.bodies.office.registers import OfBodies
from hamshahr.kernel.languages import say
from hamshahr.parties.office.search import found_parties

from .. import queries
from ..models import AgendaItem, Consultation, Convocation, Interpretation, Paper, Session
from ..moments import sentence_of
from ..papers import shown
from . import acts


class SessionRegister(OfBodies, Register):
    model = Session
    path = "gathering__body"
    name = "office_sessions"
    url_prefix = "sessions"
    icon = "calendar"
    list_display = ("__str__", "gathering", "kind", "starts_at", "zone", "opened_at", "closed_at")
    list_filter = {"kind": ["exact"], "starts_at": ["lt", "gte"]}
    acts = (acts.ADD_ITEM, acts.MOVE, acts.INTERPRET, acts.OPEN, acts.END, acts.CANCEL)

    def listed(self, user):
        return self.kept(user).select_related("gathering")

    def remarks(self, thing):
        return [sentence_of(thing.starts_at, thing.zone, None)]

    def sections(self, thing, user):
        agenda = Section(_("Agenda"), (_("number"), _("title"), _("kind"), _("who may read it"), _("minutes planned")))
        for point in queries.agenda(thing, user):
            item = point.item
            words = (point.number or "–", item.names, item.get_kind_display(), item.get_audience_display())
            agenda.add(*words, point.minutes or None, thing=item)
        languages = Section(_("Interpretation"), (_("language"), _("channel"), _("interpreter"), _("papers due")))
        for row in thing.interpretations.filter(ended_on=None):
            languages.add(row.language, row.channel, row.person_name, row.days_before, thing=row)
        return [agenda, languages, *super().sections(thing, user)]


class AgendaItemRegister(OfBodies, Register):
    model = AgendaItem
    path = "session__gathering__body"
    name = "office_agenda_items"
    url_prefix = "agenda-items"
    icon = "list-ol"
    list_display = ("__str__", "session", "kind", "audience", "minutes_planned", "removed_at")
    list_filter = {"kind": ["exact"], "audience": ["exact"]}
    acts = (*(acts.DESCRIBE_ITEM, acts.ADD_PART, acts.ITEM_PAPER, acts.UP, acts.DOWN, acts.REMOVE_ITEM),)

    def listed(self, user):
        return self.kept(user).select_related("session__gathering")

    def sections(self, thing, user):
        return [papers_in(thing.papers), *super().sections(thing, user)]


class ConvocationRegister(OfBodies, Register):
    model = Convocation
    path = "gathering__body"
    name = "office_convocations"
    url_prefix = "convocations"
    icon = "mail"
    list_display = ("gathering", "called_on", "latest_on", "article", "is_late")
    list_filter = {"is_late": ["exact"], "called_on": ["lt", "gte"]}

    def listed(self, user):
        return self.kept(user).select_related("gathering")

    def parts(self, thing):
        return list(thing.summons.all())

    def remarks(self, thing):
        words = {"reason": thing.decision}
        return (
            [_("Irregular: called too late. Why it is held all the same: %(reason)s") % words] if thing.is_late else []
        )

    def sections(self, thing, user):
        proof = Section(_("Who was called, and the proof"), (_("party"), _("to"), _("written at"), _("sent at")))
        for summons, letters in queries.proofs(thing.summons.all()):
            if not letters:
                proof.add(summons.party, _("Nobody acts for this party: call it on paper."), "", "")
            for letter in letters:
                proof.add(summons.party, letter.address, letter.written_at, letter.sent_at, thing=letter)
        return [proof, *super().sections(thing, user)]


class PaperRegister(OfBodies, Register):
    model = Paper
    path = "gathering__body"
    name = "office_papers"
    url_prefix = "papers"
    icon = "doc-full"
    list_display = ("__str__", "gathering", "item", "kind", "audience", "withdrawn_at")
    list_filter = {"kind": ["exact"], "audience": ["exact"]}
    unshown = ("key",)
    acts = (acts.VERSION, acts.WITHDRAW)

    def listed(self, user):
        return self.kept(user).select_related("gathering", "item")

    def parts(self, thing):
        return list(thing.versions.all())

    def sections(self, thing, user):
        found, rows = shown(thing), _("Versions")
        section = Section(rows, (_("version"), _("language"), _("form"), _("brought at"), _("state")))
        for version in [*found.standing, *found.superseded]:
            state = _("superseded") if version in found.superseded else _("standing")
            words = (version.get_language_display(), version.get_form_display(), version.brought_at, state)
            section.add(link_to(version), *words)
        return [section, *super().sections(thing, user)]


def link_to(version):
    paper = version.paper
    address = reverse("meetings:paper", args=[paper.gathering.slug, paper.key, version.number])
    return format_html('<a href="{}">{}</a>', address, _("Version %(number)s") % {"number": version.number})


def papers_in(papers):
    section = Section(pgettext("of a meeting", "Papers"), (_("title"), _("kind"), _("who may read it")))
    for paper in papers.filter(withdrawn_at=None):
        section.add(paper.names, paper.get_kind_display(), paper.get_audience_display(), thing=paper)
    return section


class InterpretationRegister(OfBodies, Register):
    model = Interpretation
    path = "session__gathering__body"
    name = "office_interpretation"
    url_prefix = "interpretation"
    icon = "openquote"
    list_display = ("session", "language", "channel", "person_name", "days_before", "ended_on")
    acts = (acts.END_INTERPRETATION,)

    def listed(self, user):
        return self.kept(user).select_related("session__gathering")


class ConsultationRegister(OfBodies, Register):
    model = Consultation
    path = "body"
    name = "office_consultations"
    url_prefix = "consultations"
    icon = "comment"
    list_display = ("party", "body", "held_on", "channel", "subject", "is_public")
    list_filter = {"body": ["exact"], "channel": ["exact"], "is_public": ["exact"], "held_on": ["lt", "gte"]}
    unshown = ("key",)
    acts = (acts.CONSULT,)

    def listed(self, user):
        return self.kept(user).select_related("party", "body")

    @property
    def search(self):
        return lambda rows, words: rows.filter(party__in=found_parties(words))


def sessions_of(gathering, user):
    """On the page of a gathering: its sessions."""
    section = Section(_("Sessions"), (_("session"), _("kind"), _("begins at")))
    for row in gathering.sessions.order_by("starts_at", "pk"):
        section.add(say(row.names) or str(row), row.get_kind_display(), row.starts_at, thing=row)
    return section


def calls_of(gathering, user):
    """On the page of a gathering: its calls."""
    section = Section(_("Calls"), (_("called on"), _("latest legal day"), _("article"), _("in time")))
    for row in gathering.convocations.all():
        section.add(row.called_on, row.latest_on, row.article, _("irregular") if row.is_late else _("yes"), thing=row)
    return section


def papers_of(gathering, user):
    """On the page of a gathering: its papers."""
    return papers_in(gathering.papers)


MENU_LABEL = gettext_lazy("Meetings")
