"""A mail that cannot be read has a ticket in its place, which becomes its own once it can."""

from __future__ import annotations

from mailbridge.inbound import claim, reading
from mailbridge.models import InboundMail
from tests.mailbridge.intake.conftest import Arrived, letter
from tickets.models import Message, Ticket, blob


def test_a_damaged_copy_is_tried_again_and_then_put_before_a_person(arrived: Arrived) -> None:
    raw = letter(Subject="Factura rota")
    blob.local_path(blob.put(raw)).write_bytes(b"something else")
    row = arrived(raw)
    for _ in range(2):
        assert row.state == "stored"
        InboundMail.objects.filter(pk=row.pk).update(retry_at=None)
        reading.read([row.pk])
        row.refresh_from_db()
    assert (row.state, row.outcome) == ("quarantined", "unreadable")
    assert row.ticket is not None
    assert "no pudo leer" in row.ticket.messages.get().text
    assert row.ticket.customer.name == "Remitente desconocido"


def test_a_retry_that_succeeds_adds_the_mail_to_its_ticket(arrived: Arrived) -> None:
    raw = letter()
    path = blob.local_path(blob.put(raw))
    path.write_bytes(b"something else")
    row = arrived(raw)
    InboundMail.objects.filter(pk=row.pk).update(retry_at=None, attempts=claim.ATTEMPTS)
    reading.read([row.pk])
    path.write_bytes(raw)
    row.refresh_from_db()
    assert row.retry()
    reading.read([row.pk])
    row.refresh_from_db()
    assert (row.state, row.outcome, Ticket.objects.count()) == ("done", "reply", 1)
    assert row.ticket is not None
    assert (row.ticket.customer.email, row.ticket.subject) == (
        "lucia@correo.example",
        "Cargo doble",
    )
    assert row.message is not None
    assert Message.objects.filter(ticket=row.ticket, kind="customer").count() == 2
