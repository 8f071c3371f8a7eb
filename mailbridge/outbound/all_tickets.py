"""The links to all their tickets that customers asked for."""

from __future__ import annotations

from mailbridge.outbound import once
from mailbridge.outbound.compose import CannotCompose, ComposedMail
from tickets.models import AllTicketsLink, Suppression
from tickets.reasons import because


def send_due(deliver: once.Deliver, *, until: float) -> None:
    AllTicketsLink.look_up_asked()
    links = AllTicketsLink.objects.unmailed()
    once.send_all(links, compose, deliver, until=until)


def compose(link: AllTicketsLink) -> ComposedMail:
    """Raises CannotCompose. No part of any conversation, so it names none."""
    assert link.customer
    assert link.ticket
    if Suppression.objects.standing(link.customer.email).exists():
        raise CannotCompose(because("address_stopped"))
    composed = once.composed(link.write(), link.sent_from, to=link.customer.email)
    composed.extra_headers["Message-ID"] = once.message_id(link, "all-tickets")
    return composed
