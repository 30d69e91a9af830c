"""Amounts of money in the store: whole hundredths, so that sums are exact on both stores."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

CENT = Decimal("0.01")


class MoneyField(models.BigIntegerField):
    """An amount as a ``Decimal`` with two places; SQLite would keep and add decimals as floating numbers."""

    def to_python(self, value: Any) -> Decimal | None:
        if value is None:
            return None
        try:
            amount = Decimal(str(value))
            exact = amount.quantize(CENT)
        except InvalidOperation as error:
            raise ValidationError(_("This is not an amount.")) from error
        if exact != amount:
            raise ValidationError(_("An amount has at most two places after the point."))
        return exact

    def from_db_value(self, value: Any, _expression: Any, _connection: Any) -> Decimal | None:
        return None if value is None else Decimal(int(value)).scaleb(-2)

    def get_prep_value(self, value: Any) -> int | None:
        amount = self.to_python(value)
        return None if amount is None else int(amount.scaleb(2))
