import pytest

from tests.cast import Receive
from tickets.models import Agent, Channel, Message, OutgoingMail, Ticket
from tickets.models.ticket import Draft


@pytest.mark.parametrize(
    "words",
    ["pedido 5512", "cobrado pedido", "cargo doble", "lucia@correo", "Lucía Pé", "COBRADOS"],
)
def test_a_ticket_is_found_by(ticket: Ticket, words: str) -> None:
    assert list(Ticket.objects.search(words)) == [ticket]


def test_a_ticket_is_found_by_its_number(ticket: Ticket) -> None:
    assert list(Ticket.objects.search(f"#{ticket.number}")) == [ticket]


@pytest.mark.parametrize("words", ["\0", "'", "%", "a & | !", "()", "-", '"', "@", "#", " "])
def test_no_search_words_raise(ticket: Ticket, words: str) -> None:
    list(Ticket.objects.search(words))


def test_agents_see_their_teams_leads_see_all(
    ticket: Ticket, ana: Agent, bruno: Agent, luisa: Agent
) -> None:
    assert ticket in Ticket.objects.visible_to(ana)
    assert ticket not in Ticket.objects.visible_to(bruno)
    assert ticket in Ticket.objects.visible_to(luisa)


def test_an_assignee_sees_the_ticket_whatever_the_team(
    ticket: Ticket, ana: Agent, bruno: Agent
) -> None:
    ticket.assign(bruno, by=ana)
    assert ticket in Ticket.objects.visible_to(bruno)


def test_a_failed_answer_shows_until_another_one_leaves(ticket: Ticket, ana: Agent) -> None:
    message = ticket.reply(ana, Draft(text="Lo miramos."))
    assert isinstance(message, Message)
    message.outgoing.move_to("failed", at=message.at, error="550 no such user")
    assert ticket in Ticket.objects.with_failed_mail()
    ticket.reply(ana, Draft(text="Segundo intento."))
    assert ticket not in Ticket.objects.with_failed_mail()


def test_what_falls_due_next_comes_first(channel: Channel, mail: Receive) -> None:
    first = Ticket.open_from(mail(), channel=channel)
    second = Ticket.open_from(mail(), channel=channel)
    OutgoingMail.objects.all().delete()
    assert list(Ticket.objects.by_due())[:2] == [first, second]
