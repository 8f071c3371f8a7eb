"""What an agent does to many tickets with one click, and may take back as a whole.

Each ticket is a row of its own, worked on in a transaction of its own: a flood of ten thousand mails (A29)
is more than one request can do, and the sweep goes on with what the request left.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Case, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tickets.models.agent import Agent
from tickets.models.ticket import Ticket

if TYPE_CHECKING:
    from collections.abc import Iterator

log = logging.getLogger(__name__)


class BulkAction(models.Model):
    class Kind(models.TextChoices):
        CLOSE = "close", pgettext_lazy("several tickets", "Closed")
        ASSIGN = "assign", pgettext_lazy("several tickets", "Assigned")
        MERGE = "merge", pgettext_lazy("several tickets", "Merged")
        SPAM = "spam", _("Moved to spam")
        NOT_SPAM = "not_spam", _("Taken out of spam")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    taken_back_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)  # why they are closed
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    into = models.ForeignKey("tickets.Ticket", on_delete=models.CASCADE, null=True)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} by {self.by}"

    @classmethod
    def begin(cls, tickets: Iterable[Ticket], *, kind: str, by: Agent, **facts: Any) -> Self:
        """Put all of them down; `go_on` does the work. Merging goes into the oldest of them."""
        numbers = sorted({ticket.pk for ticket in tickets})
        if kind == cls.Kind.MERGE:
            facts["into_id"], *numbers = numbers
        with transaction.atomic():
            action = cls.objects.create(kind=kind, by=by, **facts)
            BulkItem.objects.bulk_create(
                (BulkItem(action=action, ticket_id=number) for number in numbers), batch_size=2_000
            )
        return action

    @classmethod
    def unfinished(cls) -> Iterator[Self]:
        due = BulkItem.objects.filter(state__in=BulkItem.DUE)
        return cls.objects.filter(pk__in=due.values("action")).select_related("by").iterator()

    def go_on(self, *, seconds: float) -> None:
        """Ticket by ticket, for so long. Several processes may do so at once."""
        ends = time.monotonic() + seconds
        while self._next_is_done() and time.monotonic() < ends:
            pass

    def take_back(self) -> bool:
        """What is done is undone, and the rest is left alone. False when that was wanted before."""
        untouched = type(self).objects.filter(pk=self.pk, taken_back_at=None)
        with transaction.atomic():
            if not untouched.update(taken_back_at=timezone.now()):
                return False
            self.items.update(
                state=Case(
                    When(state=BulkItem.State.DONE, then=Value(BulkItem.State.TO_UNDO)),
                    When(state=BulkItem.State.WAITING, then=Value(BulkItem.State.PASSED)),
                    default="state",
                )
            )
        return True

    def count(self, *states: str) -> int:
        return self.items.filter(state__in=states).count()

    def _next_is_done(self) -> bool:
        """False when there is nothing left that nobody else has in hand."""
        with transaction.atomic():
            due = self.items.filter(state__in=BulkItem.DUE).order_by("pk")
            item = due.select_for_update(skip_locked=True).first()
            if item is None:
                return False
            try:
                with transaction.atomic():
                    item.work()
            except Exception:  # one ticket that cannot be changed keeps nobody from the others
                log.exception("Bulk action %d: ticket %d stays as it is", self.pk, item.ticket_id)
                item.state = BulkItem.State.PASSED
            item.save()
        return True


Kind = BulkAction.Kind


class BulkItem(models.Model):
    """One ticket of a bulk action, and what has to be known to undo it."""

    class State(models.TextChoices):
        WAITING = "waiting"
        DONE = "done"
        PASSED = "passed"  # nothing was to be done, or it could not
        TO_UNDO = "to_undo"
        UNDONE = "undone"

    DUE = (State.WAITING, State.TO_UNDO)

    action = models.ForeignKey(BulkAction, on_delete=models.CASCADE, related_name="items")
    ticket = models.ForeignKey("tickets.Ticket", on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    before = models.ForeignKey(  # whose it was, when it was given to another
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("action", "ticket"), name="one_item_a_ticket"),
        )
        indexes = (
            models.Index(
                fields=("action",),
                condition=models.Q(state__in=("waiting", "to_undo")),
                name="bulk_items_due",
            ),
        )

    def __str__(self) -> str:
        return f"{self.ticket_id}: {self.state}"

    def work(self) -> None:
        """The next thing about this ticket. Not saved yet."""
        ticket = Ticket.objects.select_for_update().get(pk=self.ticket_id)
        if self.state == self.State.TO_UNDO:
            self._undo(ticket)
            self.state = self.State.UNDONE
        else:
            self.state = self.State.DONE if self._do(ticket) else self.State.PASSED

    def _do(self, ticket: Ticket) -> bool:
        action = self.action
        match action.kind:
            case Kind.SPAM | Kind.NOT_SPAM:
                is_spam = action.kind == Kind.SPAM
                changes = ticket.is_spam != is_spam
                ticket.mark_spam(action.by, is_spam=is_spam)
                return changes
            case Kind.CLOSE:
                changes = not ticket.is_closed
                ticket.close(action.by, why=action.reason)
                return changes
            case Kind.ASSIGN:
                self.before = ticket.assignee
                ticket.assign(action.assignee, by=action.by)
                return self.before != action.assignee
            case Kind.MERGE if action.into and not ticket.merged_into_id:
                return ticket.merge_into(action.into, by=action.by) is None
        return False

    def _undo(self, ticket: Ticket) -> None:
        """Unless somebody did something else with the ticket since."""
        action = self.action
        match action.kind:
            case Kind.SPAM | Kind.NOT_SPAM:
                ticket.mark_spam(action.by, is_spam=action.kind == Kind.NOT_SPAM)
            case Kind.CLOSE:
                ticket.take_back_closing()
            case Kind.ASSIGN if ticket.assignee_id == action.assignee_id:
                ticket.assign(self.before, by=action.by)
            case Kind.MERGE:
                ticket.unmerge(by=action.by)
