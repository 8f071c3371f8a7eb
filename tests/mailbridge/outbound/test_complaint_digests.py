"""The mail about a month's complaints: what it says and carries, and that it leaves once."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
from decimal import Decimal
from email.message import EmailMessage

import pytest
import time_machine

from mailbridge.outbound import once, send
from tests.cast import Receive
from tests.complaints import entered
from tests.figures import workbook
from tests.mailbridge.outbound.odd_server import OddServer
from tickets.models import (
    Agent,
    Channel,
    ComplaintCause,
    ComplaintDigest,
    ComplaintRegister,
    CorrectiveAction,
    OutgoingMail,
    Ticket,
)
from tickets.models.complaint_register import home_zone

OCTOBER = dt.datetime(2026, 10, 14, 9, 30, tzinfo=home_zone())
DUE = dt.datetime(2026, 11, 2, 8, 0, tzinfo=home_zone())


@pytest.fixture
def begun(server: OddServer, channel: Channel, luisa: Agent) -> ComplaintDigest:
    """Luisa's, of October."""
    ComplaintRegister.current().save()
    ComplaintRegister.current().analysis_readers.add(luisa)
    ComplaintDigest.begin_month(DUE)
    return ComplaintDigest.objects.get()


def complain(channel: Channel, mail: Receive, ana: Agent) -> None:
    cause = ComplaintCause(name_en="Broken on the way", name_es="Roto en el camino")
    cause.put()
    with time_machine.travel(OCTOBER, tick=False):
        ticket = Ticket.open_from(mail(received_at=OCTOBER), channel=channel)
        columns = {"cause": cause, "product": "=1+1", "cost": Decimal("12.50")}
        complaint = entered(ticket, ana, received_at=OCTOBER, **columns)
        CorrectiveAction.open_for(
            complaint, by=ana, text="Pack better", owner=ana, due_on=OCTOBER.date()
        )
    OutgoingMail.objects.update(state="accepted")


def sweep(server: OddServer, at: dt.datetime = DUE) -> list[EmailMessage]:
    """What left in all."""
    with time_machine.travel(at, tick=False):
        send.send_due()
    policy = email.policy.default
    return [email.message_from_bytes(each, EmailMessage, policy=policy) for each in server.mails]


def text(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    assert part
    return str(part.get_content())


def test_it_says_the_numbers_and_carries_the_tables(
    begun: ComplaintDigest, server: OddServer, channel: Channel, mail: Receive, ana: Agent
) -> None:
    complain(channel, mail, ana)
    Agent.objects.filter(pk=begun.agent_id).update(language="en")
    (message,) = sweep(server)
    assert message["To"] == "luisa@papeleria.example"
    assert message["Subject"] == "Complaints in October 2026: 1 (September: 0)"
    assert message["Auto-Submitted"] == "auto-generated"
    for words in (
        "Cost: €12.50 (–)", "- Broken on the way: 1 (0)", "- Pack better (Ana Ruiz",
        "/office/complaints/analysis/?from=2026-10-01&to=2026-10-31",
    ):  # fmt: skip
        assert words in text(message)
    book, table = message.iter_attachments()
    assert book.get_filename() == "complaints-2026-10.xlsx"
    sheets = workbook.read(book.get_content())
    assert sheets["Complaints"].rows[1][7] == "=1+1"
    assert not sheets["Complaints"].formulas
    assert table.get_content_type() == "text/csv"
    assert "'=1+1" in table.get_payload(decode=True).decode()  # type: ignore[union-attr]


def test_it_is_in_the_readers_language(
    begun: ComplaintDigest, server: OddServer, channel: Channel, mail: Receive, ana: Agent
) -> None:
    complain(channel, mail, ana)
    Agent.objects.filter(pk=begun.agent_id).update(language="es")
    (message,) = sweep(server)
    assert message["Subject"] == "Reclamaciones de octubre de 2026: 1 (septiembre: 0)"
    assert "- Roto en el camino: 1 (0)" in text(message)
    book, _table = message.iter_attachments()
    assert "Reclamaciones" in workbook.read(book.get_content())


def test_a_month_without_complaints_says_so(begun: ComplaintDigest, server: OddServer) -> None:
    Agent.objects.filter(pk=begun.agent_id).update(language="en")
    (message,) = sweep(server)
    assert message["Subject"] == "No complaints in October 2026"
    assert "Nobody complained in October 2026 (September: 0)." in text(message)
    assert not list(message.iter_attachments())


def test_it_leaves_once(begun: ComplaintDigest, server: OddServer) -> None:
    sweep(server)
    ComplaintDigest.begin_month(DUE)
    assert len(sweep(server)) == 1


def test_what_may_be_out_is_never_sent_again(begun: ComplaintDigest, server: OddServer) -> None:
    """As after a kill between the last step's commit and the answer of the server."""
    with time_machine.travel(DUE, tick=False):
        claimed = once.claim(ComplaintDigest.objects.unmailed())
        assert claimed
        assert once.claim(ComplaintDigest.objects.unmailed()) is None  # another worker
        once.begin(claimed)
    ComplaintDigest.objects.update(lease_until=None)
    assert not sweep(server)


@pytest.mark.parametrize("change", [{"is_active": False}, {"role": "agent"}])
def test_who_left_in_the_meantime_gets_none(
    begun: ComplaintDigest, server: OddServer, change: dict[str, object]
) -> None:
    Agent.objects.filter(pk=begun.agent_id).update(**change)
    assert not sweep(server)


def test_what_could_not_leave_within_a_week_is_no_news(
    begun: ComplaintDigest, server: OddServer
) -> None:
    assert not sweep(server, DUE + dt.timedelta(days=8))
