"""A29: one sender writes a thousand times, and others write meanwhile."""

from __future__ import annotations

import pytest
from django.test import Client

from mailbridge.inbound.server.floods import FLOOD as A_FLOOD
from tests.cast import Receive
from tests.mailbridge.intake.conftest import Post, letter, post
from tickets import tasks
from tickets.models import Agent, Channel, Event, OutgoingMail, Ticket
from tickets.models.ticket import Opening
from tickets.models.ticket.acknowledging import ADDRESS_AN_HOUR

FLOOD, OTHERS, BATCH = 1_000, 10, 50
SENDER = "oferta@molesto.example"
__all__ = ["post"]


@pytest.fixture
def flooded(channel: Channel, mail: Receive) -> None:
    """Each hundredth mail is somebody else's."""
    for first in range(0, FLOOD, BATCH):
        mails = [
            mail(f"Oferta {number}", from_addr=SENDER) for number in range(first, first + BATCH)
        ]
        if first % 100 == 0:
            mails.append(mail("¿Y mi pedido?", from_addr=f"cliente{first}@correo.example"))
        Ticket.open_many([Opening(incoming=each, channel=channel) for each in mails])


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_flood_is_answered_three_times_and_cleared_with_one_tick(
    flooded: None, ana: Agent
) -> None:
    theirs = Ticket.objects.filter(customer__email=SENDER)
    acknowledged = OutgoingMail.objects.filter(ticket__in=theirs)
    assert acknowledged.count() == ADDRESS_AN_HOUR
    assert OutgoingMail.objects.count() == ADDRESS_AN_HOUR + OTHERS
    desk = Client()
    desk.force_login(ana)
    one = theirs.latest("pk")
    desk.post("/desk/bulk/", {"kind": "spam", "ticket": one.pk, "all_of_sender": "on"})
    while Ticket.objects.open().count() > OTHERS:
        before = Ticket.objects.open().count()
        tasks.go_on_in_bulk()
        assert Ticket.objects.open().count() < before
    assert theirs.spam().count() == FLOOD
    assert Event.objects.filter(kind=Event.Kind.SPAM, by=ana).count() == FLOOD


def test_others_do_not_wait_behind_a_flood(post: Post) -> None:
    flood = [letter(f"Oferta {n}", From=f"Ofertas <{SENDER}>") for n in range(A_FLOOD + 20)]
    question = letter("¿Y mi pedido?", Message_ID="<pregunta@correo.example>")
    again = letter("¿Nadie?", In_Reply_To="<pregunta@correo.example>")
    post.deliver(*flood, question, letter("¿Abren el lunes?", From="eva@correo.example"), again)
    rows = post.pull()
    assert [row.from_addr for row in rows[:3]] == [
        "lucia@correo.example",
        "eva@correo.example",
        "lucia@correo.example",
    ]
    assert rows[2].ticket == rows[0].ticket
    assert [row.uid for row in rows[3:]] == list(range(1, A_FLOOD + 21))
