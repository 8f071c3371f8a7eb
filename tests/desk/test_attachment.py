from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Receive
from tickets.models import Attachment, Channel, Message, Ticket
from tickets.models.attachment import IncomingFile


def attached(channel: Channel, mail: Receive, file: IncomingFile) -> str:
    ticket = Ticket.open_from(mail(files=(file,)), channel=channel)
    return reverse("desk:attachment", args=[Attachment.objects.get(message__ticket=ticket).pk])


@pytest.mark.parametrize(
    "kind", ["text/html", "image/svg+xml", "application/xhtml+xml", "text/xml"]
)
def test_what_a_browser_would_run_is_a_heap_of_bytes(
    desk: Client, channel: Channel, mail: Receive, kind: str
) -> None:
    file = IncomingFile.stored("página.html", kind, b"<script>alert(1)</script>")
    answer = desk.get(attached(channel, mail, file))
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_the_bytes_arrive_as_they_were_sent(desk: Client, channel: Channel, mail: Receive) -> None:
    file = IncomingFile.stored("extracto.pdf", "application/pdf", b"%PDF-1.4 cargo doble")
    answer = desk.get(attached(channel, mail, file))
    assert answer.getvalue() == b"%PDF-1.4 cargo doble"
    assert answer.headers["Content-Type"] == "application/pdf"


def test_a_file_is_for_those_who_see_its_ticket(
    client: Client, other_desk: Client, channel: Channel, mail: Receive
) -> None:
    address = attached(channel, mail, IncomingFile.stored("a.txt", "text/plain", b"x"))
    assert client.get(address).status_code == 302
    assert other_desk.get(address).status_code == 404


def test_a_lost_file_is_not_found_instead_of_an_error(
    desk: Client, channel: Channel, mail: Receive
) -> None:
    lost = IncomingFile(name="a.txt", content_type="text/plain", size=1, sha256="0" * 64)
    assert desk.get(attached(channel, mail, lost)).status_code == 404


def test_a_file_of_a_mail_is_listed_with_its_size(desk: Client, formatted: Message) -> None:
    file = IncomingFile.stored("lista.txt", "text/plain", b"x" * 2048)
    formatted.add_files((file,))
    page = desk.get(f"/desk/tickets/{formatted.ticket_id}/").text
    assert "lista.txt" in page
    assert "2.0\xa0KB" in page
