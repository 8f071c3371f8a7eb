"""The dates that we gave a customer: kept, missed, warned of (R5)."""

import datetime as dt

import pytest
import time_machine
from django.db import IntegrityError

from tests.cast import MONDAY, Receive
from tickets.models import Agent, Channel, Message, Notice, Promise, Proposal, Ticket
from tickets.models.promise_watch import PromiseWatch
from tickets.models.ticket import Draft
from tickets.models.usual_wait import UsualWait

HOUR = dt.timedelta(hours=1)
PROMISE = "Le responderemos mañana a las 10."
TOMORROW = MONDAY.replace(day=17, hour=9, minute=0)  # 10:00 in Madrid

pytestmark = pytest.mark.usefixtures("on_monday")


@pytest.fixture
def on_monday() -> object:
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def ticket(channel: Channel, mail: Receive) -> Ticket:
    return Ticket.open_from(mail(received_at=MONDAY), channel=channel)


def written(ticket: Ticket, agent: Agent, text: str) -> Message:
    message = ticket.reply(agent, Draft(text=text, promises=ticket.promises_in(text)))
    assert isinstance(message, Message)
    return message


def left(message: Message, at: dt.datetime) -> None:
    message.outgoing.move_to("accepted", at=at)


def promise(kind: str = "written") -> Promise:
    return Promise.objects.get(kind=kind)


def test_a_date_in_a_reply_is_a_promise(ticket: Ticket, ana: Agent) -> None:
    written(ticket, ana, PROMISE)
    assert (promise().words, promise().due_at) == ("mañana a las 10", TOMORROW)
    assert (promise().agent, promise().state) == (ana, "open")


def test_the_list_is_sorted_by_what_was_promised_too(ticket: Ticket, ana: Agent) -> None:
    left(written(ticket, ana, "Le respondo en 30 minutos."), MONDAY)
    ticket.refresh_from_db()
    assert ticket.next_due_at == MONDAY + HOUR / 2


def test_a_promise_is_not_kept_by_the_mail_that_gives_it(ticket: Ticket, ana: Agent) -> None:
    left(written(ticket, ana, PROMISE), MONDAY + HOUR)
    assert promise().state == "open"


def test_writing_again_in_time_keeps_it(ticket: Ticket, ana: Agent) -> None:
    written(ticket, ana, PROMISE)
    left(written(ticket, ana, "Ya está devuelto."), MONDAY + HOUR)
    assert (promise().state, promise().settled_at) == ("kept", MONDAY + HOUR)


def test_writing_again_too_late_does_not(ticket: Ticket, ana: Agent) -> None:
    written(ticket, ana, PROMISE)
    left(written(ticket, ana, "Ya está devuelto."), TOMORROW + HOUR)
    assert (promise().state, promise().settled_at) == ("missed", TOMORROW)


def test_a_promise_that_nobody_kept_is_missed_once(ticket: Ticket, ana: Agent) -> None:
    written(ticket, ana, PROMISE)
    for _ in range(2):
        PromiseWatch(TOMORROW + HOUR).look()
    assert promise().state == "missed"
    assert ticket.events.filter(kind="promise_missed", data__promise=promise().pk).count() == 1


def test_whoever_has_the_ticket_is_warned_once(ticket: Ticket, ana: Agent) -> None:
    written(ticket, ana, PROMISE)
    PromiseWatch(MONDAY + HOUR).look()
    assert not Notice.objects.exists()
    for _ in range(2):
        PromiseWatch(TOMORROW - HOUR / 2).look()
    assert Notice.objects.get(key__startswith=promise().notice_key).agent == ana


def test_a_warning_goes_when_the_promise_is_kept(ticket: Ticket, ana: Agent) -> None:
    written(ticket, ana, PROMISE)
    PromiseWatch(TOMORROW - HOUR / 2).look()
    ticket.keep_promise(promise(), by=ana)
    assert not Notice.objects.calling(ana).exists()


def test_a_reply_taken_back_promises_nothing(ticket: Ticket, ana: Agent) -> None:
    ticket.take_back(written(ticket, ana, PROMISE), by=ana)
    assert promise().state == "withdrawn"


def test_a_settled_promise_stays_settled(ticket: Ticket, ana: Agent) -> None:
    written(ticket, ana, PROMISE)
    assert ticket.keep_promise(promise(), by=ana)
    assert not ticket.withdraw_promise(promise(), by=ana)
    assert not ticket.miss_promise(promise())
    assert promise().state == "kept"


def test_closing_in_time_keeps_what_was_promised(ticket: Ticket, ana: Agent) -> None:
    written(ticket, ana, PROMISE)
    ticket.close(ana, why="Resuelto por teléfono.")
    assert promise().state == "kept"


def test_one_message_promises_a_moment_once(ticket: Ticket, ana: Agent) -> None:
    message = written(ticket, ana, PROMISE)
    ticket.promise(message, "mañana", TOMORROW)
    assert Promise.objects.filter(message=message).count() == 1
    with pytest.raises(IntegrityError):
        Promise.objects.create(ticket=ticket, message=message, words="otra", due_at=TOMORROW)


def test_the_acknowledgement_gives_a_date_that_counts(ticket: Ticket) -> None:
    given = promise("acknowledged")
    assert given.message.outgoing.kind == "acknowledgement"
    assert given.words in given.message.text
    assert (given.due_at, given.agent, given.state) == (MONDAY + 4 * HOUR, None, "open")


def test_mail_that_is_not_acknowledged_promises_nothing(channel: Channel, mail: Receive) -> None:
    Ticket.open_from(mail(no_ack_reason="It is a mailing list."), channel=channel)
    Ticket.open_from(mail(), channel=channel, is_spam=True)
    old = MONDAY - dt.timedelta(days=9)  # an answer that was due last week is no promise
    Ticket.open_from(mail(received_at=old), channel=channel)
    assert not Promise.objects.exists()


def test_an_answer_that_left_keeps_it_and_one_on_its_way_does_not(
    ticket: Ticket, ana: Agent
) -> None:
    message = written(ticket, ana, "Ya está devuelto.")
    assert promise("acknowledged").state == "open"
    left(message, MONDAY + HOUR)
    kept = promise("acknowledged")
    assert (kept.state, kept.settled_at) == ("kept", MONDAY + HOUR)


def test_an_answer_that_did_not_arrive_keeps_nothing(ticket: Ticket, ana: Agent) -> None:
    message = written(ticket, ana, "Ya está devuelto.")
    left(message, MONDAY + HOUR)
    message.outgoing.move_to("bounced", at=MONDAY + 2 * HOUR)
    assert promise("acknowledged").state == "open"
    PromiseWatch(MONDAY + 5 * HOUR).look()
    assert promise("acknowledged").state == "missed"


def test_closing_is_no_answer(ticket: Ticket, ana: Agent) -> None:
    ticket.close(ana, why="Escribió dos veces.")
    assert promise("acknowledged").state == "open"
    PromiseWatch(MONDAY + 5 * HOUR).look()
    assert promise("acknowledged").state == "missed"


def test_whoever_says_yes_waits_for_no_answer(ticket: Ticket, ana: Agent) -> None:
    proposal = ticket.propose(ana, Draft(text="Se lo devolvemos."))
    assert isinstance(proposal, Proposal)
    ticket.hold(ana, nonce="1")
    ticket.accept(proposal)
    assert promise("held").state == "kept"


def test_nobody_says_that_an_answer_was_given_but_by_giving_it(ticket: Ticket, ana: Agent) -> None:
    assert not ticket.keep_promise(promise("acknowledged"), by=ana)
    assert not ticket.withdraw_promise(promise("acknowledged"), by=ana)
    assert promise("acknowledged").state == "open"


def test_the_page_goes_on_saying_what_was_promised(ticket: Ticket) -> None:
    ticket.clocks.filter(kind="first_response").update(due_at=MONDAY + HOUR)
    assert ticket.response_due_at() == promise("acknowledged").due_at


@pytest.fixture
def asked_again(ticket: Ticket, ana: Agent, mail: Receive) -> Ticket:
    """Lucía was answered, and has written twice since."""
    left(written(ticket, ana, "¿Nos manda el recibo?"), MONDAY)
    for text in ("Aquí está.", "¿Lo ha recibido?"):
        ticket.receive(mail(text, received_at=MONDAY))
    return ticket


def test_the_date_on_the_customers_page_is_a_promise(asked_again: Ticket) -> None:
    shown = promise("shown")
    assert shown.message.words == "Aquí está."
    assert shown.due_at == asked_again.response_due_at()
    assert shown.words == asked_again.standing().answer_by
    assert (shown.agent, shown.state) == (None, "open")


def test_the_next_answer_keeps_it(asked_again: Ticket, ana: Agent) -> None:
    left(written(asked_again, ana, "Gracias: está todo."), MONDAY + HOUR)
    assert promise("shown").state == "kept"


def test_a_thank_you_is_owed_no_answer(ticket: Ticket, ana: Agent, mail: Receive) -> None:
    proposal = ticket.propose(ana, Draft(text="Se lo devolvemos."))
    assert isinstance(proposal, Proposal)
    ticket.receive(mail("Gracias."))
    assert not Promise.objects.filter(kind="shown").exists()


def test_who_does_not_agree_is_owed_an_answer(ticket: Ticket, ana: Agent) -> None:
    proposal = ticket.propose(ana, Draft(text="Se lo devolvemos."))
    assert isinstance(proposal, Proposal)
    left(proposal.message, MONDAY)
    ticket.decline(proposal, why="Gracias.")
    assert promise("shown").due_at == ticket.response_due_at()


def test_the_page_puts_off_nothing_that_was_missed(ticket: Ticket) -> None:
    ticket.miss_promise(promise("acknowledged"))
    UsualWait.objects.create(
        kind="first_response", channel=ticket.channel, seconds=90_000, observations=20
    )
    assert ticket.response_due_at() == promise("acknowledged").due_at
