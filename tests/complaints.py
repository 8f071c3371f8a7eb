"""Entries of the complaints register, for tests of many kinds."""

from __future__ import annotations

from typing import Any

from tickets.models import Agent, Complaint, Event, Ticket
from tickets.models.complaint import Entry


def entered(ticket: Ticket, by: Agent, **parts: Any) -> Complaint:
    """By this agent, as received when the ticket came in unless told otherwise."""
    at = parts.pop("received_at", ticket.created_at)
    return ticket.enter_complaint(by, Entry(received_at=at, columns=parts))


def newest_event(ticket: Ticket) -> Event:
    return Event.objects.filter(ticket=ticket).latest("pk")
