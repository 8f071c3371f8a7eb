"""The one currency of this desk (CURRENCY in the settings), in the words of whoever reads."""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.utils.translation import get_language

from tickets.rules import money


def labelled(label: object) -> str:
    """The label of a field that takes an amount: "Value (€)"."""
    return f"{label} ({money.symbol(settings.CURRENCY)})"


def in_words(amount: Decimal) -> str:
    return money.in_words(amount, currency=settings.CURRENCY, language=get_language() or "en")
