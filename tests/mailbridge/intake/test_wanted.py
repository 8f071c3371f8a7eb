"""Mail that lies in the ledger only becomes a ticket when a person says so."""

from __future__ import annotations

from django.test import Client

from mailbridge.inbound import reading
from mailbridge.models import InboundMail
from tests.mailbridge.intake.conftest import Arrived, letter
from tickets.models import Agent, OutgoingMail, Ticket


def absence() -> bytes:
    return letter("Vuelvo el lunes.", Auto_Submitted="auto-replied", Subject="Fuera de la oficina")


def test_an_automatic_reply_becomes_a_ticket_without_an_answer(
    arrived: Arrived, olga: Agent
) -> None:
    row = arrived(absence())
    assert (row.outcome, row.ticket) == ("auto_reply", None)
    assert row.want_ticket(olga)
    reading.read([row.pk])
    row.refresh_from_db()
    assert (row.outcome, row.reason) == ("ticket", "Olga Vidal made a ticket of it.")
    assert row.message is not None
    assert row.message.kind == "customer"
    assert not OutgoingMail.objects.exists()


def test_saying_it_twice_makes_one_ticket(arrived: Arrived, olga: Agent) -> None:
    row = arrived(absence())
    assert [row.want_ticket(olga), row.want_ticket(olga)] == [True, False]
    reading.read([row.pk])
    assert not row.want_ticket(olga)
    assert Ticket.objects.count() == 1


def test_mail_that_is_a_ticket_is_not_made_another(arrived: Arrived, olga: Agent) -> None:
    row = arrived(letter())
    assert not row.want_ticket(olga)
    assert not row.may_become_ticket


def test_the_ledger_offers_it_and_does_it(arrived: Arrived, client: Client, olga: Agent) -> None:
    client.force_login(olga)
    row = arrived(absence())
    assert f"/mail/ledger/{row.pk}/ticket/" in client.get("/mail/ledger/").content.decode()
    client.post(f"/mail/ledger/{row.pk}/ticket/")
    reading.read([row.pk])
    assert f"/mail/ledger/{row.pk}/ticket/" not in client.get("/mail/ledger/").content.decode()


def test_only_administrators_may_say_it(arrived: Arrived, client: Client, luisa: Agent) -> None:
    client.force_login(luisa)
    row = arrived(absence())
    assert client.post(f"/mail/ledger/{row.pk}/ticket/").status_code == 404
    assert InboundMail.objects.get().state == "done"
