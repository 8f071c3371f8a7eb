"""Mails that are read together come out as if each had been read alone."""

from __future__ import annotations

import pytest
from django.utils import timezone

from mailbridge.inbound import claim, placing, reading
from mailbridge.inbound.placing import Known, Placed, Reading
from mailbridge.models import InboundMail
from tests.mailbridge.intake.conftest import Arrived, letter
from tickets.models import Ticket, blob


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
