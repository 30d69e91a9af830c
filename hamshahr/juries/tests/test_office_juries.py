"""The office seats a jury, asks people, keeps ties of cities, and lifts conflicts for a reason; never its own."""

from functools import partial

from django.urls import reverse

from hamshahr.calls.models import Stage
from hamshahr.juries.models import Conflict, Juror, Panel, Tie
from hamshahr.juries.services import recuse_silently

from .builders import LONG_AGO, a_call, a_juror, a_panel, entry


def shown(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content if answer.streaming else [answer.content]).decode()


def posted(client, name, thing=None, **typed):
    args = [thing.pk] if thing else []
    assert client.get(reverse(name, args=args)).status_code == 200
    return client.post(reverse(name, args=args), typed).status_code


def test_the_secretary_keeps_juries_in_the_office(world, client):
    call = a_call(world)
    stage = Stage.objects.create(call=call, position=2, kind="review", opens_at=LONG_AGO)
    client.force_login(world.sara)

    post = partial(posted, client)
    rules = {"reviews_each": 3, "sees_others": "never", "past_years": 3, "languages": ["fa"]}
    assert post("office_panels:act-seat", stage=stage.pk, **rules) == 302
    panel = Panel.objects.get()
    assert (panel.region_cap, panel.languages) == (None, ["fa"])
    ways = shown(client, reverse("office_panels:inspect", args=[panel.pk]))
    assert all(reverse(f"juries:{name}", args=[panel.key]) in ways for name in ("panel", "assignment", "compute"))
    assert "<bdi>فارسی</bdi>" in ways
    fewer = rules | {"reviews_each": 2, "languages": [], "reason": "Few jurors."}
    assert post("office_panels:act-change", panel, **fewer) == 302
    ways = shown(client, reverse("office_panels:inspect", args=[panel.pk]))
    assert [word in ways for word in ("فارسی", "[]")] == [False, False]
    assert post("office_panels:act-invite", panel, email="nobody@example.org", max_load=9) == 422
    invited = {"email": world.leila.email, "party": world.mashhad.pk, "max_load": 9, "is_chair": "on"}
    assert post("office_panels:act-invite", panel, **invited) == 302
    juror = Juror.objects.get()
    assert (juror.user, juror.region, juror.max_load, juror.is_chair) == (world.leila, world.asia, 9, True)
    far = entry(call, world.seoul, 1)
    tie = {"party": world.seoul.pk, "other": world.mashhad.pk, "kind": "twin", "confidence": "confirmed"}
    assert post("office_ties:add", **tie) == 302
    assert Tie.objects.get().other == world.mashhad
    twin = Conflict.objects.get()
    assert (twin.rule, twin.submission) == ("twin city", far)
    assert post("office_conflicts:act-lift", twin, reason=" ") == 422
    assert post("office_conflicts:act-lift", twin, reason="Ended long ago.") == 302
    assert post("office_panels:act-find", panel) == 302
    assert not Conflict.objects.standing().exists()
    assert post("office_jurors:act-recuse", juror, submission=far.pk, kind="personal", reason="Kin.") == 302
    assert Conflict.objects.standing().get().how == "recused"
    assert post("office_jurors:act-leave", juror, reason="Ill.") == 302


def test_who_keeps_a_call_and_judges_in_it_is_shut_out_of_an_entry_in_conflict_in_the_office_too(world, client):
    """List, search, export and form show the entry before, and not afterwards; nor does the register of conflicts."""
    call = a_call(world)
    panel = a_panel(world, call)
    juror, far = a_juror(panel, world.leila), entry(call, world.seoul, 1)
    client.force_login(world.sara)
    entries = reverse("office_submissions:index")
    surfaces = [
        entries,
        f"{entries}?q=seoul",
        f"{entries}?export=csv",
        reverse("office_jurors:act-recuse", args=[juror.pk]),
    ]
    surfaces.append(reverse("juries:panel", args=[panel.key]))
    assert [far.title in shown(client, each) for each in surfaces] == [True] * 5
    own = a_juror(panel, world.sara)
    recuse_silently(juror=own, submission=far, kind="personal", reason="CANARY-of-sara", by=world.omid)
    for name in ("panels", "jurors", "conflicts", "ties"):
        page = client.get(reverse(f"office_{name}:index"))
        assert (page.status_code, "CANARY-of-sara" in page.content.decode()) == (200, False)
    assert [far.title in shown(client, each) for each in surfaces] == [False] * 5
    for name in ("inspect", "log"):
        assert client.get(reverse(f"office_submissions:{name}", args=[far.pk])).status_code == 404
    hidden = Conflict.objects.get(juror=own)
    assert client.get(reverse("office_conflicts:inspect", args=[hidden.pk])).status_code == 404
