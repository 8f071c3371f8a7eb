"""When the desk is open. Arithmetic is in `tickets.rules.worktime`; this is its data."""

from __future__ import annotations

import datetime as dt
import functools
import zoneinfo
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tickets.rules.worktime import WorkCalendar

HOLIDAY_YEARS_BACK, HOLIDAY_YEARS_AHEAD = 5, 3


def office_week() -> list[list[list[str]]]:
    """Monday to Friday, nine to six: a list of spans a day, Monday first; "24:00" ends a day."""
    return [[["09:00", "18:00"]] if day < 5 else [] for day in range(7)]


class BusinessCalendar(models.Model):
    name = models.CharField(_("name"), max_length=120, unique=True)
    timezone = models.CharField(_("time zone"), max_length=64, default="Europe/Madrid")
    week = models.JSONField(_("opening hours"), default=office_week)
    country = models.CharField(_("country of the public holidays"), max_length=2, blank=True)
    region = models.CharField(_("region of the public holidays"), max_length=10, blank=True)
    closed_days = models.JSONField(_("own closed days"), default=list, blank=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **options: Any) -> None:
        is_known = self.pk is not None
        with transaction.atomic():
            super().save(*args, **options)
            if is_known:
                self._move_what_is_due()

    def clean(self) -> None:
        if self.timezone not in zoneinfo.available_timezones():
            raise ValidationError({"timezone": _("There is no time zone of this name.")})
        try:
            self.work_calendar()
        except NotImplementedError as error:
            unknown = _("We know no public holidays of this place.")
            raise ValidationError({"region" if self.region else "country": unknown}) from error
        except (ValueError, TypeError, KeyError) as error:
            raise ValidationError(_("These opening hours cannot be read: %s") % error) from error

    def work_calendar(self) -> WorkCalendar:
        """The pure calendar, holidays included; cached by content, so edits take effect at once."""
        return _work_calendar(
            self.timezone,
            tuple(tuple((start, end) for start, end in day) for day in self.week),
            (self.country, self.region),
            tuple(self.closed_days),
            timezone.now().year,
        )

    def _move_what_is_due(self) -> None:
        """Running clocks follow the new hours from now on: a day that we stay closed moves what is due."""
        from tickets.models.clock import Clock
        from tickets.models.ticket import Ticket

        running = Clock.objects.filter(calendar=self, stopped_at=None)
        # The tickets first, as every verb of a ticket does: two orders would deadlock.
        tickets = Ticket.objects.filter(pk__in=running.values("ticket")).order_by("pk")
        list(tickets.select_for_update().values_list("pk"))
        moved = running.reckon_anew(timezone.now())
        Ticket.objects.filter(pk__in={clock.ticket_id for clock in moved}).refresh_due()


@functools.lru_cache(maxsize=64)
def _work_calendar(
    zone: str,
    week: tuple[tuple[tuple[str, str], ...], ...],
    place: tuple[str, str],
    closed: tuple[str, ...],
    year: int,
) -> WorkCalendar:
    return WorkCalendar(
        timezone=zone,
        week=tuple(tuple((_wall(start), _wall(end)) for start, end in day) for day in week),
        closed=_public_holidays(*place, year) | {dt.date.fromisoformat(day) for day in closed},
    )


def _wall(text: str) -> dt.time:
    """ "24:00" is midnight at the end of a day, which `WorkCalendar` writes as 00:00."""
    return dt.time.fromisoformat("00:00" if text == "24:00" else text)


def _public_holidays(country: str, region: str, year: int) -> frozenset[dt.date]:
    if not country:
        return frozenset()
    import holidays  # half a second to import: only processes that reckon time pay for it

    years = range(year - HOLIDAY_YEARS_BACK, year + HOLIDAY_YEARS_AHEAD + 1)
    days: Any = holidays.country_holidays(country, subdiv=region or None, years=years)
    return frozenset(days)
