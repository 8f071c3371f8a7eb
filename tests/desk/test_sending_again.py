"""At the desk: mail that did not arrive, and addresses to which mail is stopped."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.desk.conftest import Sheet
from tickets.models import Agent, Message, OutgoingMail, Suppression, Ticket
from tickets.models.ticket import Draft

LUCIA = "lucia@correo.example"


@pytest.fixture
def failed(ticket: Ticket, ana: Agent) -> Message:
    message = ticket.reply(ana, Draft(text="Lo miramos."))
    assert isinstance(message, Message)
    message.outgoing.move_to("failed", at=timezone.now(), error="550 Refused")
    return message


@pytest.fixture
def stopped(ticket: Ticket) -> Suppression:
    Suppression.note([LUCIA], reason="bounced", why="5.1.1 No such user")
    return Suppression.objects.get()


def test_a_failed_answer_has_a_button_that_sends_it_again(
    desk: Client, ticket: Ticket, failed: Message
) -> None:
    page = desk.get(reverse("desk:ticket", args=[ticket.number])).text
    address = reverse("desk:send_again", args=[failed.pk])
    assert f'action="{address}"' in page
    assert "It is being sent again." in desk.post(address, follow=True).text
    assert OutgoingMail.objects.get(message=failed).state == "deferred"


def test_looking_at_the_address_sends_nothing(desk: Client, failed: Message) -> None:
    assert desk.get(reverse("desk:send_again", args=[failed.pk])).status_code == 405


def test_a_second_click_says_that_there_is_nothing_to_do(desk: Client, failed: Message) -> None:
    address = reverse("desk:send_again", args=[failed.pk])
    desk.post(address)
    assert "There is nothing to send again." in desk.post(address, follow=True).text


def test_an_agent_of_another_team_finds_nothing(
    other_desk: Client, failed: Message, stopped: Suppression
) -> None:
    number = failed.ticket_id
    assert other_desk.post(reverse("desk:send_again", args=[failed.pk])).status_code == 404
    lift = other_desk.post(reverse("desk:lift", args=[number]), {"address": LUCIA})
    assert lift.status_code == 404
    assert Suppression.objects.standing(LUCIA).exists()


def test_sending_again_to_a_stopped_address_says_why_not(
    desk: Client, failed: Message, stopped: Suppression
) -> None:
    page = desk.post(reverse("desk:send_again", args=[failed.pk]), follow=True).text
    assert f"Not sent: mail to {LUCIA} is stopped." in page
    assert OutgoingMail.objects.get(message=failed).state == "failed"


@pytest.mark.usefixtures("stopped")
def test_the_sheet_warns_before_anything_is_written(desk: Client, ticket: Ticket) -> None:
    page = desk.get(reverse("desk:ticket", args=[ticket.number])).text
    assert "a reply would not be sent" in page
    assert "5.1.1 No such user" in page
    assert page.index("Send reply") < page.index(f"Allow mail to {LUCIA} again")


@pytest.mark.usefixtures("stopped")
def test_a_reply_is_stopped_with_its_words_kept(desk: Client, ticket: Ticket, sheet: Sheet) -> None:
    answer = desk.post(reverse("desk:reply", args=[ticket.number]), sheet(text="Hola, Lucía."))
    assert answer.status_code == 422
    assert ">Hola, Lucía.</textarea>" in answer.text
    assert not Message.objects.filter(kind=Message.Kind.AGENT).exists()


@pytest.mark.usefixtures("stopped")
def test_after_lifting_the_same_words_can_be_sent(
    desk: Client, ticket: Ticket, sheet: Sheet, ana: Agent
) -> None:
    words = sheet(text="Hola, Lucía.")
    lift = desk.post(reverse("desk:lift", args=[ticket.number]), {**words, "address": LUCIA})
    assert ">Hola, Lucía.</textarea>" in lift.text
    assert "a reply would not be sent" not in lift.text
    assert Suppression.objects.get().lifted_by == ana
    desk.post(reverse("desk:reply", args=[ticket.number]), words)
    assert Message.objects.filter(kind=Message.Kind.AGENT).count() == 1


def test_a_stopped_copy_is_named(desk: Client, ticket: Ticket, sheet: Sheet) -> None:
    Suppression.note(["banco@caja.example"], reason="complained", why="")
    typed = sheet(cc="otra@caja.example; Banco@caja.example")
    answer = desk.post(reverse("desk:reply", args=[ticket.number]), typed)
    assert "<bdi>banco@caja.example</bdi>" in answer.text
    assert "reported a mail of ours" in answer.text


def test_htmx_gets_the_sheet_back(
    desk: Client,
    ticket: Ticket,
    sheet: Sheet,
    stopped: Suppression,
    htmx: Callable[[str], dict[str, str]],
) -> None:
    sent = desk.post(
        reverse("desk:lift", args=[ticket.number]),
        {**sheet(text="Hola."), "address": stopped.address},
        headers=htmx("composer"),
    )
    assert sent.text.lstrip().startswith("<form")
    assert ">Hola.</textarea>" in sent.text


def test_the_history_tells_of_lifting(desk: Client, ticket: Ticket, stopped: Suppression) -> None:
    desk.post(reverse("desk:lift", args=[ticket.number]), {"address": LUCIA})
    page = desk.get(reverse("desk:ticket", args=[ticket.number])).text
    assert f"Mail to an address allowed again ({LUCIA})" in page
