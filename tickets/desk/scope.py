"""Who is at the desk, and which tickets they may see."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from tickets.entrance import AgentRequest, admits
from tickets.models import Message, Ticket

__all__ = ["AgentRequest", "agents_only", "visible_message", "visible_ticket"]

agents_only = admits(lambda agent: agent.is_active)


def visible_ticket(request: AgentRequest, number: int) -> Ticket:
    tickets = Ticket.objects.visible_to(request.user).select_related(
        "customer",
        "assignee",
        "team",
        "category",
        "channel__calendar",
        "channel__policy",
        "follows",
    )
    return get_object_or_404(tickets, pk=number)


def visible_message(request: AgentRequest, message_id: int) -> Message:
    visible = Ticket.objects.visible_to(request.user)
    messages = Message.objects.filter(ticket__in=visible)
    return get_object_or_404(messages.select_related("ticket", "agent"), pk=message_id)
