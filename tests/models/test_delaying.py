"""The customer is told before a promised date is missed, with a new one, once (R5).

Lucía's ticket came on Monday at 9:30; she was promised an answer by 13:30.
"""

from __future__ import annotations

import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine
from django.db import connection

from tests.cast import MONDAY, Receive
from tickets.models import (
    Agent,
    Channel,
    Clock,
    Message,
    Notice,
    OutgoingMail,
    Promise,
    Suppression,
    Ticket,
)
from tickets.models.promise_watch import PromiseWatch
from tickets.models.ticket import Draft

MINUTE, HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)
DUE = MONDAY + 4 * HOUR
LAST_CALL = DUE - 15 * MINUTE
TOMORROW = DUE + dt.timedelta(days=1) - HOUR  # eight working hours after the date was due


@pytest.fixture
def monday(channel: Channel, mail: Receive, luisa: Agent, ana: Agent) -> Ticket:
    with time_machine.travel(MONDAY, tick=False):
        ticket = Ticket.open_from(mail(received_at=MONDAY), channel=channel)
        ticket.assign(ana, by=ana)
    return ticket


def look(at: dt.datetime) -> list[OutgoingMail]:
    """What customers were told of delays until now."""
    with time_machine.travel(at, tick=False):
        PromiseWatch(at).look()
    return list(OutgoingMail.objects.filter(kind="delay").order_by("pk"))


def answered(ticket: Ticket, agent: Agent, at: dt.datetime) -> Message:
    with time_machine.travel(at, tick=False):
        message = ticket.reply(agent, Draft(text="Ya está devuelto."))
    assert isinstance(message, Message)
    return message


def promise(kind: str = "acknowledged") -> Promise:
    return Promise.objects.get(kind=kind)


def test_the_customer_is_told_in_time_and_once(monday: Ticket) -> None:
    assert look(LAST_CALL - MINUTE) == []
    (told,) = look(LAST_CALL)
    assert look(LAST_CALL + MINUTE) == [told]
    assert "hoy a las 13:30" in told.text
    assert "mañana, martes 17 de noviembre, a las 12:30" in told.text


def test_the_new_date_takes_the_place_of_the_old_one(monday: Ticket) -> None:
    look(LAST_CALL)
    later = promise("delayed")
    assert (later.due_at, later.agent, later.state) == (TOMORROW, None, "open")
    assert (promise().state, promise().renewed_by) == ("renewed", later)
    assert monday.response_due_at() == TOMORROW


def test_it_improves_no_figure_of_the_clocks(monday: Ticket) -> None:
    look(LAST_CALL)
    assert Clock.objects.get(kind="first_response").due_at == DUE


def test_what_was_put_off_once_is_kept_or_missed(monday: Ticket) -> None:
    look(LAST_CALL)
    assert len(look(TOMORROW - MINUTE)) == 1
    look(TOMORROW + MINUTE)
    assert promise("delayed").state == "missed"


def test_the_agent_sees_that_it_went(monday: Ticket, ana: Agent) -> None:
    look(LAST_CALL)
    notice = Notice.objects.calling(ana).get(key__contains="told")
    assert "mañana, martes 17 de noviembre, a las 12:30" in notice.text
    assert monday.events.filter(kind="delay_told").exists()
    assert monday.customer_conversation().filter(text__contains="disculpas").exists()


def test_of_a_ticket_that_nobody_has_the_leads_are_told(monday: Ticket, ana: Agent) -> None:
    monday.release(ana)
    look(LAST_CALL)
    assert [each.agent.first_name for each in Notice.objects.all()] == ["Luisa"]


def test_an_answer_on_its_way_needs_no_excuse(monday: Ticket, ana: Agent) -> None:
    answer = answered(monday, ana, LAST_CALL - MINUTE)
    assert look(LAST_CALL) == []
    answer.outgoing.move_to("accepted", at=LAST_CALL + MINUTE)
    assert promise().state == "kept"


def test_an_answer_taken_back_is_none(monday: Ticket, ana: Agent) -> None:
    answer = answered(monday, ana, LAST_CALL - MINUTE)
    look(LAST_CALL)
    assert monday.take_back(answer, by=ana)
    assert len(look(LAST_CALL + MINUTE)) == 1


def test_a_date_in_an_agents_words_is_put_off_too(monday: Ticket, ana: Agent) -> None:
    answered(monday, ana, MONDAY).outgoing.move_to("accepted", at=MONDAY)
    with time_machine.travel(MONDAY, tick=False):
        text = "Le devolvemos el dinero mañana a las 10."
        monday.reply(ana, Draft(text=text, promises=monday.promises_in(text)))
    OutgoingMail.objects.update(state="accepted")
    tomorrow_at_ten = MONDAY.replace(day=17, hour=9, minute=0)
    (told,) = look(tomorrow_at_ten - 15 * MINUTE)
    assert "hoy a las 10:00" in told.text
    assert promise("written").state == "renewed"


def test_a_channel_may_turn_it_off(monday: Ticket) -> None:
    Channel.objects.update(delay_seconds=0)
    assert look(LAST_CALL) == []


def test_nobody_is_told_whose_mail_comes_back(monday: Ticket) -> None:
    Suppression.objects.create(address="lucia@correo.example", reason="bounced")
    assert look(LAST_CALL) == look(LAST_CALL + MINUTE) == []
    assert monday.events.filter(kind="not_sent").count() == 1
    look(DUE + MINUTE)
    assert promise().state == "missed"


def test_robots_are_told_nothing(channel: Channel, mail: Receive, ana: Agent) -> None:
    with time_machine.travel(MONDAY, tick=False):
        ticket = Ticket.open_from(mail(no_ack_reason="It is a mailing list."), channel=channel)
        ticket.hold(ana, nonce="1")
    assert look(promise("held").due_at - MINUTE) == []


def test_nobody_waits_on_a_closed_ticket(monday: Ticket, ana: Agent) -> None:
    monday.close(ana, why="Escribió dos veces.")
    assert look(LAST_CALL) == []


def test_a_ticket_merged_into_another_customers_has_nothing_told_to_them(
    monday: Ticket, channel: Channel, mail: Receive, ana: Agent
) -> None:
    with time_machine.travel(MONDAY + HOUR, tick=False):
        hers = mail(from_addr="eva@correo.example", received_at=MONDAY + HOUR)
        eva = Ticket.open_from(hers, channel=channel)
        monday.merge_into(eva, by=ana)
    assert look(LAST_CALL) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_round", range(3))
def test_an_answer_at_the_same_moment_and_the_news_are_never_both_right(
    monday: Ticket, ana: Agent, _round: int
) -> None:
    """Two sweeps and the agent's holding reply want the same promise: one of them has it."""
    begin = threading.Barrier(3)

    def sweep() -> None:
        begin.wait()
        PromiseWatch(LAST_CALL).look()
        connection.close()

    def hold() -> None:
        begin.wait()
        Ticket.objects.get(pk=monday.pk).hold(ana, nonce="1")
        connection.close()

    with time_machine.travel(LAST_CALL, tick=False), ThreadPoolExecutor(3) as pool:
        for done in [pool.submit(sweep), pool.submit(sweep), pool.submit(hold)]:
            done.result()
    assert promise().state == "renewed"
    assert OutgoingMail.objects.filter(kind="delay").count() <= 1
    assert Promise.objects.open().count() == 1
    assert not Promise.objects.filter(state__in=("kept", "missed")).exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_round", range(3))
def test_an_answer_handed_over_at_the_same_moment_wins_or_comes_after(
    monday: Ticket, ana: Agent, _round: int
) -> None:
    answer = answered(monday, ana, LAST_CALL - MINUTE)
    begin = threading.Barrier(2)

    def sweep() -> None:
        begin.wait()
        PromiseWatch(LAST_CALL).look()
        connection.close()

    def hand_over() -> None:
        begin.wait()
        OutgoingMail.objects.get(message=answer).move_to("accepted", at=LAST_CALL)
        connection.close()

    with time_machine.travel(LAST_CALL, tick=False), ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(sweep), pool.submit(hand_over)]:
            done.result()
    assert promise().state == "kept"
    assert not OutgoingMail.objects.filter(kind="delay").exists()
