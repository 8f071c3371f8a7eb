"""Who is at the desk, and which tickets they may see."""

from __future__ import annotations

from django.db.models import Q
from django.shortcuts import get_object_or_404

from tickets.entrance import AgentRequest, admits
from tickets.models import Message, Ticket
from tickets.models.message import MessageQuerySet

__all__ = ["AgentRequest", "agents_only", "visible_message", "visible_messages", "visible_ticket"]

agents_only = admits(lambda agent: agent.is_active)


def visible_ticket(request: AgentRequest, number: int) -> Ticket:
    """The ticket of this number, or the one into which it was merged."""
    tickets = Ticket.objects.visible_to(request.user).select_related(
        "customer",
        "assignee",
        "team",
        "category",
        "procedure_version__procedure",
        "channel__calendar",
        "channel__policy",
        "follows",
    )
    ticket = get_object_or_404(tickets, pk=number)
    return get_object_or_404(tickets, pk=ticket.merged_into_id) if ticket.merged_into_id else ticket


def visible_messages(request: AgentRequest) -> MessageQuerySet:
    visible = Ticket.objects.visible_to(request.user)
    return Message.objects.filter(Q(ticket__in=visible) | Q(ticket__merged_into__in=visible))


def visible_message(request: AgentRequest, message_id: int) -> Message:
    messages = visible_messages(request)
    return get_object_or_404(messages.select_related("ticket", "agent"), pk=message_id)
