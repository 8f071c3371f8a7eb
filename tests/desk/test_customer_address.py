from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import Receive
from tickets.models import Channel, Customer, Message, Ticket

LUCIA = "lucia@correo.example"


@pytest.fixture
def page(mail: Receive, channel: Channel) -> str:
    """The address of a ticket whose sender could not be told."""
    ticket = Ticket.open_from(
        mail(from_addr=f"unknown-1@{Customer.UNKNOWN}", from_name="Remitente"), channel=channel
    )
    return f"/desk/tickets/{ticket.number}/"


def test_the_sheet_says_that_there_is_nobody_to_answer_to(desk: Client, page: str) -> None:
    text = desk.get(page).content.decode()
    assert "Nobody knows this customer’s mail address" in text
    assert Customer.UNKNOWN not in text


def test_a_reply_is_stopped_with_nothing_lost(desk: Client, page: str) -> None:
    answer = desk.post(f"{page}reply/", {"text": "Buenos días.", "nonce": "n1", "seen": "99999"})
    assert answer.status_code == 422
    assert "Buenos días.</textarea>" in answer.content.decode()
    assert not Message.objects.filter(kind="agent").exists()


def test_the_address_is_written_down_beside_the_customer(desk: Client, page: str) -> None:
    text = desk.post(f"{page}address/", {"email": LUCIA.upper()}, follow=True).content.decode()
    assert "From now on answers go to lucia@correo.example." in text
    assert "Nobody knows" not in text
    again = desk.post(f"{page}address/", {"email": "tom@post.example"}, follow=True)
    assert "The address is known by now: lucia@correo.example." in again.content.decode()


@pytest.mark.parametrize(
    "address", ["", "nobody", f"x@{Customer.UNKNOWN}", "hola@papeleria.example"]
)
def test_what_reaches_no_customer_is_refused(desk: Client, page: str, address: str) -> None:
    desk.post(f"{page}address/", {"email": address})
    assert Ticket.objects.get().customer.is_unknown
