"""Entries screened with a reason of their call, appealed, locked, blacked out, and read by who judges."""

import pytest
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone, translation

from hamshahr.calls import call_urls, readers, services
from hamshahr.calls.copies import is_whole, readable_copy
from hamshahr.calls.models import Answer, Copy, Partner, Submission
from hamshahr.calls.queries import judged
from hamshahr.calls.queries.standing import awaiting
from hamshahr.kernel.errors import Refused
from hamshahr.letters.models import Letter
from tests.replay import breaks, rows, silent, untold
from tests.world import names

from .designed import days, opened, submitted


@pytest.fixture
def entries(world):
    """Two entries that were submitted, one of Mashhad in Persian and one of Seoul."""
    world.call = opened(world)
    world.trees = submitted(world.call, world.mashhad, world.mina, title="درختان مشهد", language="fa")
    world.bus = submitted(world.call, world.seoul, world.jun, title="Night bus")
    return world


@pytest.fixture
def judge(world):
    """Leila judges every entry; a room above says so in the one way to an entry."""

    def letting(user):
        return ~Q(pk__in=[]) if user.pk == world.leila.pk else Q(pk__in=[])

    readers.LETTING.append(letting)
    yield world.leila
    readers.LETTING.remove(letting)


def screen(world, entry, at=None, **fields):
    return services.screen(submission=entry, by=world.sara, at=at or days(61), **fields)


def test_who_is_screened_out_reads_the_reason_and_appeals_once_within_the_window(entries, client):
    world, older = entries, rows()
    with pytest.raises(Refused, match="has not begun"):
        screen(world, world.trees, at=days(59), is_eligible=True)
    with pytest.raises(Refused, match="for one of the reasons"):
        screen(world, world.trees, is_eligible=False, reason="ugly")
    with pytest.raises(Refused, match="Say what is missing"):
        screen(world, world.trees, is_eligible=False, reason="incomplete", text=names(en=" "))
    screen(world, world.bus, is_eligible=True)
    row = screen(world, world.trees, is_eligible=False, reason="outside-the-theme", text=names(en="A park."))
    with pytest.raises(Refused, match="was screened"):
        screen(world, world.trees, is_eligible=True)
    assert [entry.title for entry in judged(world.call)] == ["Night bus"]
    letter = Letter.objects.get(kind="screening.decided", to_user=world.mina)
    assert "این طرح از نوعی نیست که فراخوان خواسته است." in letter.text
    assert letter.language == "fa"
    address = f"/fa/calls/entries/{world.trees.key}/screening/"
    until = timezone.localdate(row.appeal_until, world.call.place_zone)
    lines = {
        city: [(line.kind, line.due_on) for line in awaiting(city, until)] for city in (world.mashhad, world.seoul)
    }
    assert lines == {world.mashhad: [("screening.out", until)], world.seoul: []}
    for who, status in ((None, 302), ("sara", 200), ("jun", 404), ("leila", 404), ("mina", 200)):
        if who:
            client.force_login(getattr(world, who))
        assert client.get(address).status_code == status
    assert client.post(address, {"text": " "}).status_code == 422

    translation.activate("en")  # the pages were asked for in Persian
    services.appeal(submission=world.trees, text="The park is a street.", by=world.mina, at=days(62))
    assert awaiting(world.mashhad, until) == []
    with pytest.raises(Refused, match="made already"):
        services.appeal(submission=world.trees, text="Again.", by=world.mina, at=days(63))
    with pytest.raises(Refused, match="answered in words"):
        services.decide_appeal(screening=row, outcome="granted", reply=" ", by=world.sara, at=days(64))
    services.decide_appeal(screening=row, outcome="granted", reply="So it is.", by=world.sara, at=days(64))
    with pytest.raises(Refused, match="was decided"):
        services.decide_appeal(screening=row, outcome="upheld", reply="No.", by=world.sara, at=days(65))

    assert [entry.title for entry in judged(world.call)] == ["درختان مشهد", "Night bus"]
    assert "So it is." in client.get(address).content.decode()
    assert [*breaks()] == [*silent()] == [*untold(older)] == []


def test_an_appeal_that_comes_too_late_or_about_an_entry_let_in_is_refused(entries):
    world = entries
    screen(world, world.bus, is_eligible=True)
    said = {"state": "accepted", "invited_at": days(1), "invited_by": world.mina, "answered_at": days(2)}
    Partner.objects.create(submission=world.trees, party=world.brussels, answered_by=world.jun, **said)
    row = screen(world, world.trees, is_eligible=False, reason="late")

    assert [line.kind for line in awaiting(world.brussels, timezone.localdate())] == ["screening.out"]
    for entry, at, sentence in (
        (world.bus, days(62), "was not screened out"),
        (world.trees, row.appeal_until, "time to appeal is over"),
    ):
        with pytest.raises(Refused, match=sentence):
            services.appeal(submission=entry, text="But.", by=world.mina, at=at)
    assert not Letter.objects.filter(kind="screening.appealed").exists()


def test_a_juror_reads_a_locked_copy_without_private_answers_and_blacked_out_words(entries, judge):
    world, older = entries, rows()
    with pytest.raises(Refused, match="deadline for entries"):
        services.lock_entries(call=world.call, by=world.sara, at=days(59))
    with pytest.raises(Refused, match="not locked"):
        services.mark_words(submission=world.trees, words=["Mashhad"], by=world.sara, at=days(61))
    for entry in (world.trees, world.bus):
        screen(world, entry, is_eligible=True)
    services.lock_entries(call=world.call, by=world.sara, at=days(70))
    with pytest.raises(Refused, match="locked already"):
        services.lock_entries(call=world.call, by=world.sara, at=days(71))
    with pytest.raises(Refused, match=r"screened|judged|locked"):
        services.take_back(submission=world.trees, by=world.mina, at=days(50))

    assert dict(readable_copy(world.trees, judge).text).keys() == {"summary", "theme"}
    services.mark_words(submission=world.trees, words=["Mashhad", "مشهد"], by=world.sara, at=days(71))
    english = {"summary": "Trees of Mashhad."}
    services.add_translation(submission=world.trees, language="en", text=english, by=world.sara, at=days(72))
    with pytest.raises(Refused, match="questions that jurors read"):
        services.add_translation(submission=world.trees, language="es", text={"phone": "1"}, by=world.sara, at=days(72))

    read = readable_copy(world.trees, judge)
    assert dict(map(tuple, read.text)) == {
        "summary": "The city of █████, █████ and █████, planted trees; █████ counts them.",
        "theme": "streets",
    }
    assert readable_copy(world.trees, judge, "en").text == [("summary", "Trees of █████.")]
    first, second = world.call.stages.filter(kind="review")
    second.rules = {"questions": ["theme"]}
    rounds = [dict(readable_copy(world.trees, judge, stage=stage).text).keys() for stage in (first, second)]
    assert rounds == [{"summary", "theme"}, {"theme"}]
    assert dict(map(tuple, readable_copy(world.trees, world.mina).text))["phone"] == "+98 51 0000"
    assert readable_copy(world.trees, world.jun) is None
    assert all(is_whole(copy) for copy in Copy.objects.all())
    services.lift_words(redaction=world.trees.redactions.get(words="مشهد"), by=world.sara, at=days(73))
    assert "مشهد" in dict(map(tuple, readable_copy(world.trees, judge).text))["summary"]
    assert Submission.objects.get(pk=world.trees.pk).state == "submitted"
    assert [*breaks()] == [*silent()] == [*untold(older)] == []


def test_blacked_out_words_and_private_answers_reach_a_juror_by_no_address(entries, judge, client):
    world = entries
    canaries = ("Zarbaghan", "+98 51 0000", "درختان مشهد")
    for entry in (world.trees, world.bus):
        Answer.objects.filter(submission=entry, question__slug="summary").update(value="Trees of Zarbaghan street.")
        screen(world, entry, is_eligible=True)
    services.lock_entries(call=world.call, by=world.sara, at=days(70))
    services.mark_words(submission=world.trees, words=["zarbaghān"], by=world.sara, at=days(71))
    own = [path(pattern, world.trees) for pattern in call_urls.urlpatterns]
    office = [
        f"submissions/inspect/{world.trees.pk}/",
        f"calls/entries/{world.call.pk}/csv/",
        "submissions/?export=csv",
    ]
    client.force_login(world.mina)
    assert "Zarbaghan" in client.get(f"/en/calls/entries/{world.trees.key}/steps/1/").content.decode()
    client.force_login(judge)

    for address in (*own, *(f"/office/{each}" for each in office), "/en/search/?q=Trees", "/en/search/?q=street"):
        response = client.get(address)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        said = content.decode(errors="replace") + str(response.headers)
        assert [each for each in canaries if each in said] == []
    assert not Letter.objects.filter(to_user=judge).exists()
    assert "█████" in str(readable_copy(world.trees, judge).text)


def path(pattern, entry):
    """The address of a pattern of this room, for one entry."""
    converters = pattern.pattern.converters
    slug = "mashhad" if pattern.name.startswith("city") else "summary" if "key" in converters else entry.call.slug
    words = {"key": entry.key, "slug": slug, "number": 1, "file": "none", "partner": "none", "ending": "csv"}
    words |= {"token": "none", "invitation": "none"}
    return reverse(f"calls:{pattern.name}", kwargs={name: words[name] for name in converters})
