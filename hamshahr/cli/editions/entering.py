"""The call is opened, cities enter, and the entries are screened and locked."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from i18nfield.strings import LazyI18nString

from hamshahr.accounts.models import User
from hamshahr.bodies.models import Body
from hamshahr.bodies.services import found_body
from hamshahr.calls.models import Call
from hamshahr.calls.services import (
    add_criterion,
    add_edition,
    add_question,
    add_stage,
    begin_submission,
    draft_call,
    lock_entries,
    open_call,
    save_answer,
    screen,
    submit,
)
from hamshahr.cli.past import clock_at
from hamshahr.cli.replays.playing import Desk, desk, moment
from hamshahr.kernel.digits import localise
from hamshahr.parties.models import Party

OWN = {"mashhad": "mina@hamshahr.example", "seoul": "jun@hamshahr.example"}
SPEAKING = {"es": {"ES", "MX", "AR", "CO", "CL", "PE", "CU", "EC", "UY"}, "fr": {"FR", "SN", "CI", "MA", "CD"}}
SCREENED_OUT = 7
LINES = 400


def text(said: Mapping[str, str]) -> LazyI18nString:
    return LazyI18nString(dict(said))


def body_of(said: Mapping[str, Any], slug: str, kind: str, by: User) -> Body:
    """The invented body, once."""
    if found := Body.objects.filter(slug=slug).first():
        return found
    parent = Body.objects.get(slug="metropolis")
    fields = {"network": parent.network, "parent": parent, "live": True, "source": said["sign"]["en"]}
    return found_body(slug=slug, names=text(said[kind]), kind=kind, by=by, **fields)


def opened(said: Mapping[str, Any], slug: str) -> Call:
    """The call of the edition, designed and published."""
    people = desk()
    with clock_at(moment(said["opens_at"]) - timedelta(days=3)):
        award = body_of(said, "example-award", "award", people.secretary)
        year = moment(said["opens_at"]).year
        fields = {"number": 1, "cycle_year": year, "source": said["sign"]["en"], "live": True}
        edition = add_edition(slug=f"example-award-edition-{year}", award=award, by=people.secretary, **fields)
        call = designed(award, slug, said, "call", said["stages"], people, edition=edition, needs_endorsement=False)
        open_call(call=call, by=people.secretary, at=moment(said["opens_at"]) - timedelta(days=2))
    return Call.objects.get(pk=call.pk)


def designed(award: Body, slug: str, said: Mapping, name: str, stages: list, people: Desk, **fields: Any) -> Call:
    """A draft with its stages, criteria and questions."""
    by = people.secretary
    words = {"names": text(said[name]), "text": text(said["text"]), "languages": ["en", "fa", "es", "fr"]}
    call = draft_call(body=award, slug=slug, kind="award", zone="Europe/Madrid", by=by, **words, **fields)
    for kind, opens, closes in stages:
        until = moment(closes) if closes else None
        stage = add_stage(call=call, kind=kind, opens_at=moment(opens), closes_at=until, by=by)
        for slug_of, weight, names in said["criteria"] if kind == "review" else ():
            add_criterion(stage=stage, slug=slug_of, weight=weight, names=text(names), low=0, high=10, by=by)
    for slug_of, kind, is_private, names in said["questions"]:
        section = said["contact"] if is_private else said["sign"]
        rest = {"is_private": is_private, "is_required": not is_private, "limit": LINES}
        add_question(call=call, slug=slug_of, kind=kind, names=text(names), section=text(section), by=by, **rest)
    return call


def entering(said: Mapping[str, Any]) -> Iterator[tuple[Party, str, int]]:
    """Each city with a language and a count: one entry each, and a second and third where the number asks for it."""
    order = ["mashhad", "seoul"]
    rows = Party.objects.filter(merged_into=None, place__isnull=False, country__isnull=False).order_by("slug")
    cities = sorted(rows.select_related("country"), key=lambda party: (party.slug not in order, party.slug))
    cities = cities[: said["cities"]]
    for number in range(said["entries"]):
        party = cities[number % len(cities)]
        yield party, language_of(party), number


def language_of(party: Party) -> str:
    if party.country.iso2 == "IR":
        return "fa"
    return next((language for language, codes in SPEAKING.items() if party.country.iso2 in codes), "en")


def enter_all(call: Call, said: Mapping[str, Any]) -> None:
    """Every entry begun, answered and handed in; then screened, and locked for the jury."""
    people, at = desk(), moment(said["opens_at"]) + timedelta(days=20)
    own = {slug: User.objects.get(email=email) for slug, email in OWN.items()}
    questions = list(call.questions.order_by("position"))
    with clock_at(at):
        for party, language, number in entering(said):
            enter_one(call, questions, party, language, number, said, own.get(party.slug, people.others), at)
    screen_all(call, said, people, moment(said["screened_at"]))


def enter_one(
    call: Call, questions: list, party: Party, language: str, number: int, said: Mapping, by: User, at: datetime
) -> None:
    """An entry begun, answered and handed in."""
    subjects = said["subjects"][language]
    title = f"{subjects[number % len(subjects)]} ({said['sign'][language]} {localise(number + 1, language)})"
    entry = begin_submission(call=call, party=party, title=title, language=language, by=by, at=at)
    words = {"summary": said["summary"][language], "phone": "000"}
    for question in questions:
        save_answer(submission=entry, question=question, value=words[question.slug], version=0, by=by, at=at)
    submit(submission=entry, by=by, at=at + timedelta(hours=number // 12))


def screen_all(call: Call, said: Mapping[str, Any], people: Desk, at: datetime) -> None:
    with clock_at(at):
        for entry in call.submissions.standing().order_by("number"):
            is_eligible = entry.number <= said["entries"] - SCREENED_OUT
            reason = {} if is_eligible else {"reason": "late", "text": text(said["out_of_scope"])}
            screen(submission=entry, is_eligible=is_eligible, by=people.second, at=at, **reason)
        lock_entries(call=call, by=people.secretary, at=at)
