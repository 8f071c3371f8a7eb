"""Mail that did not arrive: sent again by hand, and addresses to which nothing more is sent."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from tests.cast import Receive
from tickets.models import Agent, Channel, Event, Message, OutgoingMail, Proposal, Suppression
from tickets.models.ticket import Draft, Ticket, Undeliverable

LUCIA = "lucia@correo.example"
State = OutgoingMail.State


@pytest.fixture
def answer(ticket: Ticket, ana: Agent) -> Message:
    """Ana's answer, accepted by the mail server and then returned."""
    message = ticket.reply(ana, Draft(text="Lo miramos."))
    assert isinstance(message, Message)
    now = timezone.now()
    message.outgoing.move_to(State.ACCEPTED, at=now)
    message.outgoing.move_to(State.BOUNCED, at=now, error="5.2.2 mailbox full")
    ticket.refresh_from_db()
    return message


@pytest.fixture
def suppressed(answer: Message) -> Suppression:
    answer.outgoing.suppress([LUCIA], reason="bounced", why="No such user.")
    return Suppression.objects.get()


def test_a_returned_answer_is_queued_again_as_the_same_mail(
    ticket: Ticket, answer: Message, ana: Agent
) -> None:
    before = answer.outgoing.message_id_header
    again = ticket.send_again(answer, by=ana)
    assert isinstance(again, OutgoingMail)
    assert (again.state, again.message_id_header, again.tries) == (State.DEFERRED, before, 0)
    assert Event.objects.get(kind=Event.Kind.SENT_AGAIN).by == ana


def test_a_second_click_sends_nothing_more(ticket: Ticket, answer: Message, ana: Agent) -> None:
    ticket.send_again(answer, by=ana)
    assert ticket.send_again(answer, by=ana) is None
    assert Event.objects.filter(kind=Event.Kind.SENT_AGAIN).count() == 1


@pytest.mark.parametrize(
    "state", [State.QUEUED, State.DELIVERED, State.COMPLAINED, State.CANCELLED]
)
def test_what_arrived_or_was_not_wanted_is_not_sent_again(
    ticket: Ticket, answer: Message, ana: Agent, state: str
) -> None:
    OutgoingMail.objects.filter(message=answer).update(state=state)
    assert ticket.send_again(answer, by=ana) is None


def test_the_ticket_waits_for_the_customer_again(
    ticket: Ticket, answer: Message, ana: Agent
) -> None:
    assert ticket.status == "open"
    ticket.send_again(answer, by=ana)
    ticket.refresh_from_db()
    assert ticket.status == "waiting"


def test_the_ticket_stays_open_when_the_customer_wrote_meanwhile(
    ticket: Ticket, answer: Message, ana: Agent, mail: Receive
) -> None:
    ticket.receive(mail("¿Hay novedades?"))
    ticket.send_again(answer, by=ana)
    ticket.refresh_from_db()
    assert ticket.status == "open"


def test_a_failure_of_the_time_before_changes_nothing(
    ticket: Ticket, answer: Message, ana: Agent
) -> None:
    mail = ticket.send_again(answer, by=ana)
    assert isinstance(mail, OutgoingMail)
    assert not mail.move_to(State.BOUNCED, at=timezone.now() - dt.timedelta(minutes=5))
    assert mail.move_to(State.BOUNCED, at=timezone.now() + dt.timedelta(minutes=5))


def test_only_recipients_of_the_mail_are_suppressed(answer: Message) -> None:
    answer.outgoing.suppress(["LUCIA@correo.example", "x@otro.example"], reason="bounced", why="")
    assert [each.address for each in Suppression.objects.all()] == [LUCIA]


def test_a_report_that_names_nobody_means_the_only_recipient(answer: Message) -> None:
    answer.outgoing.suppress([], reason="bounced", why="")
    assert Suppression.objects.standing(LUCIA).exists()


def test_a_second_report_leaves_one_suppression(answer: Message, suppressed: Suppression) -> None:
    answer.outgoing.suppress([LUCIA], reason="complained", why="")
    assert list(Suppression.objects.all()) == [suppressed]


@pytest.mark.usefixtures("suppressed")
def test_a_new_ticket_is_not_acknowledged_and_says_why(channel: Channel, mail: Receive) -> None:
    ticket = Ticket.open_from(mail(), channel=channel)
    assert not OutgoingMail.objects.filter(ticket=ticket).exists()
    assert LUCIA in Event.objects.get(ticket=ticket, kind="not_acknowledged").data["why"]


@pytest.mark.usefixtures("suppressed")
def test_a_reply_is_stopped_and_nothing_is_written(ticket: Ticket, ana: Agent) -> None:
    count = Message.objects.count()
    stopped = ticket.reply(ana, Draft(text="¿Otra dirección?"))
    assert isinstance(stopped, Undeliverable)
    assert Message.objects.count() == count


@pytest.mark.usefixtures("suppressed")
def test_a_copy_to_a_suppressed_address_is_stopped_too(ticket: Ticket, ana: Agent) -> None:
    draft = Draft(text="Hola", to=("otra@correo.example",), bcc=(LUCIA.upper(),))
    assert isinstance(ticket.propose(ana, draft), Undeliverable)


def test_sending_again_is_stopped_until_it_is_lifted(
    ticket: Ticket, answer: Message, ana: Agent, suppressed: Suppression
) -> None:
    assert isinstance(ticket.send_again(answer, by=ana), Undeliverable)
    assert ticket.allow_mail_to(suppressed.address, by=ana)
    assert isinstance(ticket.send_again(answer, by=ana), OutgoingMail)


def test_lifting_is_recorded_and_a_new_bounce_suppresses_anew(
    ticket: Ticket, answer: Message, ana: Agent, suppressed: Suppression
) -> None:
    ticket.allow_mail_to(LUCIA, by=ana)
    suppressed.refresh_from_db()
    assert suppressed.lifted_by == ana
    assert Event.objects.get(kind="suppression_lifted").data["why"] == LUCIA
    assert not ticket.allow_mail_to(LUCIA, by=ana)
    answer.outgoing.suppress([LUCIA], reason="bounced", why="")
    assert Suppression.objects.standing(LUCIA).exists()


def test_a_proposal_still_closes_in_silence_but_writes_nothing(
    ticket: Ticket, ana: Agent, answer: Message
) -> None:
    offered = ticket.propose(ana, Draft(text="Le devolvemos 20 €."))
    assert isinstance(offered, Proposal)
    answer.outgoing.suppress([LUCIA], reason="complained", why="")
    sent = OutgoingMail.objects.count()
    assert ticket.remind(offered)
    assert ticket.lapse(offered)
    assert OutgoingMail.objects.count() == sent
    assert Event.objects.filter(ticket=ticket, kind=Event.Kind.NOT_SENT).count() == 2


def test_a_failed_proposal_is_put_before_the_customer_again(ticket: Ticket, ana: Agent) -> None:
    offered = ticket.propose(ana, Draft(text="Le devolvemos 20 €."))
    assert isinstance(offered, Proposal)
    offered.message.outgoing.move_to(State.FAILED, at=timezone.now(), error="550 refused")
    ticket.send_again(offered.message, by=ana)
    ticket.refresh_from_db()
    assert ticket.status == "proposed"


def test_a_mail_that_a_sender_took_meanwhile_is_left_to_it(answer: Message) -> None:
    stale = OutgoingMail.objects.get(message=answer)
    OutgoingMail.objects.filter(message=answer).update(state=State.HANDING_OVER)
    assert not stale.requeue()
    assert stale.state == State.HANDING_OVER
