"""Which body is part of which."""

from collections.abc import Iterable, Iterator

from .models import Body


class Lineage:
    """The tree of all bodies, read in one query."""

    def __init__(self) -> None:
        self.parents: dict[int, int | None] = dict(Body.objects.order_by().values_list("pk", "parent_id"))

    def upward(self, pk: int | None) -> Iterator[int]:
        """The body itself, then what it is part of, up to the root."""
        seen: set[int] = set()
        while pk is not None and pk not in seen:
            seen.add(pk)
            yield pk
            pk = self.parents.get(pk)

    def root(self, pk: int) -> int:
        return list(self.upward(pk))[-1]

    def within(self, roots: Iterable[int]) -> frozenset[int]:
        """These bodies and all that are part of them."""
        wanted = frozenset(roots)
        return frozenset(pk for pk in self.parents if not wanted.isdisjoint(self.upward(pk))) if wanted else wanted
