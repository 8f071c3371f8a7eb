"""A resolution put before the customer (R9): only the customer's yes makes it an agreement."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tickets.models.message import Message


class Proposal(models.Model):
    class State(models.TextChoices):
        OFFERED = "offered", _("waiting for the customer")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        LAPSED = "lapsed", _("closed in silence")
        WITHDRAWN = "withdrawn", _("withdrawn")

    ticket = models.ForeignKey("tickets.Ticket", on_delete=models.CASCADE, related_name="proposals")
    message = models.OneToOneField("tickets.Message", on_delete=models.CASCADE)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OFFERED)
    offered_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ("-offered_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("ticket",),
                condition=models.Q(state="offered"),
                name="one_open_proposal",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_state_display()}: ticket {self.ticket_id}"

    def answers(self) -> models.QuerySet[Message]:
        """What the customer wrote since, newest last; never what is held."""
        said = Message.objects.filter(ticket_id=self.ticket_id, kind=Message.Kind.CUSTOMER)
        return said.filter(at__gte=self.offered_at, held_at=None).order_by("at", "pk")

    def newest_answer(self) -> Message | None:
        return self.answers().last()
