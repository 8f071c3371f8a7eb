"""How the numbers of reports look."""

from __future__ import annotations

from decimal import Decimal

from django import template
from django.utils.translation import ngettext

from tickets.models import currency
from tickets.rules.durations import HOUR, MINUTE, spelled

register = template.Library()
register.filter("spelled", spelled)


@register.filter
def hours(seconds: float | None) -> str:
    """A length of time, as exact as it is short: "22 s", "3 h 54 min", "120 h"; never in days, since a working
    day has not 24 hours.
    """
    if seconds is None:
        return "–"
    exact = HOUR if seconds >= 100 * HOUR else MINUTE if seconds >= 10 * MINUTE else 1
    return spelled(int(seconds // exact) * exact)


@register.filter
def days(seconds: float) -> str:
    """A length of calendar time in whole days, which is how the terms of the law are counted."""
    count = int(seconds // 86_400)
    return ngettext("%(count)d day", "%(count)d days", count) % {"count": count}


@register.filter
def percent(share: int | None) -> str:
    return "–" if share is None else f"{share} %"


@register.filter
def money(amount: Decimal | None) -> str:
    """In the desk's currency, as the reader writes it."""
    return "–" if amount is None else currency.in_words(amount)
