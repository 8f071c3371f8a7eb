"""Delivery reports that say of an address that it is dead."""

from __future__ import annotations

import pytest

from tests.mailbridge.intake.conftest import Arrived
from tests.mailbridge.intake.test_deliver import report
from tickets.models import Agent, Message, OutgoingMail, Suppression, Ticket
from tickets.models.ticket import Draft


@pytest.fixture
def sent(ticket: Ticket, ana: Agent) -> OutgoingMail:
    message = ticket.reply(ana, Draft(text="Lo miramos."))
    assert isinstance(message, Message)
    return message.outgoing


@pytest.mark.parametrize(("status", "stopped"), [("5.1.1", 1), ("5.2.2", 0), ("4.4.1", 0)])
def test_only_a_dead_address_gets_no_more_automatic_mail(
    arrived: Arrived, sent: OutgoingMail, *, status: str, stopped: int
) -> None:
    returned_id = sent.message_id_header
    arrived(report("lucia@correo.example", returned_id=returned_id, status=status))
    assert Suppression.objects.standing("lucia@correo.example").count() == stopped
