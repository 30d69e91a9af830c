from datetime import date, timedelta

import pytest
from django.utils import timezone

from hamshahr.accounts import services
from hamshahr.accounts.models import Act, StaffDuty, User
from hamshahr.kernel.errors import Refused


def test_a_duty_begins_and_ends_with_an_act_each(world):
    today = timezone.localdate()

    duty = services.start_staff_duty(user=world.leila, starts_on=today - timedelta(days=3), by=world.sara)
    during = User.objects.get(pk=world.leila.pk).is_secretariat
    services.end_staff_duty(duty=duty, ends_on=today, by=world.sara, reason="back to the jury")

    assert during is True
    assert User.objects.get(pk=world.leila.pk).is_secretariat is False
    assert list(
        Act.objects.filter(verb__startswith="staff").order_by("number").values_list("verb", "by", "reason")
    ) == [
        ("staff_duty.started", world.sara.pk, ""),
        ("staff_duty.ended", world.sara.pk, "back to the jury"),
    ]


def test_a_duty_of_tomorrow_gives_no_right_today(world):
    services.start_staff_duty(user=world.leila, starts_on=timezone.localdate() + timedelta(days=1), by=world.sara)

    assert User.objects.get(pk=world.leila.pk).is_secretariat is False


def test_the_last_of_the_secretariat_cannot_leave(world):
    with pytest.raises(Refused, match="Nobody else"):
        services.end_staff_duty(duty=world.sara.staff_duties.get(), ends_on=timezone.localdate(), by=world.sara)

    assert world.sara.staff_duties.get().ends_on is None


def test_a_duty_does_not_begin_twice_nor_end_before_it_begins(world):
    duty = services.start_staff_duty(user=world.leila, starts_on=date(2021, 1, 1), by=world.sara)

    with pytest.raises(Refused, match="already has"):
        services.start_staff_duty(user=world.leila, starts_on=date(2022, 1, 1), by=world.sara)
    with pytest.raises(Refused, match="another day"):
        services.start_staff_duty(user=world.leila, starts_on=date(2020, 1, 1), by=world.sara)
    with pytest.raises(Refused, match="ends after it starts"):
        services.end_staff_duty(duty=duty, ends_on=date(2021, 1, 1), by=world.sara)

    assert world.leila.staff_duties.count() == 1


@pytest.mark.parametrize("who", ["sara", "mina", "jun", "leila", "omid", None])
def test_only_the_secretariat_says_who_belongs_to_it(world, client, who):
    other = StaffDuty.objects.create(user=world.jun, starts_on=date(2020, 1, 1), ends_on=None)
    StaffDuty.objects.filter(pk=other.pk).update(starts_on=timezone.localdate() + timedelta(days=9))
    if who:
        client.force_login(getattr(world, who))

    seen = client.get("/account/staff/")
    started = client.post("/account/staff/", {"user": world.omid.pk, "starts_on": "2024-01-01"})
    ended = client.post(f"/account/staff/{other.pk}/end/", {"ends_on": "2099-01-01"})

    expected = {"sara": (200, 302, 302), None: (302, 302, 302)}.get(who, (403, 403, 403))
    assert (seen.status_code, started.status_code, ended.status_code) == expected
    other.refresh_from_db()
    assert world.omid.staff_duties.exists() is (who == "sara")
    assert (other.ends_on is not None) is (who == "sara")


def test_a_ticked_box_gives_no_right(world, client):
    world.omid.is_superuser = False
    world.omid.save()

    assert world.omid.has_perm("wagtailadmin.access_admin") is False
    assert world.omid.get_all_permissions() == set()
