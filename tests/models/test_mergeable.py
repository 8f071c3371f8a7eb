"""Two tickets about one matter become one, and can be two again."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.cast import MONDAY, Receive
from tickets.figures.period import Period
from tickets.figures.waits import Waits
from tickets.models import (
    Agent,
    BusinessCalendar,
    Category,
    Channel,
    Clock,
    Message,
    SLAPolicy,
    Ticket,
)
from tickets.models.ticket import Draft, Obstacle

HOUR = dt.timedelta(hours=1)
DAY = Period(first=MONDAY.date(), last=MONDAY.date(), zone="Europe/Madrid")


@pytest.fixture
def later(ticket: Ticket, mail: Receive) -> Ticket:
    """Lucía's second ticket, about the same matter."""
    return Ticket.open_from(mail("¿Han visto mi correo?"), channel=ticket.channel)


@pytest.fixture
def otto(ticket: Ticket, mail: Receive) -> Ticket:
    """The ticket of another customer."""
    return Ticket.open_from(
        mail("A mí también.", from_addr="otto@elsewhere.example"), channel=ticket.channel
    )


def waits_on_monday(now: dt.datetime) -> dict[str, int]:
    measured = Waits(DAY, now).by_metric()
    return {key: measure.count for key, measure in measured.items() if measure.count}


def test_a_merged_ticket_closes_and_its_words_stand_in_the_other(
    ticket: Ticket, later: Ticket, ana: Agent
) -> None:
    assert later.merge_into(ticket, by=ana) is None
    later.refresh_from_db()
    assert (later.status, later.close_reason, later.heir) == ("closed", "merged", ticket)
    said = [message.text for message in ticket.conversation().filter(kind="customer")]
    assert said == ["Me han cobrado dos veces el pedido 5512.", "¿Han visto mi correo?"]


def test_a_second_click_merges_nothing_twice(ticket: Ticket, later: Ticket, ana: Agent) -> None:
    later.merge_into(ticket, by=ana)
    assert later.merge_into(ticket, by=ana) is None
    assert ticket.events.filter(kind="merged").count() == 1


def test_what_comes_to_a_merged_ticket_goes_on_in_the_other(
    ticket: Ticket, later: Ticket, ana: Agent, mail: Receive
) -> None:
    later.merge_into(ticket, by=ana)
    message = later.receive(mail("Otra cosa."))
    assert (message.ticket, message.kind) == (ticket, "customer")


def test_the_customer_of_the_other_ticket_is_not_shown_what_a_stranger_wrote(
    ticket: Ticket, otto: Ticket, ana: Agent, mail: Receive
) -> None:
    otto.merge_into(ticket, by=ana)
    message = otto.receive(mail("Mi clave es 1234.", from_addr="otto@elsewhere.example"))
    assert (message.ticket, message.kind) == (ticket, "third_party")
    assert message.held_at
    assert not ticket.customer_conversation().filter(from_addr="otto@elsewhere.example").exists()


def test_a_chain_of_merges_leads_to_its_end_in_one_step(
    ticket: Ticket, later: Ticket, ana: Agent, mail: Receive
) -> None:
    third = Ticket.open_from(mail("¿Hola?"), channel=ticket.channel)
    third.merge_into(later, by=ana)
    later.merge_into(ticket, by=ana)
    third.refresh_from_db()
    assert third.heir == ticket
    later.unmerge(by=ana)
    third.refresh_from_db()
    assert third.heir == later


def test_merging_into_a_merged_ticket_means_the_one_it_went_to(
    ticket: Ticket, later: Ticket, ana: Agent, mail: Receive
) -> None:
    later.merge_into(ticket, by=ana)
    third = Ticket.open_from(mail("¿Hola?"), channel=ticket.channel)
    third.merge_into(later, by=ana)
    assert third.heir == ticket


def test_what_may_not_be_merged_says_why(ticket: Ticket, later: Ticket, ana: Agent) -> None:
    elsewhere = Channel.objects.create(
        name="Ventas",
        address="ventas@papeleria.example",
        policy=SLAPolicy.objects.get(),
        calendar=BusinessCalendar.objects.get(),
    )
    assert ticket.merge_into(ticket, by=ana) == Obstacle.SAME
    Ticket.objects.filter(pk=later.pk).update(channel=elsewhere)
    later.refresh_from_db()
    assert later.merge_into(ticket, by=ana) == Obstacle.CHANNEL
    Ticket.objects.filter(pk=later.pk).update(channel=ticket.channel, is_spam=True)
    later.refresh_from_db()
    assert later.merge_into(ticket, by=ana) == Obstacle.NOT_OPEN


def test_the_customer_has_waited_since_they_first_wrote(
    channel: Channel, category: Category, mail: Receive, ana: Agent
) -> None:
    """However the tickets are merged: the older wait goes on, and is counted once."""
    first = Ticket.open_from(mail(received_at=MONDAY), channel=channel)
    second = Ticket.open_from(mail("¿Hola?", received_at=MONDAY + HOUR), channel=channel)
    due = first.clocks.get(kind=Clock.Kind.FIRST_RESPONSE).due_at
    first.merge_into(second, by=ana)
    clock = second.clocks.get(kind=Clock.Kind.FIRST_RESPONSE)
    assert (clock.started_at, clock.due_at) == (MONDAY, due)
    assert waits_on_monday(MONDAY + 2 * HOUR) == {"first_response": 1, "resolution": 1}


def test_an_unanswered_merge_makes_us_owe_an_answer_and_undoing_it_does_not(
    ticket: Ticket, later: Ticket, ana: Agent
) -> None:
    answer = ticket.reply(ana, Draft(text="Lo miramos."))
    assert isinstance(answer, Message)
    answer.outgoing.move_to("accepted", at=answer.at)
    later.merge_into(ticket, by=ana)
    ticket.refresh_from_db()
    assert ticket.status == "open"
    assert ticket.running_clock(Clock.Kind.NEXT_RESPONSE)
    later.unmerge(by=ana)
    ticket.refresh_from_db()
    assert ticket.status == "waiting"
    assert not ticket.running_clock(Clock.Kind.NEXT_RESPONSE)


def test_undone_both_are_as_they_were(ticket: Ticket, later: Ticket, ana: Agent) -> None:
    before = later.clocks.order_by("pk").values_list("started_at", "due_at", "paused_at")
    clocks, theirs = list(before), ticket.clocks.order_by("pk").values_list("started_at", "due_at")
    ours = list(theirs)
    later.merge_into(ticket, by=ana)
    assert later.unmerge(by=ana)
    later.refresh_from_db()
    assert (later.status, later.close_reason, later.closed_at, later.reopened) == (
        "new",
        "",
        None,
        0,
    )
    assert (list(before.all()), list(theirs.all())) == (clocks, ours)
    assert not later.unmerge(by=ana)


def test_an_answer_still_on_its_way_when_merged_ends_the_wait(
    ticket: Ticket, later: Ticket, ana: Agent
) -> None:
    answer = later.reply(ana, Draft(text="Lo miramos."))
    assert isinstance(answer, Message)
    later.merge_into(ticket, by=ana)
    answer.outgoing.move_to("accepted", at=answer.at)
    assert not ticket.running_clock(Clock.Kind.FIRST_RESPONSE)


def test_what_was_promised_on_one_is_kept_by_an_answer_on_the_other(
    ticket: Ticket, later: Ticket, ana: Agent
) -> None:
    answer = later.reply(ana, Draft(text="Se lo digo mañana."))
    assert isinstance(answer, Message)
    promise = later.promise(answer, "mañana", answer.at + dt.timedelta(days=1))
    later.merge_into(ticket, by=ana)
    promise.refresh_from_db()
    assert (promise.state, promise.ticket) == ("open", ticket)
    second = ticket.reply(ana, Draft(text="Ya está devuelto."))
    assert isinstance(second, Message)
    second.outgoing.move_to("accepted", at=second.at)
    promise.refresh_from_db()
    assert promise.state == "kept"


def test_an_undone_merge_takes_its_promises_back(ticket: Ticket, later: Ticket, ana: Agent) -> None:
    answer = later.reply(ana, Draft(text="Se lo digo mañana."))
    assert isinstance(answer, Message)
    promise = later.promise(answer, "mañana", answer.at + dt.timedelta(days=1))
    later.merge_into(ticket, by=ana)
    later.unmerge(by=ana)
    promise.refresh_from_db()
    assert (promise.state, promise.ticket) == ("open", later)
