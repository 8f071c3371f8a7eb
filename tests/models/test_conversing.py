import pytest

from tests.cast import Receive
from tickets.models import Agent, Channel, Clock, Message, OutgoingMail, Ticket
from tickets.models.ticket import Draft, MovedOn


def test_a_mail_becomes_a_ticket_with_its_procedure_and_clocks(ticket: Ticket) -> None:
    assert ticket.status == "new"
    assert ticket.number > 20000
    assert [stop.state for stop in ticket.line_of_stops()] == ["current", "ahead", "ahead"]
    kinds = set(ticket.clocks.values_list("kind", flat=True))
    assert kinds == {Clock.Kind.FIRST_RESPONSE, Clock.Kind.RESOLUTION, Clock.Kind.STEP}


def test_the_same_mail_twice_is_one_ticket(channel: Channel, mail: Receive) -> None:
    incoming = mail()
    first = Ticket.open_from(incoming, channel=channel)
    second = Ticket.open_from(incoming, channel=channel)
    assert first == second
    assert Message.objects.filter(kind="customer").count() == 1


def test_the_same_mail_joins_a_ticket_once(ticket: Ticket, mail: Receive) -> None:
    incoming = mail("¿Hay novedades?")
    assert ticket.receive(incoming) == ticket.receive(incoming)


def test_a_reply_waits_for_the_customer_and_claims_the_ticket(ticket: Ticket, ana: Agent) -> None:
    ticket.reply(ana, Draft(text="Buenos días, Lucía: lo estamos comprobando."))
    ticket.refresh_from_db()
    assert (ticket.status, ticket.assignee) == ("waiting", ana)


def test_a_reply_answers_the_customers_mail(ticket: Ticket, ana: Agent) -> None:
    heard = ticket.messages.get(kind="customer")
    message = ticket.reply(ana, Draft(text="Lo miramos."))
    assert isinstance(message, Message)
    assert message.outgoing.references[-1] == heard.message_id
    assert message.outgoing.message_id_header.startswith(f"<t{ticket.number}.")


def test_a_double_click_is_one_reply(ticket: Ticket, ana: Agent) -> None:
    draft = Draft(text="Lo miramos.", nonce="n1")
    assert ticket.reply(ana, draft) == ticket.reply(ana, draft)
    assert OutgoingMail.objects.filter(kind="reply").count() == 1


def test_a_stale_reply_is_stopped_and_nothing_is_sent(
    ticket: Ticket, ana: Agent, mail: Receive
) -> None:
    seen = ticket.newest_message_id()
    newer = ticket.receive(mail("Ya me han devuelto uno."))
    assert ticket.reply(ana, Draft(text="Lo miramos.", seen=seen)) == MovedOn((newer,))
    assert not OutgoingMail.objects.filter(kind="reply").exists()


def test_a_reply_can_be_taken_back_before_it_leaves(ticket: Ticket, ana: Agent) -> None:
    message = ticket.reply(ana, Draft(text="Lo miramos."))
    assert isinstance(message, Message)
    assert ticket.take_back(message, by=ana)
    ticket.refresh_from_db()
    assert ticket.status == "open"
    assert message.outgoing.state == "queued"  # as it was loaded
    message.outgoing.refresh_from_db()
    assert message.outgoing.state == "cancelled"


def test_a_reply_that_has_left_cannot_be_taken_back(ticket: Ticket, ana: Agent) -> None:
    message = ticket.reply(ana, Draft(text="Lo miramos."))
    assert isinstance(message, Message)
    OutgoingMail.objects.filter(message=message).update(state="sending")
    assert not ticket.take_back(message, by=ana)


def test_a_customers_message_opens_a_waiting_ticket(
    ticket: Ticket, ana: Agent, mail: Receive
) -> None:
    ticket.reply(ana, Draft(text="¿Nos manda el extracto?"))
    ticket.receive(mail("Aquí está."))
    ticket.refresh_from_db()
    assert (ticket.status, ticket.excerpt) == ("open", "Aquí está.")


@pytest.mark.parametrize("kind", ["auto_reply", "bounce"])
def test_robots_do_not_open_a_waiting_ticket(
    ticket: Ticket, ana: Agent, mail: Receive, kind: str
) -> None:
    ticket.reply(ana, Draft(text="¿Nos manda el extracto?"))
    ticket.receive(mail("Estoy fuera de la oficina.", kind=kind))
    ticket.refresh_from_db()
    assert ticket.status == "waiting"
    assert ticket.excerpt != "Estoy fuera de la oficina."


def test_what_a_stranger_sends_is_held_from_the_customer(ticket: Ticket, mail: Receive) -> None:
    message = ticket.receive(mail("Su código es 1234", kind="third_party"))
    assert message.held_at
    assert message not in ticket.messages.public()


def test_a_note_never_is_public(ticket: Ticket, ana: Agent) -> None:
    note = ticket.note(ana, "El cliente ya llamó ayer.")
    assert note not in ticket.messages.public()
    assert not OutgoingMail.objects.filter(message=note).exists()
