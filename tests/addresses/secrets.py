"""An edition under embargo and a fund, each of whose secrets is a word or a number that stands nowhere else."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from allauth.mfa.models import Authenticator

from hamshahr.accounts.models import Act, StaffDuty
from hamshahr.awards.services import plan_release, prepare_by_order, prepare_outcome, review_letters, set_levels
from hamshahr.awards.tests.builders import LEVELS
from hamshahr.calls.blackening import BAR
from hamshahr.calls.models import Author, Edition, Question, Screening
from hamshahr.calls.services import lock_entries, mark_words
from hamshahr.fund.models import DuePage, DuePaper, GateCheck, PaperView, Project, Report
from hamshahr.juries.models import Conflict, Deliberation, Ranking
from hamshahr.juries.services import finish_review, pin_conflict, recuse_silently, save_review
from hamshahr.juries.services.deliberating import decide_entry, state
from hamshahr.juries.tests.builders import HIDDEN, LONG_AGO, a_call, a_file, a_juror, a_panel, assigned, entry
from tests.world import names, user

TABLE: dict[str, Any] = {}
LOCKED_AT = LONG_AGO + timedelta(days=90)
RELEASED_AT = datetime(2030, 3, 2, 9, tzinfo=UTC)
PRIVATE, BLACKED_OUT = HIDDEN, "CANARYNASRIN"
TITLE, COMMENT, FEEDBACK, FILE = "CANARYTITLE", "CANARYCOMMENT", "CANARYFEEDBACK", "CANARYFILE"
SCORE, CITATION, REASON, INTERNAL = "83.97", "CANARYCITATION", "CANARYREASON", "CANARYINTERNAL"
POINTS, STATEMENT, SAID, SECOND, RECORD = "61.83", "CANARYSTATEMENT", "CANARYSAID", "71.93", "CANARYRECORD"
SCREENED, GATE, PAGE, REPORT, REMARK = "CANARYSCREENED", "CANARYGATE", "CANARYPAGE", "CANARYREPORT", "CANARYREMARK"
IDEA, LOOKER, DIGEST = "CANARYIDEA", "CANARYLOOKER", "ca9a51ca9a51" + "0" * 52
JUDGING = {COMMENT, FEEDBACK, SCORE, POINTS, STATEMENT, SAID, SECOND, RECORD}
OF_ENTRY = {TITLE, PRIVATE, BLACKED_OUT, FILE}
OF_FUND = {GATE, PAGE, REPORT, REMARK, IDEA}
ALL = JUDGING | OF_ENTRY | OF_FUND | {CITATION, REASON, INTERNAL, SCREENED, LOOKER, DIGEST, BAR}
# What each may read of it: the city all that it wrote, a juror a copy without names, nobody else anything.
READ = {
    "secretariat": ALL - {BAR, FILE, FEEDBACK},
    "clerk": OF_FUND | {SCREENED, PRIVATE, LOOKER, DIGEST},
    "chair": {BAR, STATEMENT},
    "contact": OF_ENTRY | OF_FUND | {SCREENED},
    "juror": {BAR, STATEMENT},
    "keeper": set(),
    "other contact": set(),
    "visitor": set(),
    "stranger": set(),
    "conflicted juror": set(),
}


@dataclass
class Secret:
    """The edition and who the cast has not; ``named`` are the words that an address may hold, ``kept`` the rows.

    The chair has not voted yet; the clerk is of the secretariat, sits on the jury and is kept from the entry.
    """

    call: Any
    entry: Any
    judge: Any
    conflicted: Any
    chair: Any
    clerk: Any
    named: dict[str, Any] = field(default_factory=dict)
    kept: list[Any] = field(default_factory=list)


def things(world, made):
    """Leila judges with others, one of whom is through; two are kept from the entry; the office knows who wins."""
    call = a_call(world, slug="secret")
    call.edition = Edition.objects.create(slug="secret", award=world.award, number=99, cycle_year=2029, live=False)
    call.save()
    panel = a_panel(world, call, sees_others="after own")
    panel.stage.rules |= {"blind": True}
    panel.stage.save()
    entries = [entry(call, world.mashhad, 1, title=TITLE), entry(call, world.brussels, 2, title="Other lamps")]
    for each in entries:
        Screening.objects.create(submission=each, is_eligible=True, decided_at=LONG_AGO, decided_by=world.sara)
    others = [user(name, f"{name.title()} Judge") for name in ("judge", "conflicted", "chair", "clerk")]
    secret = Secret(call, entries[0], *others)
    StaffDuty.objects.create(user=secret.clerk, starts_on=date(2019, 1, 1))
    Authenticator.objects.create(user=secret.clerk, type=Authenticator.Type.TOTP, data={"secret": "JBSWY3DPEHPK3PXP"})
    Author.objects.create(submission=secret.entry, user=world.mina, role="first", added_at=LONG_AGO)
    story = secret.entry.answers.get(question__slug="story")
    story.value = f"Lamps by {BLACKED_OUT} of Mashhad"
    story.save()
    lock_entries(call=call, by=world.sara, at=LOCKED_AT)
    mark_words(submission=secret.entry, words=[BLACKED_OUT], by=world.sara, at=LOCKED_AT)
    judge(world, secret, panel, entries)
    deliberate(world, secret, panel, entries)
    decide(world, secret)
    refuse(world, secret)
    finance(world, secret, made)
    plans = {"slug": "plans", "names": names(en="Plans"), "kind": "file", "position": 3, "is_required": False}
    a_file(secret.entry, Question.objects.create(call=call, section="", **plans), world.mina, name=FILE)
    return {"secret": secret}


def judge(world, secret, panel, entries):
    """Reviews of the one who is through, two kept from the entry with the reason, a ranking and a talk about it."""
    people = (world.leila, secret.judge, secret.conflicted, secret.clerk)
    seats = [a_juror(panel, person) for person in people] + [a_juror(panel, secret.chair, is_chair=True)]
    tasks = {seat.user: [assigned(seat, each) for each in entries] for seat in seats}
    for task, number in zip(tasks[secret.judge], (SCORE, "50"), strict=True):
        typed = {
            "score-impact": Decimal(7),
            "score-novelty": Decimal(3),
            "score-style": Decimal(number),
            "comment": COMMENT if number == SCORE else "",
            "feedback": FEEDBACK if number == SCORE else "",
        }
        save_review(assignment=task, typed=typed, marks={}, by=secret.judge)
        finish_review(assignment=task, by=secret.judge)
    pin_conflict(juror=seats[2], submission=secret.entry, kind="personal", reason=REASON, by=world.sara)
    recuse_silently(juror=seats[3], submission=secret.entry, kind="personal", reason=REASON, by=world.sara)
    secret.named = {"jury": panel.key, "juror_seat": seats[1].key, "task": tasks[secret.judge][0].key}
    for name, place in (("conflicted", 2), ("clerk", 3), ("chair", 4), ("leila", 0)):
        secret.named |= {f"seat of {name}": seats[place].key, f"task of {name}": tasks[seats[place].user][0].key}
    secret.named |= {"call": "secret", "judged_call": "secret", "award-2026": "secret", "edition": "secret"}
    for name in ("judged", "answering", "numbered", "honoured entry"):
        secret.named[name] = secret.entry.key
    secret.kept += [panel, seats[3], secret.entry, secret.entry.screening, *Conflict.objects.filter(juror__panel=panel)]


def deliberate(world, secret, panel, entries):
    """What the scores say, an open talk over it, and the closed one of another round with its record."""
    final = a_panel(world, secret.call, 3)
    last = [a_juror(final, person) for person in (secret.judge, secret.conflicted)]
    for jury, closed, said in ((panel, None, STATEMENT), (final, LONG_AGO, SAID)):
        ranked = a_ranking(world, jury, entries)
        kept = {"ranking": ranked, "rule": {"majority": "simple", "tie": "rejected"}, "opened_by": world.sara}
        if closed:
            kept |= {"closed_at": closed, "record": f"{RECORD} {TITLE} {SECOND}", "serial": "SERIAL"}
        talk = Deliberation.objects.create(panel=jury, opened_at=LONG_AGO, **kept)
        seat = last[0] if closed else jury.jurors.get(user=secret.judge)
        for rank, each in enumerate(entries, start=1):
            laid = talk.entries.create(submission=each, rank=rank)
            if each != secret.entry:
                continue
            if closed:
                laid.statements.create(juror=seat, text=said, said_at=LONG_AGO)
                laid.second_scores.create(juror=seat, before=Decimal(SCORE), value=Decimal(SECOND), given_at=LONG_AGO)
                laid.final_votes.create(juror=seat, choice="yes", cast_at=LONG_AGO)
            else:
                state(entry=laid, text=said, by=secret.judge)
                decide_entry(entry=laid, score=Decimal(SECOND), choice="yes", by=secret.judge)
            round_name = "closed " if closed else ""
            secret.named |= {f"{round_name}talk": talk.key, f"{round_name}talked_of": laid.key}
            secret.named[f"{round_name}ranked"] = ranked.key
    secret.named["closed jury"] = final.key


def a_ranking(world, panel, entries):
    rows = [
        {
            "submission": each.key, "rank": rank, "estimate": float(POINTS) if rank == 1 else 50.0, "interval": [1, 2],
            "chance_of_top": 0.5, "raw_mean": 50, "raw_rank": rank, "shift": 0.0, "pull": 0.0, "scores": 1,
        }
        for rank, each in enumerate(entries, start=1)
    ]  # fmt: skip
    result = {"submissions": rows, "jurors": [], "criteria": [], "bias": [], "components": [], "connected": True}
    return Ranking.objects.create(
        panel=panel, computed_at=LONG_AGO, computed_by=world.sara, places=1, seed="seed", digest="0" * 64,
        result=result | {"top": 1, "draws": 9, "seed": "seed"},
    )  # fmt: skip


def decide(world, secret):
    """The outcome is prepared, its letters are looked through, and it is to be known in years."""
    set_levels(call=secret.call, levels=LEVELS, by=world.sara)
    winner = secret.call.levels.first()
    order = list(secret.call.submissions.order_by("number"))
    prepare_by_order(call=secret.call, order=order, places=[(winner, 1)], by=world.sara)
    said = {"citation": names(en=CITATION), "reason": INTERNAL}
    outcome = prepare_outcome(submission=secret.entry, level=winner, by=world.sara, **said)
    release = plan_release(call=secret.call, embargo_until=RELEASED_AT, by=world.sara)
    review_letters(release=release, at=LONG_AGO, by=world.sara)
    secret.kept += [outcome, release, *Act.objects.filter(verb__in=("outcome.prepared", "conflict.found"))]


def refuse(world, secret):
    """Another entry of Mashhad is screened out, which concerns its city alone."""
    refused = entry(secret.call, world.mashhad, 3, title="Refused")
    said = {"reason": "late", "text": names(en=SCREENED), "decided_at": LONG_AGO, "decided_by": world.sara}
    said["appeal_until"] = LONG_AGO
    made = Screening.objects.create(submission=refused, is_eligible=False, **said)
    secret.named |= {"refused": refused.key}
    secret.kept += [refused, made]


def finance(world, secret, made):
    """An idea nobody knows of yet, papers that somebody has looked at, and a report that was sent back."""
    known = Project.objects.get(key=made["project"])
    idea = {"names": names(en=IDEA), "cost": 1, "currency": "EUR"}
    idea = Project.objects.create(fund=known.fund, party=world.mashhad, **idea)
    found = {"criterion": world.criterion, "is_met": False, "note": GATE, "on": date(2026, 3, 2)}
    GateCheck.objects.create(project=idea, **found)
    paper = DuePaper.objects.create(project=idea, kind="audit", digest=DIGEST, brought_by=world.mina)
    DuePage.objects.create(paper=paper, number=1, picture=PAGE.encode())
    PaperView.objects.create(paper=paper, page=1, by=user("looker", LOOKER))
    first = known.agreement.instalments.order_by("position").first()
    told = {"language": "en", "text": REPORT, "results": REPORT, "remark": REMARK}
    Report.objects.create(instalment=first, state="returned", sent_on=date(2026, 7, 1), **told)
    secret.named |= {"idea": idea.key, "idea paper": paper.key}
    secret.kept += [paper]
