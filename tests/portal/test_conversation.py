"""The conversation comes in parts; each message whole, and everything together to print."""

from __future__ import annotations

import re

import pytest

from tests.cast import Receive
from tests.portal.conftest import Counter
from tests.portal.test_weight import LIMIT
from tickets.models import Agent, Message, Ticket
from tickets.portal.conversation import LATEST, LONGEST_ENTRY


@pytest.fixture
def thirty(lucia: Counter, mail: Receive) -> Counter:
    """Lucía wrote thirty times more."""
    for number in range(30):
        lucia.ticket.receive(mail(f"Mensaje-{number}."))
    return lucia


def test_every_message_stands_on_one_of_the_parts(thirty: Counter) -> None:
    words, shown = thirty.words(), list[str]()
    while True:
        shown = re.findall(r"Mensaje-\d+\.", words) + shown
        before = re.search(r"\?before=(\d+)", words)
        if not before:
            break
        words = thirty.look(before=before[1]).content.decode()
    assert shown == [f"Mensaje-{number}." for number in range(30)]


def test_a_part_leads_back_to_the_newest(thirty: Counter) -> None:
    newest = thirty.words()
    assert newest.count('class="message"') == LATEST
    assert "Mensajes más recientes" not in newest
    before = re.search(r"\?before=(\d+)", newest)
    assert before
    assert "Mensajes más recientes" in thirty.look(before=before[1]).content.decode()


@pytest.mark.parametrize("before", ["x", "-1", "0", "9" * 30, "\0"])
def test_an_unreadable_place_is_the_newest_part(thirty: Counter, before: str) -> None:
    assert "Mensaje-29." in thirty.look(before=before).content.decode()


def test_no_place_of_another_ticket_is_taken(thirty: Counter, mail: Receive) -> None:
    other = Ticket.open_from(mail(from_addr="otto@x.example"), channel=thirty.ticket.channel)
    place = other.messages.order_by("pk").first()
    assert place
    assert "Mensaje-29." in thirty.look(before=str(place.pk)).content.decode()


def test_a_very_long_message_stands_whole_on_a_page_of_its_own(
    lucia: Counter, mail: Receive
) -> None:
    lucia.ticket.receive(mail("largo " * LONGEST_ENTRY + "fin-del-mensaje"))
    page = lucia.look()
    assert len(page.content) < LIMIT
    assert "fin-del-mensaje" not in page.content.decode()
    address = re.search(r'href="([^"]+/message/\d+/)"', page.content.decode())
    assert address
    assert "fin-del-mensaje" in lucia.browser.get(address[1]).content.decode()


def test_no_note_held_or_foreign_message_has_a_page(
    lucia: Counter, ana: Agent, mail: Receive
) -> None:
    lucia.ticket.note(ana, "canary")
    lucia.ticket.receive(mail("canary", from_addr="noreply@saas.example", kind="third_party"))
    Ticket.open_from(mail("canary", from_addr="otto@x.example"), channel=lucia.ticket.channel)
    hidden = Message.objects.filter(text="canary")
    assert hidden.count() == 3
    for each in hidden:
        assert lucia.look("message", each.pk).status_code == 404
    assert "canary" not in lucia.look("paper").content.decode()


def test_the_paper_has_every_word_and_nothing_to_press(thirty: Counter) -> None:
    words = thirty.look("paper").content.decode()
    assert all(f"Mensaje-{number}." in words for number in range(30))
    assert "Comprobado" in words
    assert not re.search(r"<(form|button|input|details)\b|class=\"button", words)
