"""Who acts for a party: appointed, ended, replaced, and a desk handed over whole."""

from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from hamshahr.accounts import log
from hamshahr.accounts.models import Act, User
from hamshahr.kernel.errors import Refused

from .. import rules
from ..models import Handover, Liaison, Party


@transaction.atomic
def appoint_liaison(*, user: User, party: Party, duty: str, starts_on: date, by: User | None) -> Liaison:
    """Let ``user`` act for ``party`` with one duty from a day on."""
    party = Party.objects.select_for_update(of=["self"]).get(pk=party.pk)
    if obstacle := rules.obstacle_to_appoint_liaison(user, party, duty, starts_on=starts_on):
        raise Refused(obstacle)
    liaison = Liaison(user=user, party=party, duty=duty, starts_on=starts_on)
    liaison.full_clean()
    log.save(liaison, "liaison.appointed", by=by)
    return liaison


@transaction.atomic
def end_liaison(*, liaison: Liaison, ends_on: date, by: User | None, reason: str = "") -> Liaison:
    """End a duty; the row stays as history."""
    liaison = Liaison.objects.select_for_update(of=["self"]).select_related("user", "party").get(pk=liaison.pk)
    if obstacle := rules.obstacle_to_end_liaison(liaison, ends_on=ends_on):
        raise Refused(obstacle)
    liaison.ends_on, liaison.ended_because = ends_on, reason
    liaison.full_clean()
    log.save(liaison, "liaison.ended", by=by, reason=reason)
    return liaison


@transaction.atomic
def replace_liaison(*, liaison: Liaison, user: User, on: date, by: User | None, reason: str = "") -> Liaison:
    """Give a duty to another user on a day: the old row ends, a new one begins."""
    end_liaison(liaison=liaison, ends_on=on, by=by, reason=reason)
    return appoint_liaison(user=user, party=liaison.party, duty=liaison.duty, starts_on=on, by=by)


@transaction.atomic
def hand_over(*, party: Party, leaving: User, arriving: User, on: date, packet: dict[str, Any], by: User) -> Handover:
    """Pass every duty of one person at a desk to another, in one act; who leaves sees nothing from then on.

    ``packet`` holds what the rooms above list for the newcomer: what awaits, promises, reading.
    Contacts are added here.
    """
    party = Party.objects.select_for_update(of=["self"]).get(pk=party.pk)
    if obstacle := rules.obstacle_to_hand_over(party, leaving, arriving, on=on):
        raise Refused(obstacle)
    held = party.liaisons.filter(user=leaving).exclude(ends_on__lte=on)
    passed = [pass_on(liaison, arriving, on=on, by=by) for liaison in held]
    end_sessions(leaving)
    packet = packet | {"duties": passed, "contacts": contacts_of(party, on), "sessions_ended": 1}
    handover = Handover(party=party, leaving=leaving, arriving=arriving, happened_on=on, packet=log.plain(packet))
    handover.full_clean()
    log.save(handover, "desk.handed_over", by=by)
    return handover


def pass_on(liaison: Liaison, arriving: User, *, on: date, by: User) -> str:
    """End one duty, begun or to begin, and give it to the newcomer, who may have it already; the duty's name."""
    from_day = max(on, liaison.starts_on)
    end_liaison(liaison=liaison, ends_on=from_day, by=by, reason="handover")
    if not liaison.party.liaisons.filter(user=arriving, duty=liaison.duty).on(from_day).exists():
        appoint_liaison(user=arriving, party=liaison.party, duty=liaison.duty, starts_on=from_day, by=by)
    return liaison.duty


def contacts_of(party: Party, on: date) -> list[dict[str, str]]:
    """Who else acts for the party, and who of the secretariat last dealt with it."""
    others = [{"name": str(row.user), "email": row.user.email, "duty": row.duty} for row in party.liaisons.on(on)]
    kind = ContentType.objects.get_for_model(party)
    acts = Act.objects.filter(thing_type=kind, thing_id=str(party.pk), by__isnull=False).select_related("by")
    last = acts.order_by("-number").first()
    return others + ([{"name": str(last.by), "email": last.by.email, "duty": "secretariat"}] if last else [])


def end_sessions(user: User) -> None:
    """Sign a user out everywhere."""
    user.session_epoch += 1
    user.save(update_fields=["session_epoch"])
