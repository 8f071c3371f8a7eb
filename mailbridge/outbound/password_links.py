"""The links by which agents set a new password."""

from __future__ import annotations

from mailbridge.outbound import once
from mailbridge.outbound.compose import ComposedMail
from tickets.models import PasswordLink


def send_due(deliver: once.Deliver, *, until: float) -> None:
    once.send_all(PasswordLink.objects.unmailed(), compose, deliver, until=until)


def compose(link: PasswordLink) -> ComposedMail:
    """Raises CannotCompose. It goes to the address as we know it, never as it was typed."""
    composed = once.composed(link.write(), link.sent_from, to=link.agent.email)
    composed.extra_headers["Message-ID"] = once.message_id(link, "password")
    return composed
