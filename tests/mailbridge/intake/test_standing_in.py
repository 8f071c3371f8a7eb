"""A mail that cannot be read has a ticket in its place, which becomes its own once it can."""

from __future__ import annotations

from pathlib import Path

import pytest

from mailbridge.inbound import claim, reading
from mailbridge.models import InboundMail
from tests.mailbridge.intake.conftest import Arrived, letter
from tickets.models import Agent, Message, OutgoingMail, Promise, Ticket, blob
from tickets.models.ticket import Draft


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


@pytest.fixture
def damaged(arrived: Arrived) -> tuple[InboundMail, Path, bytes]:
    """A mail in quarantine, since our copy of it is damaged; where that lies, and what it was."""
    raw = letter()
    path = blob.local_path(blob.put(raw))
    path.write_bytes(b"something else")
    row = arrived(raw)
    InboundMail.objects.filter(pk=row.pk).update(retry_at=None, attempts=claim.ATTEMPTS)
    reading.read([row.pk])
    row.refresh_from_db()
    return row, path, raw


@pytest.fixture
def mended(damaged: tuple[InboundMail, Path, bytes]) -> InboundMail:
    row, path, raw = damaged
    path.write_bytes(raw)
    return row


def read_again(row: InboundMail) -> None:
    assert row.retry()
    reading.read([row.pk])
    row.refresh_from_db()


def test_a_retry_that_succeeds_adds_the_mail_to_its_ticket(mended: InboundMail) -> None:
    row = mended
    read_again(row)
    assert (row.state, row.outcome, Ticket.objects.count()) == ("done", "reply", 1)
    assert row.ticket is not None
    assert (row.ticket.customer.email, row.ticket.subject) == (
        "lucia@correo.example",
        "Cargo doble",
    )
    assert row.message is not None
    assert Message.objects.filter(ticket=row.ticket, kind="customer").count() == 2


def test_the_customer_never_reads_what_stood_in_for_their_mail(mended: InboundMail) -> None:
    assert mended.ticket is not None
    assert not mended.ticket.customer_conversation().exists()
    read_again(mended)
    (message,) = mended.ticket.customer_conversation().filter(kind="customer")
    assert "no pudo leer" not in message.text


def test_whoever_wrote_is_acknowledged_once_the_mail_is_read(mended: InboundMail) -> None:
    assert not OutgoingMail.objects.exists()
    read_again(mended)
    mail = OutgoingMail.objects.get(kind="acknowledgement")
    assert (mail.to, mail.ticket) == (["lucia@correo.example"], mended.ticket)
    assert Promise.objects.get().message == mail.message


def test_whom_a_person_answered_meanwhile_is_not_acknowledged(
    mended: InboundMail, ana: Agent
) -> None:
    assert mended.ticket is not None
    mended.ticket.write_down_address("lucia@correo.example", by=ana)
    mended.ticket.reply(ana, Draft(text="¿Nos lo manda otra vez?"))
    read_again(mended)
    assert [mail.kind for mail in OutgoingMail.objects.all()] == ["reply"]
