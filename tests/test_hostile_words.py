"""Hostile strings in the texts of calls, juries and the fund: refused with a sentence, or kept and shown as words."""

import pytest
from django.db import transaction
from django.urls import reverse

from hamshahr.accounts.receipts import new_key
from hamshahr.calls.tests.entering import award_call
from hamshahr.calls.tests.entering import entry as begun
from hamshahr.fund.tests.builders import a_fund
from hamshahr.juries.tests.builders import a_call, a_juror, a_panel, assigned, entry
from hamshahr.letters.models import Letter
from tests.hostile.words import WORDS
from tests.test_uploads import active_on


@pytest.fixture
def forms(world):
    """(who, address, what is typed beside the words, the fields that take words) of each form."""
    call, fund = award_call(world), a_fund(world)
    draft = begun(world, call)
    judged = a_call(world, slug="judged")
    task = assigned(a_juror(a_panel(world, judged), world.leila), entry(judged, world.brussels, 1))
    party = {"party": world.mashhad.pk, "fund": fund.pk, "cost": "1,000", "currency": "EUR"}
    return [
        ("mina", reverse("calls:begin", args=[call.slug]), {"party": "mashhad", "language": "fa"}, ["title"]),
        ("mina", reverse("calls:step", args=[draft.key, 1]), {}, ["idea", "results"]),
        ("mina", reverse("calls:step", args=[draft.key, 2]), {"has-partners": "yes"}, ["cost_0", "phone", "who"]),
        ("mina", reverse("calls:partners", args=[draft.key]), {"city": "seoul"}, ["part"]),
        ("mina", reverse("calls:partners", args=[draft.key]), {}, ["city"]),
        ("mina", reverse("calls:guidance", args=[draft.key]), {}, ["question"]),
        ("mina", reverse("calls:withdrawal", args=[draft.key]), {}, ["reason"]),
        ("leila", reverse("juries:review", args=[task.key]), {}, ["comment", "feedback", "score-impact"]),
        ("leila", reverse("juries:aside", args=[task.key]), {"kind": "personal"}, ["reason"]),
        ("mina", reverse("fund:begin"), party, ["names"]),
    ]


def fault_of(client, address, typed):
    """What is wrong with the answer to this, the page it leads to, and the letters it wrote."""
    with transaction.atomic():
        answer = client.post(address, typed | {"once": new_key()})
        shown = client.get(answer.url) if answer.status_code == 302 else answer
        heads = [
            subject for subject in Letter.objects.values_list("subject", flat=True) if set(subject) & set("\r\n\0")
        ]
        transaction.set_rollback(True)
    is_answered = (answer.status_code, shown.status_code) in {(302, 200), (200, 200), (422, 422), (204, 204)}
    return (
        "" if is_answered and not heads and active_on(shown) == [] else (answer.status_code, shown.status_code, heads)
    )


def test_hostile_words_are_refused_or_shown_as_words_and_reach_no_head_of_a_letter(world, forms, client):
    assert len(WORDS) == 22
    wrong = {}
    for place, (who, address, typed, fields) in enumerate(forms):
        client.force_login(getattr(world, who))
        for words in WORDS[place % 2 :: 2]:
            if found := fault_of(client, address, typed | dict.fromkeys(fields, words)):
                wrong[address, words[:30]] = found

    assert wrong == {}
