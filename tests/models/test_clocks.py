import datetime as dt

import time_machine

from tests.cast import MONDAY, Receive
from tickets.models import Agent, Category, Channel, Clock, Message, OutgoingMail, Ticket
from tickets.models.ticket import Draft
from tickets.tasks import watch_clocks

HOUR = dt.timedelta(hours=1)


def opened(channel: Channel, mail: Receive) -> Ticket:
    return Ticket.open_from(mail(received_at=MONDAY), channel=channel)


def answered(ticket: Ticket, agent: Agent, text: str = "Lo miramos.") -> OutgoingMail:
    message = ticket.reply(agent, Draft(text=text))
    assert isinstance(message, Message)
    return message.outgoing


def clock(ticket: Ticket, kind: str) -> Clock:
    found = ticket.clocks.filter(kind=kind).order_by("pk").last()
    assert found
    return found


def test_a_mail_of_the_night_is_due_in_the_morning(channel: Channel, mail: Receive) -> None:
    sunday_night = MONDAY - dt.timedelta(hours=10)
    ticket = Ticket.open_from(mail(received_at=sunday_night), channel=channel)
    assert ticket.next_due_at == MONDAY.replace(hour=12, minute=0)  # 13:00 in Madrid


@time_machine.travel(MONDAY + HOUR, tick=False)
def test_the_response_clock_stops_when_the_answer_has_left(
    channel: Channel, mail: Receive, ana: Agent
) -> None:
    ticket = opened(channel, mail)
    outgoing = answered(ticket, ana)
    assert clock(ticket, "first_response").stopped_at is None
    outgoing.move_to("accepted", at=MONDAY + HOUR)
    stopped = clock(ticket, "first_response")
    assert (stopped.business_seconds, stopped.calendar_seconds) == (3600, 3600)
    assert stopped.agent == ana


@time_machine.travel(MONDAY + HOUR, tick=False)
def test_an_answer_that_came_back_does_not_stop_the_clock(
    channel: Channel, mail: Receive, ana: Agent
) -> None:
    ticket = opened(channel, mail)
    outgoing = answered(ticket, ana)
    outgoing.move_to("accepted", at=MONDAY + HOUR)
    outgoing.move_to("bounced", at=MONDAY + 2 * HOUR, error="No such mailbox")
    ticket.refresh_from_db()
    assert ticket.status == "open"
    assert clock(ticket, "first_response").stopped_at is None
    assert ticket.next_due_at


def test_the_acknowledgement_stops_no_clock(channel: Channel, mail: Receive) -> None:
    ticket = opened(channel, mail)
    OutgoingMail.objects.get(ticket=ticket).move_to("accepted", at=MONDAY)
    assert clock(ticket, "first_response").stopped_at is None


def test_waiting_for_the_customer_pauses_the_resolution(
    channel: Channel, category: Category, mail: Receive, ana: Agent
) -> None:
    with time_machine.travel(MONDAY + HOUR, tick=False):
        ticket = opened(channel, mail)
        before = clock(ticket, "resolution").due_at
        answered(ticket, ana).move_to("accepted", at=MONDAY + HOUR)
    ticket.receive(mail("Aquí está.", received_at=MONDAY + 3 * HOUR))
    paused = clock(ticket, "resolution")
    assert paused.paused_business_seconds == 2 * 3600
    assert paused.due_at == before + 2 * HOUR
    assert clock(ticket, "next_response").started_at == MONDAY + 3 * HOUR


def test_a_late_webhook_does_not_move_a_delivery_back(
    channel: Channel, mail: Receive, ana: Agent
) -> None:
    outgoing = answered(opened(channel, mail), ana)
    assert outgoing.move_to("delivered", at=MONDAY)
    assert not outgoing.move_to("accepted", at=MONDAY)
    assert outgoing.state == "delivered"


def test_a_missed_target_is_recorded_once(channel: Channel, mail: Receive) -> None:
    ticket = opened(channel, mail)
    with time_machine.travel(MONDAY + dt.timedelta(days=1), tick=False):
        watch_clocks()
        watch_clocks()
    assert ticket.events.filter(kind="breached").count() == 1
    assert clock(ticket, "first_response").breached_at == MONDAY + 4 * HOUR


def test_a_nearing_target_is_announced_once(channel: Channel, mail: Receive, luisa: Agent) -> None:
    ticket = opened(channel, mail)
    with time_machine.travel(MONDAY + 4 * HOUR - dt.timedelta(minutes=10), tick=False):
        watch_clocks()
        watch_clocks()
    assert ticket.events.filter(kind="due_soon").count() == 1
