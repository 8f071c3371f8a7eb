"""Files of the conversation: of this ticket's public messages only, and never run (A5, A8)."""

from __future__ import annotations

from django.urls import reverse

from tests.cast import Receive
from tests.portal.conftest import Counter
from tickets.models import Agent, Attachment, Message, Ticket, blob
from tickets.models.attachment import IncomingFile
from tickets.models.share_link import new_token

PAGE = b"<script>alert(1)</script>"


def file_on(message: Message) -> Attachment:
    message.add_files((IncomingFile.stored("factura.html", "text/html", PAGE),))
    return Attachment.objects.latest("pk")


def test_a_file_comes_whole_and_as_a_download(lucia: Counter, mail: Receive) -> None:
    file = file_on(lucia.ticket.receive(mail("Adjunto.")))
    answer = lucia.look("attachment", file.pk)
    assert b"".join(answer.streaming_content) == PAGE
    assert answer["Content-Disposition"] == 'attachment; filename="factura.html"'
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert answer["Cache-Control"] == "no-store, private"


def test_a_file_of_a_note_is_not_found(lucia: Counter, ana: Agent) -> None:
    file = file_on(lucia.ticket.note(ana, "Internal."))
    assert lucia.look("attachment", file.pk).status_code == 404


def test_a_file_of_another_ticket_is_not_found(lucia: Counter, mail: Receive) -> None:
    other = Ticket.open_from(mail(), channel=lucia.ticket.channel)
    file = file_on(other.receive(mail("Adjunto.")))
    assert lucia.look("attachment", file.pk).status_code == 404


def test_a_file_without_a_valid_link_is_not_found(lucia: Counter, mail: Receive) -> None:
    file = file_on(lucia.ticket.receive(mail("Adjunto.")))
    address = reverse("portal:attachment", args=[new_token(), file.pk])
    assert lucia.browser.get(address).status_code == 404


def test_a_damaged_file_is_not_found_rather_than_another(lucia: Counter, mail: Receive) -> None:
    file = file_on(lucia.ticket.receive(mail("Adjunto.")))
    blob.local_path(file.sha256).write_bytes(b"somebody else's")
    assert lucia.look("attachment", file.pk).status_code == 404
