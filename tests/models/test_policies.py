"""Which policy a ticket has, and what happens to its clocks when that changes."""

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError
from pytest_django import DjangoAssertNumQueries

from tests.cast import MONDAY, Receive
from tickets.models import (
    Agent,
    Category,
    Channel,
    Clock,
    Customer,
    CustomerGroup,
    PolicyBook,
    Priority,
    SLAPolicy,
    Ticket,
)

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def monday(channel: Channel, category: Category, mail: Receive) -> Ticket:
    """Lucía's ticket of Monday half past nine."""
    return Ticket.open_from(mail(received_at=MONDAY), channel=channel)


def policy(name: str = "Special", **parts: Any) -> SLAPolicy:
    return SLAPolicy.objects.create(name=name, **{"first_response_seconds": 3600, **parts})


def first_response(ticket: Ticket) -> Clock:
    return ticket.clocks.get(kind="first_response")


def test_a_channel_has_a_policy_of_its_own(monday: Ticket) -> None:
    assert monday.policy() == monday.channel.policy
    assert first_response(monday).policy == monday.channel.policy


def test_a_policy_for_the_category_goes_before_that_of_the_channel(
    channel: Channel, category: Category, mail: Receive
) -> None:
    special = policy(category=category)
    ticket = Ticket.open_from(mail(received_at=MONDAY), channel=channel)
    assert first_response(ticket).policy == special
    assert ticket.next_due_at == MONDAY + HOUR


def test_two_policies_cannot_apply_to_exactly_the_same_tickets(category: Category) -> None:
    policy("One", category=category)
    with pytest.raises(IntegrityError):
        policy("Two", category=category)


def test_policies_that_name_nothing_are_as_many_as_one_likes(db: None) -> None:
    policy("One")
    policy("Two")


@pytest.mark.parametrize(
    ("address", "is_member"),
    [("a@grande.example", True), ("a@mail.grande.example", True), ("a@nogrande.example", False)],
)
def test_a_customer_belongs_to_the_group_of_their_mail_domain(
    db: None, address: str, is_member: bool
) -> None:
    group = CustomerGroup.objects.create(name="Grande", domains=["grande.example"])
    found = Customer.known_as(address).group_among(PolicyBook.read().groups)
    assert found == (group.pk if is_member else None)


def test_a_group_given_by_hand_goes_before_the_domain(db: None) -> None:
    CustomerGroup.objects.create(name="Grande", domains=["grande.example"])
    by_hand = CustomerGroup.objects.create(name="Club")
    customer = Customer.objects.create(email="a@grande.example", group=by_hand)
    assert customer.group_among(PolicyBook.read().groups) == by_hand.pk


def test_a_batch_of_tickets_asks_twice_and_no_more(
    monday: Ticket, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    own = monday.channel.policy
    with django_assert_num_queries(2):
        book = PolicyBook.read()
        assert {book.policy_of(monday) for _ in range(50)} == {own}


def test_a_policy_edited_in_mid_ticket_leaves_running_clocks_as_they_are(monday: Ticket) -> None:
    SLAPolicy.objects.update(first_response_seconds=60)
    monday.channel.refresh_from_db()
    monday.retarget()
    assert first_response(monday).due_at == MONDAY + 4 * HOUR


def test_another_priority_counts_from_the_start_of_the_clock(monday: Ticket, ana: Agent) -> None:
    policy("Urgent", priority=Priority.URGENT)
    monday.set_priority(Priority.URGENT, by=ana)
    assert first_response(monday).due_at == MONDAY + HOUR
    assert monday.next_due_at == MONDAY + HOUR
    changed = monday.events.get(kind="retargeted")
    assert (changed.by, changed.data) == (ana, {"policy": "Urgent"})


def test_the_same_priority_again_changes_nothing(monday: Ticket, ana: Agent) -> None:
    monday.set_priority(Priority.NORMAL, by=ana)
    assert not monday.events.filter(kind__in=("priority", "retargeted")).exists()


def test_a_new_target_leaves_the_pauses_out(monday: Ticket) -> None:
    monday.move_to("waiting", at=MONDAY + HOUR)
    monday.move_to("open", at=MONDAY + 3 * HOUR)
    policy("Urgent", priority=Priority.URGENT, resolution_seconds=4 * 3600)
    monday.set_priority(Priority.URGENT)
    assert monday.clocks.get(kind="resolution").due_at == MONDAY + 6 * HOUR


def test_a_breach_is_taken_back_when_the_new_target_is_not_missed(monday: Ticket) -> None:
    Clock.objects.update(breached_at=MONDAY + 4 * HOUR)
    policy("Low", priority=Priority.LOW, first_response_seconds=8 * 3600)
    monday.set_priority(Priority.LOW)
    assert first_response(monday).breached_at is None


def test_a_stopped_clock_keeps_its_target(monday: Ticket) -> None:
    first_response(monday).stop(MONDAY + HOUR)
    policy("Urgent", priority=Priority.URGENT)
    monday.set_priority(Priority.URGENT)
    assert first_response(monday).target_seconds == 4 * 3600


def test_another_category_brings_its_targets(monday: Ticket) -> None:
    other = Category.objects.create(name_en="Returns", name_es="Devoluciones")
    policy("Returns", category=other)
    monday.set_category(other)
    assert first_response(monday).target_seconds == 3600


def test_another_group_counts_for_the_open_tickets_of_the_customer(
    monday: Ticket, luisa: Agent
) -> None:
    club = CustomerGroup.objects.create(name="Club")
    policy("Club", group=club)
    monday.customer.set_group(club, by=luisa)
    assert first_response(monday).target_seconds == 3600
    assert monday.events.get(kind="retargeted").by == luisa
