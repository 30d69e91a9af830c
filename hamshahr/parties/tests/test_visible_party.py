from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from hamshahr.parties.models import Party, visible_party


def test_the_office_sees_every_party_also_where_another_condition_would_do(world):
    Party.objects.filter(pk=world.mashhad.pk).update(live=False)

    def seen(user):
        return set(Party.objects.filter(Q(slug="seoul") | visible_party(user)))

    assert seen(world.sara) == set(Party.objects.all())
    assert seen(AnonymousUser()) == set(Party.objects.exclude(pk=world.mashhad.pk))
