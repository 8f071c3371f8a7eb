"""The analysis of a month's complaints, mailed once to each manager whom the register names (R32)."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from tickets.models.channel import Channel
from tickets.models.complaint_register import ComplaintRegister, home_zone
from tickets.models.mailed_once import MailedOnce, MailedOnceQuerySet
from tickets.rules.worktime import WorkCalendar

HOUR = 8  # of the first working day, in the zone of the house
# After an outage it still goes; later it is no news, and who was chosen since waits for the next.
STALE = dt.timedelta(days=7)


class ComplaintDigestQuerySet(MailedOnceQuerySet["ComplaintDigest"]):
    def unmailed(self) -> ComplaintDigestQuerySet:
        """To who is no longer a manager here, or wants it no more, none goes."""
        fresh = super().unmailed().filter(at__gt=timezone.now() - STALE)
        return fresh.filter(agent__in=ComplaintRegister.current().readers())


class ComplaintDigest(MailedOnce):
    CHANNEL: ClassVar[str] = "channel"

    month = models.DateField()  # its first day
    agent = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    channel = models.ForeignKey("tickets.Channel", on_delete=models.CASCADE, related_name="+")

    objects = ComplaintDigestQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("month", "agent"), name="one_complaint_digest"),
        )

    def __str__(self) -> str:
        return _("Complaints of %(month)s") % {"month": f"{self.month:%m/%Y}"}

    @classmethod
    def begin_month(cls, now: dt.datetime) -> None:
        """From the first working day on: one for each reader, of the month before. Again does nothing."""
        channel = Channel.of_the_house()
        if channel is None:
            return
        local = now.astimezone(home_zone())
        due = first_working_day(local.date(), channel.calendar.work_calendar())
        if not due <= local < due + STALE:
            return
        month = (due.date().replace(day=1) - dt.timedelta(days=1)).replace(day=1)
        rows = [
            ComplaintDigest(month=month, agent=agent, channel=channel, at=now)
            for agent in ComplaintRegister.current().readers()
        ]
        ComplaintDigest.objects.bulk_create(rows, ignore_conflicts=True)


def first_working_day(day: dt.date, hours: WorkCalendar) -> dt.datetime:
    """When the first one begins in the month of this day; where nobody ever works, the first of all."""
    first = day.replace(day=1)
    days = (first + dt.timedelta(days=number) for number in range(28))
    working = (each for each in days if hours.week[each.weekday()] and each not in hours.closed)
    return dt.datetime.combine(next(working, first), dt.time(HOUR), tzinfo=home_zone())
