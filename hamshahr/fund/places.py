"""Names of places and topics from their addresses."""

from django.db import models

from hamshahr.kernel.languages import listed, say


def named(model: type[models.Model], values: list[str], field: str = "slug") -> str:
    """The names of rows in the order given; a value that no row has stands as it is."""
    rows = {getattr(row, field): say(row.names) for row in model._default_manager.filter(**{f"{field}__in": values})}
    return listed(*(rows.get(value, value) for value in values))
