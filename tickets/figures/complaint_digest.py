"""What the mail about a month's complaints says, and the files that go with it (R32)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from tickets import letters
from tickets.figures import complaint_tables, complaints
from tickets.figures.exports import XLSX, as_csv, as_xlsx
from tickets.figures.period import Period
from tickets.models import ComplaintDigest, CorrectiveAction
from tickets.models.complaint_register import home_zone

MOST_CAUSES, MOST_ACTIONS = 3, 5


@dataclass(frozen=True)
class File:
    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True)
class Written:
    letter: letters.Letter
    files: list[File]


def write(digest: ComplaintDigest) -> Written:
    """In the reader's language, with the numbers as they are now."""
    now = timezone.now()
    next_month = (digest.month + dt.timedelta(days=31)).replace(day=1)
    period = Period.month_before(next_month, zone=str(home_zone()))
    language = digest.agent.language or digest.channel.language
    with translation.override(language):
        told = complaints.summary(period, now)
        causes = [line for line in complaints.pareto(period) if line.level == 1 and line.count]
        late = CorrectiveAction.objects.late(now).select_related("owner")
        page = reverse("office:complaint_analysis")
        facts = {
            "channel": digest.channel,
            "month": period.first,
            "month_before": period.before().first,
            "told": told,
            "before": complaints.summary(period.before(), now),
            "causes": causes[:MOST_CAUSES],
            "late": late[:MOST_ACTIONS],
            "late_count": late.count(),
            "link": f"{settings.BASE_URL}{page}?from={period.first}&to={period.last}",
        }
        letter = letters.write("complaints_month", language=language, facts=facts)
        files = _files(period, now) if told.count or told.annulled else []
    return Written(letter, files)


def _files(period: Period, now: dt.datetime) -> list[File]:
    name = f"complaints-{period.first:%Y-%m}"
    xlsx = as_xlsx(complaint_tables.analysis(period, now))
    table = as_csv(complaint_tables.entries(period)).encode()
    return [
        File(f"{name}.xlsx", XLSX, xlsx),
        File(f"{name}.csv", "text/csv", table),
    ]
