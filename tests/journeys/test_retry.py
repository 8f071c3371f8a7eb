"""A mail that nobody can read for a while: it is seen, a ticket holds its place, and Retry brings its words."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from django.db.models.functions import Now
from playwright.sync_api import Locator, Page, expect

from mailbridge.inbound.claim import ATTEMPTS
from mailbridge.models import InboundMail
from tests.dovecot import Dovecot
from tests.journeys import agent
from tests.journeys.letters import words, written
from tests.smtp_sink import SmtpSink
from tickets.models import Ticket, blob

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys"), pytest.mark.timeout(240)]
CUSTOMER = "lucia@correo.example"
QUESTION = "Me han cobrado dos veces el pedido 5512."


def test_an_administrator_has_a_mail_read_again(
    desk: Page, office: Page, dovecot: Dovecot, support: str, smtp_sink: SmtpSink
) -> None:
    raw = written(QUESTION)
    copy = on_a_disk_that_fails(raw)
    dovecot.deliver(support, raw)
    await_quarantine()
    agent.sees(desk, "Un correo que no se pudo leer")
    row = finds_it(office)
    copy.write_bytes(raw)
    row.get_by_role("button", name="Retry").click()
    expect(office.locator(".toast")).to_contain_text("read again within half a minute")
    expect(desk.locator("#conversation")).to_contain_text(QUESTION, timeout=agent.VISIBLE_MS)
    expect(desk.locator("#ticket-title")).to_have_text("Cargo doble")
    acknowledgement = words(smtp_sink.wait_for_recipient(CUSTOMER)[0])
    assert QUESTION in acknowledgement
    assert Ticket.objects.get().customer.email == CUSTOMER
    is_all_well_again(office)


def on_a_disk_that_fails(raw: bytes) -> Path:
    """Where our copy of this mail will lie, with other bytes than were written."""
    path = blob.local_path(blob.put(raw))
    path.write_bytes(b"what a broken disk gives back")
    return path


def await_quarantine() -> None:
    """The last of its tries is made at once: half a minute of pauses between them is left out."""
    deadline = time.monotonic() + agent.VISIBLE_MS / 1000
    once_tried = InboundMail.objects.filter(state="stored", attempts=1)
    while not InboundMail.objects.quarantined().exists():
        once_tried.update(attempts=ATTEMPTS - 1, retry_at=Now())
        assert time.monotonic() < deadline, list(InboundMail.objects.values())
        time.sleep(0.2)


def finds_it(office: Page) -> Locator:
    """From the page that says what is wrong to the mail itself."""
    office.reload()
    expect(office.locator("[data-finding=quarantine]")).to_contain_text("1 mail could not be read")
    office.get_by_role("link", name="Look at these mails").click()
    row = office.locator("tr[data-quarantined]")
    expect(row).to_contain_text("The stored copy is damaged")
    expect(row).to_contain_text("No customer is overlooked: a ticket holds its place.")
    return row


def is_all_well_again(office: Page) -> None:
    office.get_by_role("link", name="Is all well?").click()
    expect(office.locator(".findings")).to_contain_text("There is no mail that could not be read.")
    expect(office.locator("[data-finding=quarantine]")).to_have_count(0)
