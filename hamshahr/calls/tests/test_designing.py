"""A call designed, published, and amended: every version stays, and who began an entry is told."""

import pytest

from hamshahr.accounts.services import confirm_translations
from hamshahr.calls import services
from hamshahr.calls.models import Call, CallVersion, Question
from hamshahr.calls.queries.versions import differences
from hamshahr.calls.rules.designing import obstacles_to_open
from hamshahr.calls.stages import calendar, runs
from hamshahr.kernel.errors import Refused
from hamshahr.letters.models import Letter
from tests.replay import breaks, rows, silent, untold
from tests.world import names

from .designed import DEADLINE, NOW, answered, begun, days, drafted, opened


def test_a_call_is_published_when_nothing_stands_in_the_way_and_each_obstacle_is_named(world):
    said = {"kind": "award", "names": names(fa="خالی"), "languages": ["fa"]}
    bare = services.draft_call(body=world.award, slug="bare", by=world.sara, **said)
    assert len(obstacles_to_open(bare, at=NOW)) == 3  # no text, no window, no question

    call = drafted(world)
    theme = call.questions.get(slug="theme")
    services.change_part(part=theme, options=theme.options[1:], by=world.sara)
    services.change_part(part=call.stages.get(kind="decision"), opens_at=days(50), by=world.sara)
    found = obstacles_to_open(call, at=NOW)

    assert len(found) == 3
    assert "“decision of the body” begins before the deadline" in found[0]
    assert "fewer than two options" in found[1]
    with pytest.raises(Refused, match="begins before the deadline"):
        services.open_call(call=call, by=world.sara, at=NOW)
    assert (call.published_at, CallVersion.objects.count()) == (None, 0)


def test_a_published_call_changes_by_versions_that_stay_and_tell_who_began(
    world, client, django_assert_max_num_queries
):
    older = rows()
    call = opened(world)
    begun(call, world.mashhad, world.mina)
    with pytest.raises(Refused, match="published: amend it"):
        services.describe_call(call=call, zone="UTC", by=world.sara)
    window = call.stages.get(kind="open")
    text = names(en="Tell what your city did.\n\nTwo projects an entry.", fa="بگویید شهرتان چه کرد.\n\nهر اثر یک طرح.")
    said = names(fa="مهلت بیشتر شد.", en="There is more time.")
    changes = services.Changes(said, call={"text": text}, stages={window.position: {"closes_at": days(70)}})
    with pytest.raises(Refused, match="Say what changed"):
        services.amend_call(call=call, changes=services.Changes(names(en="")), by=world.sara, at=days(5))
    assert CallVersion.objects.count() == 1

    version = services.amend_call(call=call, changes=changes, by=world.sara, at=days(5))
    same = services.Changes(said, stages={window.position: {"closes_at": days(70)}})
    with pytest.raises(Refused, match="Nothing was changed"):
        services.amend_call(call=call, changes=same, by=world.sara, at=days(6))

    first = CallVersion.objects.get(number=1)
    assert [one.number for one in call.versions.order_by("number")] == [1, 2]
    assert first.terms["stages"][0]["closes_at"] == DEADLINE.isoformat()
    found = differences(first, version)
    assert [(one.place, one.label, one.language) for one in found] == [
        ("", "Text of the call", "en"),
        ("open for entries", "Closes at", ""),
    ]
    assert [passage.after for passage in found[0].changed] == ["Two projects an entry."]
    letters = {letter.to_user: letter for letter in Letter.objects.filter(kind="call.amended")}
    assert list(letters) == [world.mina]
    assert "مهلت بیشتر شد." in letters[world.mina].text
    assert f"/fa/calls/{call.slug}/versions/2/" in letters[world.mina].text

    with django_assert_max_num_queries(12):
        old = client.get(f"/en/calls/{call.slug}/versions/1/").content.decode()
    with django_assert_max_num_queries(12):
        new = client.get(f"/en/calls/{call.slug}/versions/2/").content.decode()
    assert "replaced by a later one" in old
    assert "One project an entry." in old
    assert "<del>One project</del> <ins>Two projects</ins> an entry." in new
    assert 'class="newer"' not in new
    assert 'class="newer"' in client.get(f"/fa/calls/{call.slug}/versions/2/").content.decode()
    assert client.get(f"/fa/calls/{call.slug}/versions/").status_code == 200
    confirm_translations(thing=Call.objects.get(), texts=[("text", "fa")], by=world.sara, reason="same")
    assert 'class="newer"' not in client.get(f"/fa/calls/{call.slug}/versions/2/").content.decode()
    assert [*breaks()] == [*silent()] == []
    assert [*untold(older)] == []


def test_only_a_keeper_sees_a_draft_and_what_was_asked_stays_answerable(world, client):
    call = drafted(world)
    for who, status in (("sara", 200), ("mina", 404), (None, 404)):
        client.logout()
        if who:
            client.force_login(getattr(world, who))
        assert client.get(f"/en/calls/{call.slug}/versions/").status_code == status
    services.open_call(call=call, by=world.sara, at=NOW)
    assert [stage.kind for stage in calendar(call) if runs(stage, days(80))] == ["review", "review"]
    theme = Question.objects.get(slug="theme")
    answered(begun(call, world.seoul, world.jun), world.jun, theme="water")
    fewer = services.Changes(names(en="Fewer"), questions={"theme": {"options": theme.options[1:]}})
    with pytest.raises(Refused, match="was chosen in an entry"):
        services.amend_call(call=call, changes=fewer, by=world.sara, at=days(2))
    past = services.Changes(names(en="Now"), stages={1: {"closes_at": days(1)}})
    with pytest.raises(Refused, match="cannot end in the past"):
        services.amend_call(call=call, changes=past, by=world.sara, at=days(2))
    assert call.versions.count() == 1
