"""The promises of a reply, on the sheet and beside the ticket."""

from django.test import Client
from django.urls import reverse

from tests.cast import Receive
from tests.desk.conftest import Sheet
from tickets.models import Promise, Ticket

TEXT = "Le responderemos mañana a las 10. Le llamaremos el viernes."


def send(desk: Client, ticket: Ticket, sheet: dict[str, str]) -> str:
    return desk.post(reverse("desk:reply", args=[ticket.number]), sheet, follow=True).text


def settle(desk: Client, ticket: Ticket, promise: Promise, how: str) -> str:
    address = reverse("desk:settle_promise", args=[ticket.number, promise.pk])
    return desk.post(address, {"promise": how}, follow=True).text


def test_the_sheet_says_what_it_promises(desk: Client, ticket: Ticket) -> None:
    address = reverse("desk:promises", args=[ticket.number])
    page = desk.post(address, {"text": TEXT, "mode": "reply"}).text
    assert "mañana a las 10" in page
    assert page.count('name="no_promise"') == 2


def test_a_note_promises_nothing(desk: Client, ticket: Ticket) -> None:
    address = reverse("desk:promises", args=[ticket.number])
    assert "no_promise" not in desk.post(address, {"text": TEXT, "mode": "note"}).text


def test_what_a_reply_promises_is_kept_without_a_click(
    desk: Client, ticket: Ticket, sheet: Sheet
) -> None:
    page = send(desk, ticket, sheet(text=TEXT))
    assert Promise.objects.filter(kind="written").count() == 2
    assert "mañana a las 10" in page


def test_an_agent_says_that_a_date_is_no_promise(
    desk: Client, ticket: Ticket, sheet: Sheet
) -> None:
    send(desk, ticket, {**sheet(text=TEXT), "no_promise": "el viernes"})
    assert Promise.objects.get(kind="written").words == "mañana a las 10"


def test_done_and_no_promise_settle_it(desk: Client, ticket: Ticket, sheet: Sheet) -> None:
    send(desk, ticket, sheet(text=TEXT))
    first, second = Promise.objects.filter(kind="written").order_by("due_at")
    assert "Promise kept." in settle(desk, ticket, first, "kept")
    assert "No promise any more." in settle(desk, ticket, second, "none")
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == ("kept", "withdrawn")


def test_a_promise_of_another_ticket_is_not_settled_here(
    desk: Client, ticket: Ticket, sheet: Sheet, mail: Receive
) -> None:
    send(desk, ticket, sheet(text=TEXT))
    foreign = Ticket.open_from(mail(), channel=ticket.channel)
    address = reverse(
        "desk:settle_promise", args=[foreign.number, Promise.objects.filter(kind="written")[0].pk]
    )
    assert desk.post(address, {"promise": "kept"}).status_code == 404


def test_a_holding_reply_is_one_click(desk: Client, ticket: Ticket) -> None:
    page = desk.get(reverse("desk:ticket", args=[ticket.number])).text
    assert 'data-key="w"' in page
    answer = desk.post(reverse("desk:hold", args=[ticket.number]), {"nonce": "1"}, follow=True)
    assert "The customer was told: an answer by" in answer.text
    assert Promise.objects.get(kind="held").message.nonce == "1"


def test_the_date_of_the_acknowledgement_stands_beside_the_ticket(
    desk: Client, ticket: Ticket
) -> None:
    page = desk.get(reverse("desk:ticket", args=[ticket.number])).text
    assert "Acknowledgement: " in page
    assert 'name="promise"' not in page  # only an answer keeps it
