"""What we do so that a complaint does not come again: who, by when, and what it brought about (R32)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tickets.models.complaint import Complaint
from tickets.models.complaint_register import home_day
from tickets.models.event import Event
from tickets.models.notice import Notice

if TYPE_CHECKING:
    from tickets.models.agent import Agent
    from tickets.models.ticket import Ticket


class CorrectiveActionQuerySet(models.QuerySet["CorrectiveAction"]):
    def open(self) -> CorrectiveActionQuerySet:
        return self.filter(done_at=None)

    def late(self, now: dt.datetime) -> CorrectiveActionQuerySet:
        return self.open().filter(due_on__lt=home_day(now))


class CorrectiveAction(models.Model):
    """Each change is recorded with every complaint that it answers."""

    complaints = models.ManyToManyField("tickets.Complaint", related_name="actions")
    text = models.CharField(_("what is to be done"), max_length=500)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who sees to it"),
        on_delete=models.PROTECT,
        related_name="corrective_actions",
    )
    due_on = models.DateField(_("due"))
    opened_at = models.DateTimeField(default=timezone.now)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    effect = models.TextField(_("what it brought about"), max_length=2000, blank=True)
    nonce = models.CharField(max_length=64, null=True, unique=True, editable=False)

    objects = CorrectiveActionQuerySet.as_manager()

    class Meta:
        ordering = ("due_on", "pk")
        indexes = (
            models.Index(fields=("due_on",), condition=Q(done_at=None), name="action_open_due"),
        )

    def __str__(self) -> str:
        return self.text

    @property
    def is_late(self) -> bool:
        """Done after its day, or past it and not done."""
        done = self.done_at or timezone.now()
        return home_day(done) > self.due_on

    @property
    def notice_key(self) -> str:
        """What the notices about this action begin with."""
        return f"action:{self.pk}:"

    def newest_ticket(self) -> Ticket | None:
        """Of the complaints that it answers, the one that came last."""
        complaint = self.complaints.select_related("ticket").order_by("-pk").first()
        return complaint.ticket.heir if complaint else None

    @classmethod
    def open_for(
        cls, complaint: Complaint, *, by: Agent, nonce: str | None = None, **columns: Any
    ) -> CorrectiveAction:
        """`columns`: text, owner, due_on. The same nonce again is the same action."""
        with transaction.atomic():
            complaint.ticket._lock()
            if known := nonce and cls.objects.filter(nonce=nonce).first():
                return known
            action = cls.objects.create(opened_by=by, nonce=nonce, **columns)
            action.complaints.add(complaint)
            action._record(Event.Kind.ACTION_OPENED, by=by)
            if action.owner != by:
                action._tell_owner(complaint)
        return action

    def answers_too(self, complaint: Complaint, *, by: Agent) -> bool:
        """One deed often answers several complaints. False when it did already."""
        with transaction.atomic():
            complaint.ticket._lock()
            if self.complaints.filter(pk=complaint.pk).exists():
                return False
            self.complaints.add(complaint)
            facts = {"complaint": complaint.pk, **self._facts()}
            complaint.ticket.record(Event.Kind.ACTION_OPENED, by=by, **facts)
        return True

    def change(self, *, by: Agent, **columns: Any) -> bool:
        """Other words, another owner or day; `text`, `owner`, `due_on`. False when nothing differs."""
        with transaction.atomic():
            self._lock_fresh()
            before = {name: getattr(self, name) for name in columns}
            if before == columns:
                return False
            for name, value in columns.items():
                setattr(self, name, value)
            self.save(update_fields=list(columns))
            was = {name: str(value) for name, value in before.items() if value != columns[name]}
            self._record(Event.Kind.ACTION_CHANGED, by=by, was=was)
        return True

    def finish(self, *, by: Agent, effect: str = "") -> bool:
        """It is done. False when it was."""
        with transaction.atomic():
            self._lock_fresh()
            if self.done_at:
                return False
            self.done_at, self.effect = timezone.now(), effect.strip()
            self.save(update_fields=["done_at", "effect"])
            Notice.settle(self.notice_key, at=self.done_at)
            self._record(Event.Kind.ACTION_DONE, by=by, why=self.effect)
        return True

    def reopen(self, *, by: Agent, why: str) -> bool:
        """It did not help, or was not done after all. False when it is open."""
        with transaction.atomic():
            self._lock_fresh()
            if not self.done_at:
                return False
            self.done_at = None
            self.save(update_fields=["done_at"])
            self._record(Event.Kind.ACTION_REOPENED, by=by, why=why.strip())
        return True

    def _lock_fresh(self) -> None:
        self.refresh_from_db(from_queryset=CorrectiveAction.objects.select_for_update())

    def _tell_owner(self, complaint: Complaint) -> None:
        key, ticket = f"{self.notice_key}begun:{self.owner_id}", complaint.ticket.heir
        Notice.tell(self.owner, "action_due", key=key, ticket=ticket, about=self, is_late=False)

    def _record(self, kind: str, *, by: Agent, **data: Any) -> None:
        for complaint in self.complaints.select_related("ticket").order_by("ticket_id"):
            facts = {"complaint": complaint.pk, **self._facts(), **data}
            complaint.ticket.record(kind, by=by, **facts)

    def _facts(self) -> dict[str, Any]:
        return {"action": self.pk, "words": self.text}
