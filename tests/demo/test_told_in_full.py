"""Choices, calls, dates and ratings of the demo's past are such as the verbs of the room would have left."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db.models import Count, Exists, F, OuterRef, Q

from tests.demo.conftest import NOW
from tickets.figures import endings
from tickets.figures.period import Period
from tickets.figures.promises import by_kind, word
from tickets.models import (
    Agent,
    Callback,
    Event,
    Message,
    OutgoingMail,
    Promise,
    Proposal,
    ProposalOption,
    Rating,
    Ticket,
)

pytestmark = pytest.mark.django_db

Kind = Event.Kind
PERIOD = Period.latest(62, today=NOW.date(), zone="Europe/Madrid")


def test_somebody_stands_at_each_turn(past: list[Ticket]) -> None:
    tickets = Ticket.objects.exclude(status="closed")
    two = tickets.filter(proposals__state="offered").annotate(ways=Count("proposals__options"))
    assert {"es", "en"} <= set(two.filter(ways=2).values_list("language", flat=True))
    declined = tickets.filter(status="open", proposals__state="declined")
    booked = tickets.filter(callbacks__state="open", callbacks__ends_at__gt=NOW)
    soon = tickets.filter(promises__state="open", promises__due_at__lt=NOW + dt.timedelta(hours=8))
    held = tickets.filter(promises__kind="held", promises__state="open")
    assert [each.exists() for each in (declined, booked, soon, held)] == [True] * 4


def test_matters_walked_from_no_by_a_call_to_yes_and_a_rating(past: list[Ticket]) -> None:
    walked = Ticket.objects.filter(close_reason="agreed", rating__isnull=False)
    for reached in ({"proposals__state": "declined"}, {"callbacks__state": "reached"}):
        walked = walked.filter(**reached)
    assert walked.exists()


def test_who_agreed_to_one_of_several_ways_chose_exactly_one(past: list[Ticket]) -> None:
    offered = Proposal.objects.annotate(
        ways=Count("options"), chosen=Count("options", filter=Q(options__is_chosen=True))
    ).exclude(ways=0)
    accepted = offered.filter(state="accepted")
    assert accepted.exists()
    assert not accepted.exclude(chosen=1).exists()
    assert not offered.exclude(state="accepted").exclude(chosen=0).exists()
    told = Event.objects.filter(kind=Kind.ACCEPTED, data__has_key="option")
    chosen = ProposalOption.objects.filter(is_chosen=True).values_list("pk", flat=True)
    assert set(told.values_list("data__option", flat=True)) == set(chosen)


def test_every_way_is_one_that_the_agent_may_grant(past: list[Ticket]) -> None:
    options = ProposalOption.objects.select_related("alternative", "proposal__ticket")
    for option in options.select_related("proposal__by"):
        assert isinstance(option.proposal.by, Agent)
        assert option.alternative.may_be_granted_by(option.proposal.by, option.value)
        assert option.alternative.version_id == option.proposal.ticket.procedure_version_id
        assert (option.value is None) == (option.alternative.limit is None)


def test_each_call_is_a_message_an_event_and_an_attempt(past: list[Ticket]) -> None:
    calls = Callback.objects.select_related("ticket")
    assert {"open", "reached"} <= set(calls.values_list("state", flat=True))
    spoken = Message.objects.filter(ticket=OuterRef("ticket"), kind="phone")
    assert not calls.filter(~Exists(spoken), state="reached").exists()
    for call in calls:
        called = Event.objects.filter(ticket=call.ticket, kind=Kind.CALLED)
        messages = Message.objects.filter(ticket=call.ticket, kind="phone")
        assert called.count() == messages.count() == call.attempts
        assert set(called.values_list("data__message", flat=True)) == set(
            messages.values_list("pk", flat=True)
        )
        asked = Event.objects.get(ticket=call.ticket, kind=Kind.CALL_ASKED)
        assert (asked.at, asked.data["callback"]) == (call.asked_at, call.pk)
        mails = OutgoingMail.objects.filter(ticket=call.ticket, kind="callback")
        assert mails.count() == 1 + call.attempts - (call.state == "reached")


def test_no_call_is_left_on_a_closed_ticket(past: list[Ticket]) -> None:
    assert not Callback.objects.open().filter(ticket__status="closed").exists()


def test_no_promise_is_open_whose_time_has_passed(past: list[Ticket]) -> None:
    assert not Promise.objects.overdue(NOW).exists()
    states = set(Promise.objects.values_list("state", flat=True))
    assert {"open", "kept", "missed", "renewed"} == states
    assert set(Promise.objects.values_list("kind", flat=True)) == set(Promise.Kind.values)


def test_each_promise_was_settled_as_its_times_say(past: list[Ticket]) -> None:
    settled = Promise.objects.exclude(state="open")
    assert not settled.filter(settled_at__gt=NOW).exists()
    assert not settled.filter(state="kept", settled_at__gt=F("due_at")).exists()
    assert not settled.filter(state="missed").exclude(settled_at=F("due_at")).exists()
    assert not settled.filter(state="renewed", settled_at__gt=F("due_at")).exists()
    assert not settled.filter(state="renewed", renewed_by=None).exists()
    assert not Promise.objects.exclude(message__at=F("made_at")).exists()


def test_history_tells_each_promise_and_its_end(past: list[Ticket]) -> None:
    for kind, promises in {
        Kind.PROMISED: Promise.objects.all(),
        Kind.PROMISE_KEPT: Promise.objects.filter(state="kept"),
        Kind.PROMISE_MISSED: Promise.objects.filter(state="missed"),
        Kind.PROMISE_RENEWED: Promise.objects.filter(state="renewed"),
        Kind.DELAY_TOLD: Promise.objects.filter(kind="delayed"),
    }.items():
        told = Event.objects.filter(kind=kind).values_list("data__promise", flat=True)
        assert sorted(told) == sorted(promises.values_list("pk", flat=True))


def test_what_is_shown_the_customer_allowed(past: list[Ticket]) -> None:
    assert Rating.objects.published().exists()
    assert not Rating.objects.exclude(published_at=None).filter(may_publish=False).exists()
    allowed = set(Rating.objects.filter(may_publish=True).values_list("ticket", flat=True))
    consented = Event.objects.filter(kind=Kind.CONSENTED).values_list("ticket", flat=True)
    assert set(consented) == allowed


def test_the_figures_add_up(past: list[Ticket]) -> None:
    opened = Ticket.objects.not_spam()
    ways = endings.ways(opened)
    assert ways
    assert sum(way.chosen for way in ways) == ProposalOption.objects.filter(is_chosen=True).count()
    said = word(PERIOD)
    assert said.count == Promise.objects.count()
    assert said.count == sum(each.count for each in by_kind(PERIOD).values())
    assert said.share is not None
    assert 75 <= said.share < 100
