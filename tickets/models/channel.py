"""A way in, with its responsible team, its published targets and its calendar (R3, R11)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from tickets.models import phone_number
from tickets.models.duration_field import DurationField
from tickets.models.sla import SLAPolicy
from tickets.rules.durations import MINUTE
from tickets.rules.worktime import WorkCalendar


class Channel(models.Model):
    class Kind(models.TextChoices):
        MAIL = "mail", _("Mail")
        PHONE = "phone", _("Phone")

    class Quote(models.TextChoices):
        OFF = "off", _("nothing")
        LAST = "last", _("the message that is answered")
        FULL = "full", _("the whole conversation")

    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices, default=Kind.MAIL)
    name = models.CharField(_("name that customers see"), max_length=120)
    address = models.EmailField(_("public address"), max_length=320, unique=True)
    team = models.ForeignKey(
        "tickets.Team", verbose_name=_("responsible team"), on_delete=models.PROTECT, null=True
    )
    policy = models.ForeignKey(
        "tickets.SLAPolicy",
        verbose_name=_("SLA policy"),
        on_delete=models.PROTECT,
        related_name="channels",
    )
    calendar = models.ForeignKey(
        "tickets.BusinessCalendar", verbose_name=_("calendar"), on_delete=models.PROTECT
    )
    language = models.CharField(_("language when in doubt"), max_length=5, default="es")
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    phone_calendar = models.ForeignKey(
        "tickets.BusinessCalendar",
        verbose_name=_("phone hours"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    signature_en = models.TextField(_("signature in English"), blank=True)
    signature_es = models.TextField(_("signature in Spanish"), blank=True)
    quote = models.CharField(
        _("quoted below a reply"), max_length=4, choices=Quote.choices, default=Quote.OFF
    )
    # On unless a desk turns it off: silence past a date is worse than bad news, and a desk that forgets a
    # customer is the last to remember to tell them.
    delay_seconds = DurationField(
        _("tell the customer before a promised date is missed"),
        default=15 * MINUTE,
        db_default=15 * MINUTE,
    )
    silence_days = models.PositiveSmallIntegerField(
        _("days until an unanswered proposal closes"), default=7
    )
    reopen_days = models.PositiveSmallIntegerField(
        _("days after closing in which a reply reopens"), default=14
    )

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def phone_hours(self) -> WorkCalendar:
        return (self.phone_calendar or self.calendar).work_calendar()

    @property
    def phone_region(self) -> str:
        """The country in which a number without one lies: that of our own; two letters, or empty."""
        return phone_number.region_of(self.phone) or self.calendar.country

    @property
    def mail_domain(self) -> str:
        return self.address.rpartition("@")[2]

    @classmethod
    def of_the_house(cls) -> Channel | None:
        """By which we write to our own people about no ticket; None before the first mailbox."""
        return cls.objects.filter(kind=cls.Kind.MAIL).order_by("pk").first()

    @classmethod
    def ready_made(cls, *, name: str, address: str) -> Channel:
        """A channel with sensible targets and hours, for a mailbox that was just set up."""
        from tickets.models.calendar import BusinessCalendar
        from tickets.models.team import Team

        return cls.objects.create(
            name=name,
            address=address.strip().lower(),
            team=Team.objects.order_by("pk").first(),
            policy=SLAPolicy.objects.order_by("pk").first() or SLAPolicy.standard(),
            calendar=BusinessCalendar.objects.order_by("pk").first()
            or BusinessCalendar.objects.create(name="Office hours"),
        )
