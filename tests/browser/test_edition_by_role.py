"""An edition of an award and the fund after it, run whole by their roles in a browser: by clicks, in fa and en."""

from contextlib import ExitStack

import pytest

from .edition import calling, choosing, deciding, entering, financing, judging
from .roles import Roles


@pytest.fixture
def roles(reader, post):
    with ExitStack() as windows:
        yield Roles(reader, windows, post)


def test_an_edition_runs_by_its_roles_from_the_call_to_the_plaque_and_its_project_is_financed(roles):
    key = entered(roles)
    panel = judged(roles, key)
    public, vote = decided(roles, panel, key)
    financed(roles, public, key)
    choosing.count(roles.sara, vote)
    choosing.read(public, vote)
    assert roles.faults == {}


def entered(roles):
    """From the call to the entries that are let in."""
    calling.open_call(roles.sara)
    key = entering.enter_jointly(roles)
    others = [entering.enter_alone(roles.jun, title) for title in entering.OTHERS]
    calling.end_stage(roles.sara, "open for entries", "Every city has handed in.")
    calling.screen(roles.sara, roles.jun, entering.TITLE, others[1])
    calling.end_stage(roles.sara, "eligibility", "All entries are screened.")
    calling.lock(roles.sara)
    return key


def judged(roles, key):
    """From the invitations to the last review."""
    judging.seat_jury(roles)
    panel = judging.assign(roles.sara)
    review = judging.keep_out(roles, panel, key)
    judging.score_in_two_tabs(roles.leila, review)
    judging.lead(roles.amara, panel, key)
    judging.judge(roles.leila, judging.LEAD)
    judging.judge(roles.parisa, judging.LAST)
    return panel


def decided(roles, panel, key):
    """From the ranking to the plaque; the window of the public, and where it votes."""
    talk = deciding.rank(roles.sara, panel)
    vote = choosing.ask(roles.sara, panel)
    choosing.vote_by_mail(roles)
    deciding.deliberate(roles, talk)
    deciding.prepare(roles.sara)
    calling.end_stage(roles.sara, "review", "All entries are judged.")
    calling.end_stage(roles.sara, "decision", "The board has decided.")
    public = roles.stranger("fa")
    deciding.keep_silent(roles, public, key)
    deciding.release(roles.sara)
    deciding.honour(roles.mina, public, key)
    return public, vote


def financed(roles, public, key):
    """From the leave of the city to the second instalment, and what the public reads of it."""
    financing.begin(roles.mina, roles.sara, key)
    office = financing.screen(roles.pau)
    project = financing.plan(roles.mina)
    financing.agree(roles.mina, roles.pau, office)
    financing.report(roles.mina, roles.pau, office)
    financing.read(public, project)
