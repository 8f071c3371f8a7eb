from __future__ import annotations

from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from tests.cast import Receive
from tests.desk.conftest import Sheet
from tickets.models import Agent, Attachment, Message, OutgoingMail, Proposal, Ticket

AGENT = Message.Kind.AGENT


def reply(desk: Client, ticket: Ticket, sheet: dict[str, str], **extra: dict[str, str]) -> str:
    answer = desk.post(reverse("desk:reply", args=[ticket.number]), sheet, follow=True, **extra)  # type: ignore[arg-type]
    return answer.text


def test_a_reply_is_queued_and_waits_for_the_customer(
    desk: Client, ticket: Ticket, sheet: Sheet
) -> None:
    page = reply(desk, ticket, sheet(cc="Marta@correo.example"))
    mail = OutgoingMail.objects.get(kind=OutgoingMail.Kind.REPLY)
    ticket.refresh_from_db()
    assert (mail.to, mail.cc) == (["lucia@correo.example"], ["marta@correo.example"])
    assert ticket.status == "waiting"
    assert "Reply sent." in page


def test_a_double_click_is_one_reply(desk: Client, ticket: Ticket, sheet: Sheet) -> None:
    same = sheet()
    reply(desk, ticket, same)
    reply(desk, ticket, same)
    assert Message.objects.filter(kind=AGENT).count() == 1


def test_a_reply_to_a_conversation_that_moved_on_is_stopped(
    desk: Client, ticket: Ticket, sheet: Sheet, mail: Receive
) -> None:
    begun = sheet(text="Lo miramos.")
    ticket.receive(mail("Ya no hace falta."))
    page = reply(desk, ticket, begun)
    assert "Nothing was sent." in page
    assert "Ya no hace falta." in page
    assert ">Lo miramos.</textarea>" in page
    assert not Message.objects.filter(kind=AGENT).exists()


def test_a_stopped_reply_can_be_sent_after_reading_the_news(
    desk: Client, ticket: Ticket, sheet: Sheet, mail: Receive
) -> None:
    begun = sheet()
    newer = ticket.receive(mail("Ya no hace falta."))
    assert f'name="seen" value="{newer.pk}"' in reply(desk, ticket, begun)
    reply(desk, ticket, {**begun, "seen": str(newer.pk)})
    assert Message.objects.filter(kind=AGENT).count() == 1


def test_an_empty_reply_is_refused_in_words(desk: Client, ticket: Ticket, sheet: Sheet) -> None:
    answer = desk.post(reverse("desk:reply", args=[ticket.number]), sheet(text=" "))
    assert answer.status_code == 422
    assert "Nothing is written yet." in answer.text


def test_a_wrong_address_is_named_and_the_text_is_kept(
    desk: Client, ticket: Ticket, sheet: Sheet
) -> None:
    page = reply(desk, ticket, sheet(cc="nobody", text="Hoy mismo, Lucía."))
    assert "“nobody” is not a mail address." in page
    assert ">Hoy mismo, Lucía.</textarea>" in page


def test_files_leave_with_the_reply(desk: Client, ticket: Ticket, sheet: Sheet) -> None:
    file = SimpleUploadedFile("factura.pdf", b"%PDF-1.4", "application/pdf")
    desk.post(reverse("desk:reply", args=[ticket.number]), {**sheet(), "uploads": [file]})
    assert Attachment.objects.get(message__kind=AGENT).content() == b"%PDF-1.4"


def test_files_that_are_too_large_are_refused(
    desk: Client, ticket: Ticket, sheet: Sheet, settings: Settings
) -> None:
    settings.UPLOAD_SIZE_LIMIT = 1024 * 1024
    file = SimpleUploadedFile("foto.png", b"x" * (1024 * 1024 + 1))
    address = reverse("desk:reply", args=[ticket.number])
    answer = desk.post(address, {**sheet(), "uploads": [file]})
    assert "The files are larger than 1 MB together." in answer.text


def test_proposing_is_a_reply_that_asks_for_a_yes(
    desk: Client, ticket: Ticket, sheet: Sheet
) -> None:
    page = reply(desk, ticket, sheet(then="propose"))
    ticket.refresh_from_db()
    assert ticket.status == "proposed"
    assert Proposal.objects.get(ticket=ticket).state == "offered"
    assert "Resolution proposed." in page


def test_undo_takes_the_reply_back_and_returns_its_words(
    desk: Client, ticket: Ticket, sheet: Sheet
) -> None:
    reply(desk, ticket, sheet(text="Perdón, me equivoqué."))
    message = Message.objects.get(kind=AGENT)
    page = desk.post(reverse("desk:undo", args=[message.pk]), follow=True).text
    assert OutgoingMail.objects.get(message=message).state == "cancelled"
    assert ">Perdón, me equivoqué.</textarea>" in page


def test_undo_says_when_it_is_too_late(desk: Client, ticket: Ticket, sheet: Sheet) -> None:
    reply(desk, ticket, sheet())
    message = Message.objects.get(kind=AGENT)
    OutgoingMail.objects.filter(message=message).update(state=OutgoingMail.State.ACCEPTED)
    page = desk.post(reverse("desk:undo", args=[message.pk]), follow=True).text
    assert "Too late: the reply has left." in page


def test_nobody_takes_back_a_colleagues_reply(
    client: Client, luisa: Agent, desk: Client, ticket: Ticket, sheet: Sheet
) -> None:
    reply(desk, ticket, sheet())
    client.force_login(luisa)
    address = reverse("desk:undo", args=[Message.objects.get(kind=AGENT).pk])
    assert client.post(address).status_code == 404


def test_htmx_gets_a_fresh_sheet_and_the_conversation(
    desk: Client, ticket: Ticket, sheet: Sheet, htmx: Callable[[str], dict[str, str]]
) -> None:
    address = reverse("desk:reply", args=[ticket.number])
    answer = desk.post(address, sheet(), headers=htmx("composer"))
    assert answer.headers["HX-Trigger"] == "written"
    assert 'value="first-sheet"' not in answer.text
    assert 'hx-swap-oob="innerHTML"' in answer.text


def test_a_canned_response_comes_filled_in_below_what_is_written(
    desk: Client, ticket: Ticket, sheet: Sheet
) -> None:
    from tickets.models import CannedResponse

    canned = CannedResponse.objects.create(title="Saludo", body_es="Hola, {name}. {agent} {number}")
    address = reverse("desk:canned_response", args=[ticket.number])
    page = desk.post(address, {**sheet(text="Antes /"), "canned": str(canned.pk)}).text
    assert f">Antes\n\nHola, Lucía Pérez. Ana {ticket.number}</textarea>" in page
