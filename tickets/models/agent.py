"""A person who works at the desk. What a person may do is asked here, so that doors cannot drift."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from tickets.models.complaint import Complaint
    from tickets.models.ticket import Ticket


class Role(models.TextChoices):
    AGENT = "agent", _("Agent")
    LEAD = "lead", _("Lead")
    ADMINISTRATOR = "administrator", _("Administrator")


MANAGERS = (Role.LEAD, Role.ADMINISTRATOR)


class AgentManager(BaseUserManager["Agent"]):
    def managers(self) -> models.QuerySet[Agent]:
        return self.filter(is_active=True, role__in=MANAGERS)

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Agent:
        agent = self.model(email=email.strip().lower(), **fields)
        agent.set_password(password)
        agent.save(using=self._db)
        return agent

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> Agent:
        return self.create_user(email, password, **{"role": Role.ADMINISTRATOR, **fields})


class Agent(AbstractBaseUser):
    email = models.EmailField(_("address"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    role = models.CharField(_("role"), max_length=20, choices=Role.choices, default=Role.AGENT)
    teams = models.ManyToManyField("tickets.Team", related_name="agents", blank=True)
    calendar = models.ForeignKey(
        "tickets.BusinessCalendar",
        verbose_name=_("working hours"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    language = models.CharField(_("language"), max_length=5, blank=True)
    theme = models.CharField(_("theme"), max_length=5, blank=True)
    wants_mail = models.BooleanField(
        _("is mailed the news of their tickets"), default=False, db_default=False
    )
    is_active = models.BooleanField(_("may sign in"), default=True)
    date_joined = models.DateTimeField(default=timezone.now)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = AgentManager()

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def first_name(self) -> str:
        return next(iter((self.name or self.email).split()), "")

    @property
    def is_administrator(self) -> bool:
        return self.role == Role.ADMINISTRATOR

    @property
    def is_manager(self) -> bool:
        """Leads and administrators read reports and edit the protocol."""
        return self.role in MANAGERS

    def may_see(self, ticket: Ticket) -> bool:
        from tickets.models.ticket import Ticket

        return Ticket.objects.visible_to(self).filter(pk=ticket.pk).exists()

    def may_annul(self, complaint: Complaint) -> bool:
        return self.is_active and self.is_manager

    def may_reply(self, ticket: Ticket) -> bool:
        return self.is_active and self.may_see(ticket)
