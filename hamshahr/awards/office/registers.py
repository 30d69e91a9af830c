"""Outcomes prepared, letters looked through, results released, honours followed."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.accounts.office import Register, Section, address_of
from hamshahr.bodies.office import keeping
from hamshahr.bodies.office.registers import OfBodies
from hamshahr.calls.queries import judged
from hamshahr.kernel.office.acts import Act, ReasonForm

from .. import letters, queries, rules, services
from ..models import Honour, Level, Outcome, Release
from .forms import EmptyForm, LevelForm, PayForm, PlanForm, PrepareForm, PrizeForm, RankingForm, UseForm

SHOWN_LETTERS = 300


def today():
    return timezone.localdate()


def prepare_from(ranking, places, by):
    """Prepare an outcome for every entry of a ranking."""
    call = ranking.panel.stage.call
    by_key = {entry.key: entry for entry in judged(call)}
    order = [by_key[key] for key in queries.order_of(ranking) if key in by_key]
    order += [entry for key, entry in by_key.items() if entry not in order]
    pairs = list(zip(call.levels.order_by("position"), places, strict=False))
    services.prepare_by_order(call=call, order=order, places=pairs, by=by)
    return call


def of_call(rule):
    """The same question, asked of the call of a thing."""
    return lambda user, thing: rule(user, thing.call)


LEVEL = Act(
    name="level",
    label=gettext_lazy("name a level"),
    form=LevelForm,
    may=keeping.may_keep_some,
    do=lambda _none, by, call, **typed: services.set_levels(call=call, levels=[typed], by=by)[0],
    explanation=gettext_lazy("Levels are named from the highest down."),
    done=gettext_lazy("The level is named."),
    of_list=True,
    to=lambda _none, made: address_of(made),
)
PREPARE = Act(
    name="prepare",
    label=gettext_lazy("prepare an outcome"),
    form=PrepareForm,
    may=keeping.may_keep_some,
    do=lambda _none, by, **typed: services.prepare_outcome(by=by, **typed),
    explanation=gettext_lazy("Nobody learns of it before the release."),
    done=gettext_lazy("The outcome is prepared."),
    of_list=True,
    to=lambda _none, made: address_of(made),
)
BY_RANKING = Act(
    name="by-ranking",
    label=gettext_lazy("prepare from a ranking"),
    form=RankingForm,
    may=keeping.may_keep_some,
    do=lambda _none, by, ranking, places: prepare_from(ranking, places, by),
    done=gettext_lazy(
        "Every entry that was judged has an outcome now, in the order of the ranking and of the deliberation over it."
    ),
    of_list=True,
)
USE = Act(
    name="use",
    label=gettext_lazy("use the entry further"),
    form=UseForm,
    may=of_call(rules.may_keep_call),
    applies=lambda outcome: rules.is_released(outcome.call),
    do=lambda outcome, by, use: services.use_entry(submission=outcome.submission, use=use, by=by),
    explanation=gettext_lazy("Only where the entrant gave leave for this use."),
    done=gettext_lazy("The entry has a further life."),
)
PLAN = Act(
    name="plan",
    label=gettext_lazy("set the hour of the release"),
    form=PlanForm,
    may=keeping.may_keep_some,
    do=lambda _none, by, **typed: services.plan_release(by=by, **typed),
    done=gettext_lazy("The hour is set."),
    of_list=True,
    to=lambda _none, made: address_of(made),
)
REVIEW = Act(
    name="review",
    label=gettext_lazy("say that the letters were looked through"),
    form=EmptyForm,
    may=of_call(rules.may_keep_call),
    obstacle=rules.obstacle_to_review,
    do=lambda release, by: services.review_letters(release=release, at=timezone.now(), by=by),
    done=gettext_lazy("They are sent as they stand now, with the release."),
)


def not_releasing(release):
    digest = letters.digest_of(letters.drafts(release.call, today()))
    return rules.obstacle_to_release(release, at=timezone.now(), digest=digest)


RELEASE = Act(
    name="release",
    label=gettext_lazy("release the outcomes"),
    form=EmptyForm,
    may=of_call(rules.may_keep_call),
    obstacle=not_releasing,
    do=lambda release, by: services.apply_release(release=release, at=timezone.now(), by=by),
    explanation=gettext_lazy("All at once: distinctions, the record of cities, plaques and letters."),
    done=gettext_lazy("The outcomes are known."),
)


def keeps_honour(user, honour):
    return rules.may_keep_call(user, honour.outcome.call)


PRIZE = Act(
    name="prize",
    label=gettext_lazy("set the prize"),
    form=PrizeForm,
    may=keeps_honour,
    obstacle=rules.obstacle_to_accept,
    do=lambda honour, by, **typed: services.set_prize(honour=honour, by=by, **typed),
    done=gettext_lazy("The prize is set."),
)
PAY = Act(
    name="pay",
    label=gettext_lazy("enter the payment of the prize"),
    form=PayForm,
    may=keeps_honour,
    obstacle=rules.obstacle_to_pay_prize,
    do=lambda honour, by, **typed: services.pay_prize(honour=honour, by=by, **typed),
    done=gettext_lazy("The payment is written down."),
)
REVOKE = Act(
    name="revoke",
    label=gettext_lazy("revoke the honour"),
    form=ReasonForm,
    may=keeps_honour,
    obstacle=lambda honour: rules.obstacle_to_revoke(honour, "-"),
    do=lambda honour, by, reason: services.revoke_honour(
        honour=honour, reason=reason, at=timezone.now(), on=today(), by=by
    ),
    explanation=gettext_lazy("It stays in the register with the reason, and its seal is revoked."),
    done=gettext_lazy("The honour is revoked; everybody reads why."),
)


class LevelRegister(OfBodies, Register):
    model = Level
    path = "call__body"
    name = url_namespace = "office_levels"
    url_prefix = "levels"
    icon = "order"
    list_display = ("names", "call", "position")
    list_filter = {"call": ["exact"]}
    acts = (LEVEL,)


class OutcomeRegister(OfBodies, Register):
    model = Outcome
    path = "call__body"
    name = url_namespace = "office_outcomes"
    url_prefix = "outcomes"
    icon = "tick"
    list_display = ("submission", "call", "level")
    list_filter = {"call": ["exact"], "level": ["exact"]}
    unshown = ("key",)
    acts = (PREPARE, BY_RANKING, USE)

    def kept(self, user):
        """Who is kept from an entry by a conflict of interest does not read what became of it."""
        return super().kept(user).filter(pk__in=Outcome.objects.visible_to(user))

    def listed(self, user):
        return self.kept(user).select_related("submission", "call", "level")


class ReleaseRegister(OfBodies, Register):
    model = Release
    path = "call__body"
    name = url_namespace = "office_releases"
    url_prefix = "releases"
    icon = "date"
    list_display = ("call", "embargo_until", "applied_at")
    acts = (PLAN, REVIEW, RELEASE)

    def sections(self, thing, user):
        numbers = Section(_("Levels"), (_("level"), _("entries")))
        for row in queries.reached(thing.call, user):
            numbers.add(row.level, len(row.outcomes))
        shown = Section(_("Letters as they will be sent"), (_("to"), _("subject"), _("text")))
        if thing.applied_at is None:
            seen = set(Outcome.objects.visible_to(user).filter(call=thing.call).values_list("pk", flat=True))
            drafts = [letter for letter in letters.drafts(thing.call, today()) if letter.outcome.pk in seen]
            for letter in drafts[:SHOWN_LETTERS]:
                shown.add(letter.to, letter.subject, " · ".join(letter.paragraphs[:-1]), thing=letter.outcome)
        return [numbers, shown, *super().sections(thing, user)]


class HonourRegister(OfBodies, Register):
    model = Honour
    path = "outcome__call__body"
    name = url_namespace = "office_honours"
    url_prefix = "honours"
    icon = "pick"
    list_display = ("distinction", "conferred_on", "accepted_on", "paid_on", "revoked_on")
    list_filter = {"accepted_on": ["isnull"], "paid_on": ["isnull"], "revoked_on": ["isnull"]}
    unshown = ("key",)
    acts = (PRIZE, PAY, REVOKE)

    def listed(self, user):
        return self.kept(user).select_related("distinction__edition__award", "distinction__party")
