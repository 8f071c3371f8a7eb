"""What the customer sees: where the matter stands, in their language, and nothing that is not theirs."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine

from tests.cast import MONDAY, Receive
from tests.portal.conftest import WORDS, Counter
from tickets.models import Agent, Message, Proposal, SLAPolicy, Step, Ticket
from tickets.models.ticket import Draft


def test_the_page_says_what_we_are_doing_now(lucia: Counter) -> None:
    assert "<h1>Estamos en: Recibido.</h1>" in lucia.words()


def test_the_page_says_by_when_a_person_answers(lucia: Counter) -> None:
    with time_machine.travel(lucia.ticket.created_at, tick=False):
        answer_by = lucia.ticket.standing("es").answer_by
        assert answer_by
        assert answer_by in lucia.words()


def test_the_line_of_stops_has_dates_now_and_next(lucia: Counter, ana: Agent) -> None:
    current = lucia.ticket.current_step()
    assert current
    lucia.ticket.complete_step(current, by=ana)
    states = [stop["state"] for stop in _stops(lucia)]
    assert states == ["done", "current", "ahead"]


def test_a_late_answer_is_admitted(lucia: Counter) -> None:
    due = lucia.ticket.response_due_at()
    assert due
    with time_machine.travel(due + dt.timedelta(hours=1), tick=False):
        assert "notice--late" in lucia.words()


def test_a_step_of_the_customers_own_has_no_date_of_ours(lucia: Counter) -> None:
    now = lucia.ticket.created_at
    with time_machine.travel(now, tick=False):
        assert lucia.ticket.standing("es").step_by
        Step.objects.update(waits_for=Step.WaitsFor.CUSTOMER)
        assert not lucia.ticket.standing("es").step_by


def test_waiting_for_the_customer_is_said(lucia: Counter, ana: Agent) -> None:
    lucia.ticket.reply(ana, Draft(text="¿Nos manda el recibo?"))
    words = lucia.words()
    assert 'data-status="waiting"' in words
    assert "¿Nos manda el recibo?" in words


def test_a_note_never_reaches_the_page(lucia: Counter, ana: Agent) -> None:
    lucia.ticket.note(ana, "canary-note: she called twice")
    assert "canary-note" not in lucia.words()


def test_a_held_message_is_seen_only_after_its_release(
    lucia: Counter, ana: Agent, mail: Receive
) -> None:
    held = lucia.ticket.receive(
        mail("canary-code", from_addr="noreply@saas.example", from_name="", kind="third_party")
    )
    assert "canary-code" not in lucia.words()
    lucia.ticket.release_message(held, by=ana)
    words = lucia.words()
    assert "canary-code" in words
    assert "noreply@saas.example" in words


def test_a_reply_that_was_taken_back_is_not_shown(lucia: Counter, ana: Agent) -> None:
    reply = lucia.ticket.reply(ana, Draft(text="canary-reply"))
    assert isinstance(reply, Message)
    assert "canary-reply" in lucia.words()
    assert lucia.ticket.take_back(reply, by=ana)
    assert "canary-reply" not in lucia.words()


def test_another_ticket_of_the_same_customer_is_not_shown(
    lucia: Counter, channel: object, mail: Receive
) -> None:
    Ticket.open_from(mail("canary-other"), channel=lucia.ticket.channel)
    assert "canary-other" not in lucia.words()


def test_what_a_customer_wrote_stays_words(lucia: Counter, mail: Receive) -> None:
    lucia.ticket.receive(mail("<script>alert(1)</script> javascript:alert(2)"))
    words = lucia.words()
    assert "&lt;script&gt;" in words
    assert "<script" not in words
    assert 'href="javascript' not in words


def test_a_proposal_stands_on_the_page_with_both_answers(
    lucia: Counter, proposal: Proposal
) -> None:
    words = lucia.words()
    assert WORDS in words
    assert lucia.address("accept", proposal.pk) in words
    assert lucia.address("decline", proposal.pk) in words


def test_the_phone_and_its_hours_are_on_the_page(lucia: Counter) -> None:
    words = lucia.words()
    assert 'href="tel:+34910000000"' in words
    assert "de lunes a viernes, de 9:00 a 18:00" in words


def test_the_phone_is_open_in_its_hours_and_closed_at_night(lucia: Counter) -> None:
    with time_machine.travel(MONDAY, tick=False):
        assert lucia.look().context["phone"].is_open
    with time_machine.travel(MONDAY + dt.timedelta(hours=12), tick=False):
        assert not lucia.look().context["phone"].is_open


def test_the_page_speaks_the_language_of_the_ticket(lucia: Counter) -> None:
    assert '<html lang="es">' in lucia.words()


def test_the_customer_may_read_it_in_another_language(lucia: Counter) -> None:
    lucia.send("language", language="en")
    words = lucia.words()
    assert '<html lang="en">' in words
    assert "<h1>We are at: Received.</h1>" in words
    assert Ticket.objects.get().language == "es"


@pytest.mark.parametrize("language", ["", "xx", "../en"])
def test_a_language_that_we_do_not_speak_changes_nothing(lucia: Counter, language: str) -> None:
    assert not lucia.send("language", language=language).cookies


def test_a_long_conversation_costs_no_more_queries(
    lucia: Counter, mail: Receive, django_assert_max_num_queries: Any
) -> None:
    for number in range(30):
        lucia.ticket.receive(mail(f"Mensaje {number}"))
    with django_assert_max_num_queries(18):
        words = lucia.words()
    assert words.index("?before=") < words.index("Mensaje 29")


def test_looking_changes_nothing(lucia: Counter, proposal: Proposal) -> None:
    before = Ticket.objects.values().get(), Message.objects.count()
    for name, args in (("status", ()), ("proposal", ()), ("accept", (proposal.pk,)), ("rate", ())):
        lucia.look(name, *args, score="5", language="en")
    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.OFFERED
    assert (Ticket.objects.values().get(), Message.objects.count()) == before


def _stops(lucia: Counter) -> list[dict[str, str]]:
    return [{"state": stop.state} for stop in lucia.look().context["stops"]]


def test_the_published_times_are_those_of_this_matter(lucia: Counter) -> None:
    SLAPolicy.objects.create(name="Urgent", priority=4, first_response_seconds=45)
    lucia.ticket.set_priority(4)
    assert "45\u00a0s de nuestro horario de atención; las siguientes, en 8\u00a0h." in lucia.words()
