"""Questions whose SQL is written once (``kernel.prepared``), asked of the register of parties."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models import Count

from hamshahr.kernel.prepared import Prepared
from hamshahr.parties.models import Party

PUBLIC = AnonymousUser()


def question(build):
    """The function prepared, with a list of the readers for whom its queryset was built."""
    readers = []

    def noted(user, *shape, **values):
        readers.append(user)
        return build(user, *shape, **values)

    return Prepared(noted), readers


def by_slug(user, *, slug):
    return Party.objects.visible_to(user).filter(slug=slug).select_related("country__region", "place")


def test_the_public_is_answered_from_sql_written_once_and_as_the_queryset_would(world, django_assert_num_queries):
    ask, readers = question(by_slug)

    assert ask(PUBLIC, slug="mashhad") == [world.mashhad]
    with django_assert_num_queries(1):
        (seoul,) = ask(PUBLIC, slug="seoul")
        assert (seoul, seoul.names, seoul.country.region) == (
            world.seoul,
            world.seoul.names,
            world.seoul.country.region,
        )
    assert ask(None, slug="nowhere") == []
    assert readers == [PUBLIC]


def test_what_changed_is_read_at_once_and_a_draft_is_not_there(world):
    ask, _readers = question(by_slug)
    assert ask(PUBLIC, slug="mashhad") == [world.mashhad]

    Party.objects.filter(pk=world.mashhad.pk).update(live=False)

    assert ask(PUBLIC, slug="mashhad") == []
    assert ask(world.sara, slug="mashhad") == [world.mashhad]
    assert ask(PUBLIC, slug="mashhad") == []


def test_a_signed_in_reader_never_shapes_what_the_public_gets(world):
    Party.objects.filter(pk=world.mashhad.pk).update(live=False)
    ask, readers = question(by_slug)

    assert ask(world.sara, slug="mashhad") == [world.mashhad]
    assert ask(PUBLIC, slug="mashhad") == []
    assert readers == [world.sara, PUBLIC]


def test_lists_of_any_length_are_asked_for_with_few_statements(world):
    ask, readers = question(lambda _user, *, pks: Party.objects.filter(pk__in=pks).order_by("pk"))
    cities = sorted([world.mashhad, world.seoul, world.brussels], key=lambda party: party.pk)
    pks = [city.pk for city in cities]

    assert ask(PUBLIC, pks=pks) == cities
    assert ask(PUBLIC, pks=[*pks, -1]) == cities
    assert ask(PUBLIC, pks=pks[:1]) == cities[:1]
    assert ask(PUBLIC, pks=[]) == []
    assert len(readers) == 3  # for four numbers, for one, and for none, where nothing is prepared


def test_rows_annotations_and_shapes_come_through(world):
    rows, readers = question(
        lambda _user, *fields, kind: Party.objects.filter(kind=kind).order_by("slug").values_list(*fields)
    )
    assert rows(PUBLIC, "slug", "names", kind="city") == list(
        Party.objects.filter(kind="city").order_by("slug").values_list("slug", "names")
    )
    assert rows(PUBLIC, "pk", kind="network") == list(Party.objects.filter(kind="network").values_list("pk"))
    assert len(readers) == 2

    counted, _readers = question(lambda _user, *, slug: Party.objects.filter(slug=slug).annotate(n=Count("liaisons")))
    assert [party.n for party in counted(PUBLIC, slug="mashhad")] == [world.mashhad.liaisons.count()]


@pytest.mark.parametrize(
    "build",
    [
        lambda _user, *, slug: Party.objects.filter(live=True),
        lambda _user, *, slug: Party.objects.filter(slug=slug).prefetch_related("liaisons"),
    ],
)
def test_what_cannot_be_prepared_is_refused_when_it_is_first_asked(world, build):
    with pytest.raises(ValueError, match="cannot be prepared"):
        Prepared(build)(PUBLIC, slug="mashhad")
