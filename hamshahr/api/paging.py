"""Lists in pages of stated size, with the whole number beside them."""

from typing import Annotated, Any

from django.contrib.auth.models import AnonymousUser
from ninja import Field, Schema
from ninja.pagination import PaginationBase

PUBLIC = AnonymousUser()
LAST_OFFSET = 10_000_000


class Pages(PaginationBase):
    """``?limit=`` up to 500 rows from ``?offset=``."""

    class Input(Schema):
        limit: Annotated[int, Field(ge=1, le=500)] = 100
        offset: Annotated[int, Field(ge=0, le=LAST_OFFSET)] = 0

    class Output(Schema):
        items: list[Any]
        count: int

    def paginate_queryset(self, queryset, pagination: Input, **params):
        rows = queryset[pagination.offset : pagination.offset + pagination.limit]
        return {"items": rows, "count": self._items_count(queryset)}
