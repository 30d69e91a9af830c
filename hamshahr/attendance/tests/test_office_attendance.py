"""The office lets a delegate in and mends what was entered wrong; who keeps another body sees none of it."""

from django.urls import reverse

from hamshahr.attendance.models import Presence
from hamshahr.attendance.services import name_delegate

from .builders import a_meeting, after, came


def test_the_secretary_lets_in_and_mends_in_the_office(world, client):
    a_meeting(world)
    said = {"gathering": world.meeting, "party": world.mashhad, "person_name": "Head", "role": "head"}
    head = name_delegate(by=world.mina, email=world.jun.email, **said)
    wrong = came(world, head, 50)
    client.force_login(world.sara)

    for name in ("delegates", "presences", "speakings"):
        assert client.get(reverse(f"office_{name}:index")).status_code == 200
    client.post(reverse("office_delegates:act-invite", args=[head.pk]), {"language": "en"})
    mend = reverse("office_presences:act-mend", args=[wrong.pk])
    assert client.get(mend).status_code == 200
    typed = {"way": "room", "day": "2021-11-08", "arrived": "12:35", "left": "۱۳:۰۰", "reason": "typed wrong"}
    answer = client.post(mend, typed)

    head.refresh_from_db()
    mended = Presence.objects.get(replaces=wrong)
    assert (head.user, mended.arrived_at, mended.left_at, answer.status_code) == (world.jun, after(5), after(30), 302)
    assert "mended already" in client.get(mend).content.decode()
