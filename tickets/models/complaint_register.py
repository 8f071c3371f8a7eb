"""How the register of complaints is kept: by when we answer, what we tell the customer, and the running
numbers of each year (R32).
"""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __

from tickets.models.agent import Agent
from tickets.models.translated import Translated
from tickets.rules.answer_dates import answer_date
from tickets.rules.worktime import WorkCalendar

# Where customers may turn in Spain when our answer does not satisfy them; managers put in their own.
FURTHER_EN = (
    "If our answer does not satisfy you, you may turn to the consumer office of your town (OMIC) or region. "
    "It can settle the matter by mediation or consumer arbitration, which costs you nothing."
)
FURTHER_ES = (
    "Si nuestra respuesta no le satisface, puede acudir a la oficina de consumo de su municipio (OMIC) o de su "
    "comunidad autónoma, que puede resolver el asunto por mediación o arbitraje de consumo, sin coste para usted."
)


def home_zone() -> ZoneInfo:
    """The zone of the house, in which the days and years of the register are counted."""
    return ZoneInfo(settings.TIME_ZONE)


def home_day(moment: dt.datetime) -> dt.date:
    """The day that this moment belongs to in the register."""
    return moment.astimezone(home_zone()).date()


class ComplaintRegister(Translated):
    """The one row of its settings; without it, the usual ones hold."""

    class Unit(models.TextChoices):
        MONTHS = "months", __("months")
        DAYS = "days", __("calendar days")
        WORKING_DAYS = "working_days", __("working days")

    answer_within = models.PositiveSmallIntegerField(
        __("a complaint is answered within"),
        default=1,
        validators=(MinValueValidator(1), MaxValueValidator(366)),
    )
    unit = models.CharField(
        __("counted in"), max_length=12, choices=Unit.choices, default=Unit.MONTHS
    )
    warn_days = models.PositiveSmallIntegerField(
        __("days before it at which we are warned"),
        default=5,
        validators=(MaxValueValidator(90),),
    )
    company_name = models.CharField(__("name of the company by law"), max_length=200, blank=True)
    tax_id = models.CharField(__("tax number"), max_length=40, blank=True)
    address = models.TextField(__("address"), max_length=400, blank=True)
    further_en = models.TextField(
        __("how the customer may go on, in English"),
        max_length=2000,
        default=FURTHER_EN,
        blank=True,
    )
    further_es = models.TextField(
        __("how the customer may go on, in Spanish"),
        max_length=2000,
        default=FURTHER_ES,
        blank=True,
    )

    analysis_readers = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        verbose_name=__("who is mailed the analysis of each month"),
        blank=True,
        related_name="+",
    )

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(pk=1), name="one_complaint_register"),
        )

    def __str__(self) -> str:
        return _("Complaints register")

    @classmethod
    def current(cls) -> ComplaintRegister:
        return cls.objects.first() or cls(pk=1)

    def clean(self) -> None:
        most = {self.Unit.MONTHS: 12, self.Unit.DAYS: 366, self.Unit.WORKING_DAYS: 260}
        if self.answer_within and self.answer_within > most[self.Unit(self.unit)]:
            raise ValidationError({"answer_within": _("That is more than a year.")})

    def save(self, *args: Any, **options: Any) -> None:
        self.pk = 1
        super().save(*args, **options)

    def readers(self) -> models.QuerySet[Agent]:
        """Who is mailed the analysis, as long as they are managers here."""
        chosen = self.analysis_readers.values("pk")
        return Agent.objects.managers().filter(pk__in=chosen).order_by("pk")

    @property
    def name_by_law(self) -> str:
        return self.company_name or settings.COMPANY_NAME

    def further(self, language: str) -> str:
        return self.text_in("further", language)

    def answer_due(self, received_at: dt.datetime, *, hours: WorkCalendar) -> dt.date:
        """The last day on which a complaint that came in then may be answered."""
        received = home_day(received_at)
        return answer_date(received, self.answer_within, self.unit, hours=hours)


class RegisterYear(models.Model):
    """The newest running number of a year. Its lock is held until the entry is committed, so no number is
    given twice and none is left out.
    """

    year = models.PositiveSmallIntegerField(primary_key=True)
    newest = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.newest}/{self.year}"

    @classmethod
    def next_number(cls, year: int) -> int:
        """Inside the transaction that makes the entry."""
        RegisterYear.objects.bulk_create([RegisterYear(year=year)], ignore_conflicts=True)
        row = cls.objects.select_for_update().get(pk=year)
        row.newest += 1
        row.save(update_fields=["newest"])
        return row.newest
