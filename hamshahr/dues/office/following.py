"""Who is late: the list of the secretariat and, for their region, of regional secretariats."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.accounts.office import Register, Section
from hamshahr.kernel.office import fields
from hamshahr.kernel.office.acts import Act, ActForm
from hamshahr.kernel.office.shown import Cell
from hamshahr.parties.office.search import found_parties

from .. import queries, rules, services
from ..models import LateMember
from ..money import show
from .columns import DaysLate, LastContact, Owed
from .leaving import SUSPEND


class ContactForm(ActForm):
    happened_on = fields.day(gettext_lazy("On"))
    text = fields.line(gettext_lazy("What was said"), required=True, longest=500)

    def prepare(self):
        self.fields["happened_on"].initial = timezone.localdate()


NOTE = Act(
    name="note",
    label=gettext_lazy("note a contact"),
    form=ContactForm,
    may=rules.may_note_contact,
    do=lambda member, by, **typed: services.note_contact(membership=member, by=by, **typed),
    done=gettext_lazy("The contact is noted."),
)


class LateRegister(Register):
    model = LateMember
    keepers = staticmethod(rules.may_follow_dues)
    name = "office_late"
    url_prefix = "late"
    icon = "warning"
    list_display = (
        "party",
        "body",
        Cell("late_since", label=gettext_lazy("Overdue since")),
        DaysLate("days", label=gettext_lazy("Days late")),
        Owed("owed", label=gettext_lazy("Open amount")),
        LastContact("contact", label=gettext_lazy("Last contact")),
    )
    list_filter = {"party__country__region": ["exact"], "body": ["exact"]}
    unshown = ("kept_state", "kept_from", "kept_to", "confidence", "source", "as_of", "note", "category")
    acts = (NOTE, SUSPEND)

    def kept(self, user):
        return queries.late_members(user, timezone.localdate()) if self.may_see(user) else LateMember.objects.none()

    def tell(self, things):
        found, written = queries.standings(list(things), timezone.localdate()), queries.last_letters(things)
        for member in things:
            member.owed = found[member.pk].owed if member.pk in found else {}
            member.written_on = written.get(member.pk)

    @property
    def search(self):
        return lambda rows, words: rows.filter(party__in=found_parties(words))

    def remarks(self, thing):
        proposed = rules.proposal_words(thing, timezone.localdate())
        return [proposed] if proposed else []

    def parts(self, thing):
        return list(thing.dues_contacts.all())

    def export_columns(self):
        return ["party", "body", "late_since", "days", "open", "last_contact"]

    def export_row(self, thing):
        days = (timezone.localdate() - thing.late_since).days
        contact = thing.spoken_on or thing.written_on
        money = " ".join(f"{amount} {currency}" for currency, amount in thing.owed.items())
        return [
            thing.party.slug,
            thing.body.slug,
            thing.late_since.isoformat(),
            days,
            money,
            contact and contact.isoformat(),
        ]

    def sections(self, thing, user):
        late = Section(_("Overdue"), (_("invoice"), _("to be paid by"), _("open amount")))
        invoices = queries.with_open(thing.invoices.filter(due_on__lt=timezone.localdate())).filter(open__gt=0)
        for row in invoices.select_related("body"):
            late.add(row.code, row.due_on, show(row.open, row.currency))
        spoken = Section(_("What was spoken"), (_("on"), _("what was said"), _("by")))
        for row in thing.dues_contacts.select_related("by"):
            spoken.add(row.happened_on, row.text, row.by)
        letters = Section(_("Letters"), (_("subject"), _("written at"), _("sent at")))
        for letter in queries.letters_about(thing)[:50]:
            letters.add(letter.subject, letter.written_at, letter.sent_at)
        return [late, spoken, letters]
