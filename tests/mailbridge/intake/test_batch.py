"""Mails that are read together come out as if each had been read alone."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from mailbridge.inbound import claim, placing, reading
from mailbridge.inbound.placing import Known, Placed, Reading
from mailbridge.models import InboundMail
from tests.mailbridge.intake.conftest import Arrived, letter
from tickets.models import Message, Ticket, blob
from tickets.models.ticket import Filing
from tickets.models.ticket.archivable import ArchivedThread


def together(arrived: Arrived, *raws: bytes) -> list[InboundMail]:
    """Read these mails in one batch."""
    place = {"mailbox": arrived.mailbox, "folder": "INBOX", "uidvalidity": 7}
    rows = InboundMail.objects.bulk_create(
        InboundMail(**place, uid=uid, sha256=sha256, received_at=timezone.now())
        for uid, sha256 in enumerate(blob.put_all(raws), start=1)
    )
    reading.read([row.pk for row in rows])
    return list(InboundMail.objects.order_by("uid"))


def test_a_reply_to_an_earlier_mail_of_the_batch_joins_its_ticket(arrived: Arrived) -> None:
    first = letter("Uno.", Message_ID="<uno@correo.example>")
    reply = letter("Dos.", In_Reply_To="<uno@correo.example>")
    rows = together(arrived, first, letter("Otra cosa."), reply)
    assert [row.outcome for row in rows] == ["ticket", "ticket", "reply"]
    assert rows[2].ticket == rows[0].ticket


def test_the_same_bytes_twice_in_a_batch_are_one_message(arrived: Arrived) -> None:
    raw = letter()
    first, copy = together(arrived, raw, raw)
    assert (copy.outcome, copy.duplicate_of, copy.message) == ("duplicate", first, first.message)
    assert Ticket.objects.count() == 1


def test_a_message_id_used_twice_in_a_batch_is_said(arrived: Arrived) -> None:
    pair = (letter(text, Message_ID="<same@correo.example>") for text in ("Uno.", "Dos."))
    first, second = together(arrived, *pair)
    assert "same Message-ID" not in first.reason
    assert "same Message-ID" in second.reason


def test_one_mail_that_fails_costs_the_others_nothing(
    arrived: Arrived, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(each: Reading, known: Known) -> Placed:
        if "Dos" in each.mail.text:
            raise RuntimeError("a fault of ours")
        return placing.place(each, known)

    monkeypatch.setattr("mailbridge.inbound.deliver.place", fail)
    rows = together(arrived, letter("Uno."), letter("Dos."), letter("Tres."))
    assert [row.state for row in rows] == ["done", "stored", "done"]
    assert Ticket.objects.count() == 2


def test_what_was_tried_before_is_claimed_alone(arrived: Arrived) -> None:
    rows = together(arrived, letter("Uno."), letter("Dos."))
    InboundMail.objects.update(state="stored", retry_at=None)
    InboundMail.objects.filter(pk=rows[0].pk).update(attempts=0)
    begun = reading.begin([row.pk for row in rows])
    assert ([row.pk for row, _ in begun.orders], begun.alone) == ([rows[0].pk], [rows[1].pk])
    reading.finish(begun)
    assert set(InboundMail.objects.values_list("state", "attempts")) == {("done", 1), ("done", 2)}
    assert claim.stored_keys() == []


def old(arrived: Arrived) -> Arrived:
    """Where all that comes now counts as from before our time."""
    arrived.mailbox.starts_at = timezone.now() + dt.timedelta(days=1)
    arrived.mailbox.save()
    return arrived


def test_old_mails_of_one_thread_come_to_one_ticket_in_one_batch(arrived: Arrived) -> None:
    first = letter("Uno.", Message_ID="<uno@correo.example>")
    reply = letter("Dos.", Message_ID="<dos@correo.example>", In_Reply_To="<uno@correo.example>")
    third = letter("Tres.", In_Reply_To="<dos@correo.example>", References="<uno@correo.example>")
    rows = together(old(arrived), third, letter("Otra cosa."), first, first, reply)
    assert [row.outcome for row in rows] == ["archived"] * 3 + ["duplicate", "archived"]
    assert rows[0].ticket == rows[2].ticket == rows[3].ticket == rows[4].ticket
    assert rows[3].message == rows[2].message
    assert Ticket.objects.count() == 2


def test_one_old_mail_that_fails_costs_the_others_nothing(
    arrived: Arrived, monkeypatch: pytest.MonkeyPatch
) -> None:
    take = ArchivedThread.take

    def fail(thread: ArchivedThread, filing: Filing) -> Message:
        if "Dos" in filing.incoming.text:
            raise RuntimeError("a fault of ours")
        return take(thread, filing)

    monkeypatch.setattr(ArchivedThread, "take", fail)
    rows = together(old(arrived), letter("Uno."), letter("Dos."), letter("Tres."))
    assert [row.outcome for row in rows] == ["archived", "", "archived"]
    assert [row.state for row in rows] == ["done", "stored", "done"]


def test_a_fresh_mail_between_old_ones_finds_what_came_before_it(arrived: Arrived) -> None:
    arrived.mailbox.starts_at = timezone.now() - dt.timedelta(days=1)
    arrived.mailbox.save()
    place = {"mailbox": arrived.mailbox, "folder": "INBOX", "uidvalidity": 7}
    raws = (
        letter("Vieja.", Message_ID="<vieja@correo.example>"),
        letter("Nueva.", In_Reply_To="<vieja@correo.example>"),
        letter("Vieja también.", In_Reply_To="<vieja@correo.example>"),
    )
    for uid, (raw, days) in enumerate(zip(raws, (2, 0, 2), strict=True), start=1):
        at = timezone.now() - dt.timedelta(days=days)
        InboundMail.objects.create(**place, uid=uid, sha256=blob.put(raw), received_at=at)
    reading.read(InboundMail.objects.order_by("uid").values_list("pk", flat=True))
    rows = list(InboundMail.objects.order_by("uid"))
    assert [row.outcome for row in rows] == ["archived", "reply", "archived"]
    assert rows[0].ticket == rows[1].ticket
    assert rows[2].ticket != rows[0].ticket  # that one is work again, and no history any more
