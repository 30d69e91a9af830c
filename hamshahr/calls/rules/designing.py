"""Who designs a call, and what stands in the way of its parts, its publication and its amendments."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from hamshahr.accounts import translations
from hamshahr.accounts.models import User
from hamshahr.bodies.models import Body
from hamshahr.bodies.rules import may_keep_body
from hamshahr.kernel.languages import LANGUAGES, listed

from ..models import Call, Copy, Criterion, Question, Screening, Stage
from ..queries.versions import stale_texts
from ..reasons import are_reasons

Kind = Stage.Kind
OF_CHOICE = (Question.Kind.CHOICE, Question.Kind.CHOICES)
JUDGING = (Kind.ELIGIBILITY, Kind.REVIEW, Kind.DELIBERATION, Kind.DECISION, Kind.PUBLICATION)
NAMES_OF_LANGUAGES = dict(LANGUAGES)
MOST_DAYS, MOST_REMINDERS = 365, 12


def may_design(user: User, body: Body) -> bool:
    """Who keeps the body that calls."""
    return may_keep_body(user, body)


def obstacle_to_design(call: Call) -> str | None:
    """Why the parts of this call cannot be changed without an amendment, or None."""
    if call.closed_at is not None:
        return _("This call is closed.")
    if call.published_at is not None:
        return _("This call is published: amend it, so that everybody who began an entry is told.")
    return None


def obstacle_of_particulars(stage: Stage) -> str | None:
    """What is wrong with the particulars of a stage, or None."""
    rules = stage.rules
    if not isinstance(rules, dict):
        return _("The particulars of a stage are names with their values.")
    for name in ("appeal_days", "reply_days"):
        if name in rules and not is_number_of_days(rules[name]):
            return _("A window is a whole number of days, from one to a year.")
    if "reasons" in rules and not are_reasons(rules["reasons"]):
        return _("Each reason has its own code, of small letters and hyphens, and a sentence.")
    if "questions" in rules and not are_keys(rules["questions"]):
        return _("A round names the questions that it reads by their keys.")
    if "reminders" in rules and not are_reminders(rules["reminders"]):
        return _("Reminders are whole numbers of days before the deadline, at most twelve of them.")
    return None


def are_keys(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def is_number_of_days(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= MOST_DAYS


def are_reminders(value: object) -> bool:
    return isinstance(value, list) and len(value) <= MOST_REMINDERS and all(map(is_number_of_days, value))


def obstacles_to_open(call: Call, *, at: datetime) -> list[str]:
    """Everything that stands in the way of publishing this call, each in a sentence."""
    return list(found(call, at))


def found(call: Call, at: datetime) -> Iterator[str]:
    if call.published_at is not None:
        yield _("This call is published already.")
        return
    stages = list(call.stages.order_by("position").prefetch_related("criteria"))
    questions = list(call.questions.standing().order_by("position", "pk"))
    yield from of_texts(call)
    yield from of_calendar(stages, at)
    yield from of_criteria(stages)
    if not questions:
        yield _("It asks nothing: add a question.")
    yield from of_questions(questions)
    yield from of_rounds(stages, {question.slug for question in questions})


def of_texts(call: Call) -> Iterator[str]:
    """The text of the call is there in the language that binds, and no translation of it is stale."""
    binding = translations.authentic_language(call)
    if not translations.texts_in(call.text).get(binding) or not translations.texts_in(call.names).get(binding):
        language = {"language": NAMES_OF_LANGUAGES[binding]}
        yield _("Title and text of the call are missing in the language that binds: %(language)s.") % language
    stale = stale_texts(call)
    if stale:
        codes = dict.fromkeys(NAMES_OF_LANGUAGES[code] for _thing, _field, code in stale)
        yield _("Texts are older than the one that binds: %(languages)s. Write them anew or confirm them.") % {
            "languages": listed(*codes)
        }


def of_calendar(stages: list[Stage], at: datetime) -> Iterator[str]:
    """There is a window for entries that is still to close, and nothing is judged before it has."""
    window = next((stage for stage in stages if stage.kind == Kind.OPEN), None)
    if window is None:
        yield _("It has no stage in which it is open for entries.")
        return
    if window.closes_at <= at:
        yield _("The deadline for entries is over.")
    for stage in stages:
        if stage.kind in JUDGING and stage.opens_at < window.closes_at:
            yield _("“%(stage)s” begins before the deadline for entries.") % {"stage": stage.title}
        if stage.kind == Kind.GUIDANCE and stage.closes_at > window.closes_at:
            yield _("“%(stage)s” ends after the deadline for entries.") % {"stage": stage.title}
        if obstacle := obstacle_of_particulars(stage):
            yield f"{stage.title}: {obstacle}"


def of_criteria(stages: list[Stage]) -> Iterator[str]:
    """Where entries are judged, at least one criterion weighs."""
    for stage in stages:
        criteria = list(stage.criteria.all())
        if stage.kind == Kind.REVIEW and not any(weighs(one) for one in criteria):
            yield _("“%(stage)s” has no criterion that counts.") % {"stage": stage.title}


def weighs(criterion: Criterion) -> bool:
    return not criterion.is_informative and criterion.weight > 0


def of_questions(questions: list[Question]) -> Iterator[str]:
    """Each condition names a question before it that can have that answer; each choice offers something."""
    before: dict[str, Question] = {}
    for question in questions:
        named = {"question": str(question)}
        if question.kind in OF_CHOICE and len(values_of(question)) < 2:
            yield _("“%(question)s” offers fewer than two options.") % named
        if question.shown_if and not can_be(before.get(question.shown_if["question"]), question.shown_if["is"]):
            yield _("“%(question)s” depends on an answer that no question before it can have.") % named
        before[question.slug] = question


def of_rounds(stages: list[Stage], asked: set[str]) -> Iterator[str]:
    """A round that reads some questions only reads questions that are asked."""
    for stage in stages:
        for key in sorted(set(stage.rules.get("questions", [])) - asked):
            yield _("“%(stage)s” reads a question that is not asked: %(key)s.") % {"stage": stage.title, "key": key}


def values_of(question: Question) -> list[str]:
    return [one["value"] for one in question.options] if isinstance(question.options, list) else []


def can_be(question: Question | None, answer: object) -> bool:
    """Whether a question can have this answer."""
    if question is None:
        return False
    if question.kind in OF_CHOICE:
        return answer in values_of(question)
    return not (question.kind == Question.Kind.YES_OR_NO and not isinstance(answer, bool))


def obstacle_to_open(call: Call, *, at: datetime) -> str | None:
    """The first of what stands in the way, or None."""
    return next(found(call, at), None)


def obstacle_to_amend(call: Call) -> str | None:
    """Why this call takes no amendment, or None."""
    if call.published_at is None:
        return _("This call is not published: change its draft.")
    if call.closed_at is not None:
        return _("This call is closed.")
    return None


def obstacle_to_move_stage(stage: Stage, *, opens_at: datetime, closes_at: datetime | None, at: datetime) -> str | None:
    """Why a stage of a published call cannot run from then to then, or None."""
    if (opens_at, closes_at) == (stage.opens_at, stage.closes_at):
        return None
    if closes_at is not None and closes_at < at and closes_at != stage.closes_at:
        return _("“%(stage)s” cannot end in the past.") % {"stage": stage.title}
    if stage.kind in {Kind.OPEN, Kind.GUIDANCE} and has_been_judged(stage.call):
        return _("Entries are being screened or judged: this deadline stays.")
    return None


def obstacle_to_end_stage(stage: Stage, *, at: datetime) -> str | None:
    """Why this stage cannot end now, or None."""
    if obstacle := obstacle_to_amend(stage.call):
        return obstacle
    if at <= stage.opens_at:
        return _("This stage has not begun.")
    if stage.closes_at is not None and stage.closes_at <= at:
        return _("This stage is over.")
    return obstacle_to_move_stage(stage, opens_at=stage.opens_at, closes_at=at, at=at)


def has_been_judged(call: Call) -> bool:
    """Whether any entry of the call was screened or locked."""
    screened = Screening.objects.filter(submission__call=call).exists()
    return screened or Copy.objects.filter(submission__call=call).exists()


def obstacle_to_amend_question(question: Question, *, options: object) -> str | None:
    """Why the options of a question of a published call cannot be these, or None."""
    if question.kind not in OF_CHOICE or not isinstance(options, list):
        return None
    left_out = set(values_of(question)) - {one["value"] for one in options}
    for value in question.answers.values_list("value", flat=True):
        chosen = left_out.intersection(value if isinstance(value, list) else [value])
        if chosen:
            return _("The option “%(option)s” was chosen in an entry; it stays.") % {"option": min(chosen)}
    return None


def obstacle_to_close(call: Call) -> str | None:
    """Why this call cannot be closed, or None."""
    if call.published_at is None:
        return _("This call is not published.")
    return _("This call is closed.") if call.closed_at is not None else None
