"""The log of acts notices whatever is done to it behind its back."""

import pytest

from hamshahr.accounts import log
from hamshahr.accounts.models import Act, LogHead


@pytest.fixture
def chain(world):
    """Five acts of which the third has changes."""
    for number in range(5):
        changes = {"names": ["Meshed", "مشهد"]} if number == 2 else {}
        log.write("thing.described", world.mashhad, by=world.sara, reason=f"because {number}", changes=changes)
    assert list(log.faults()) == []
    return Act.objects.order_by("-number")[:5][::-1]


def test_each_act_carries_the_digest_of_the_one_before(chain):
    assert [act.previous for act in chain[1:]] == [act.digest for act in chain[:-1]]
    assert LogHead.objects.get().digest == chain[-1].digest


def test_a_changed_reason_is_noticed(chain):
    Act.objects.filter(pk=chain[2].pk).update(reason="another")
    assert list(log.faults()) == [f"Act {chain[2].number} was changed after it was written."]


def test_changed_values_are_noticed(chain):
    Act.objects.filter(pk=chain[2].pk).update(changes={"names": ["Meshed", "Tus"]})
    assert list(log.faults()) == [f"Act {chain[2].number} was changed after it was written."]


def test_an_emptied_act_is_noticed(chain):
    Act.objects.filter(pk=chain[2].pk).update(reason="", changes={}, facts={})
    assert list(log.faults()) == [f"Act {chain[2].number} was changed after it was written."]


def test_another_person_in_an_act_is_noticed(chain, world):
    Act.objects.filter(pk=chain[2].pk).update(by=world.mina)
    assert list(log.faults()) == [f"Act {chain[2].number} was changed after it was written."]


def test_a_removed_act_is_noticed(chain):
    number = chain[2].number
    Act.objects.filter(pk=chain[2].pk).delete()
    assert f"Act {number} is missing: the chain goes from {number - 1} to {number + 1}." in list(log.faults())


def test_the_last_act_cannot_be_cut_off(chain):
    number = chain[4].number
    Act.objects.filter(pk=chain[4].pk).delete()
    assert list(log.faults()) == [f"The chain ends at act {number - 1}, but {number} acts were written."]


def test_two_swapped_acts_are_noticed(chain):
    first, second = chain[1], chain[2]
    Act.objects.filter(pk=first.pk).update(number=10_000)
    Act.objects.filter(pk=second.pk).update(number=first.number)
    Act.objects.filter(pk=first.pk).update(number=second.number)
    assert f"Act {first.number} was changed after it was written." in list(log.faults())


def test_a_chain_written_anew_does_not_hold_a_head_printed_before(chain):
    printed = chain[4].digest
    Act.objects.filter(pk=chain[4].pk).delete()
    head = LogHead.objects.get()
    head.number, head.digest = chain[3].number, chain[3].digest
    head.save()

    assert list(log.faults()) == []
    assert list(log.faults(printed)) == ["The given head is not in the chain."]


def test_the_log_keeps_no_password(world):
    world.sara.set_password("another horse battery")
    fields = log.fields_of(world.sara)

    assert {"password", "session_epoch", "last_login"} & set(fields) == set()
