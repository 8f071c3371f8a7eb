"""How the numbers of reports look."""

from __future__ import annotations

from decimal import Decimal

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tickets.models import currency

register = template.Library()


@register.filter
def hours(seconds: float | None) -> str:
    """A length of time to the minute, "3 h 54 min"; always in hours, since a working day has not 24."""
    if seconds is None:
        return "–"
    if 0 < seconds < 60:
        return _("under 1 min")
    whole, minutes = divmod(int(seconds) // 60, 60)
    if not whole:
        return _("%(minutes)d min") % {"minutes": minutes}
    if whole >= 100 or not minutes:
        return _("%(hours)d h") % {"hours": whole}
    return _("%(hours)d h %(minutes)d min") % {"hours": whole, "minutes": minutes}


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


@register.filter
def minutes(number: int) -> str:
    """A number of working minutes as a length of time."""
    return hours(number * 60)
