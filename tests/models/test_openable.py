"""Many tickets at once are what they would be one after the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Receive
from tickets.models import Category, Channel, Customer, Event, Message, OutgoingMail, Ticket
from tickets.models.ticket import Opening
from tickets.models.ticket.acknowledging import ADDRESS_AN_HOUR

Several = Callable[..., list[Opening]]


@pytest.fixture
def several(channel: Channel, category: Category, mail: Receive) -> Several:
    """So many new mails, none alike; keywords replace any part of them."""

    def openings(count: int, **parts: Any) -> list[Opening]:
        return [Opening(incoming=mail(**parts), channel=channel) for _ in range(count)]

    return openings


def kinds(rows: Any) -> list[str]:
    return list(rows.order_by("pk").values_list("kind", flat=True))


def test_many_take_no_more_statements_than_one(several: Several) -> None:
    def statements(count: int) -> int:
        openings = several(count, from_addr=f"{count}@correo.example")
        with CaptureQueriesContext(connection) as asked:
            Ticket.open_many(openings)
        return len(asked)

    statements(2)  # what the channel is made of is loaded once
    assert statements(20) == statements(1)


def test_each_ticket_has_the_history_of_one_that_opened_alone(several: Several) -> None:
    (alone,) = Ticket.open_many(several(1))
    together = Ticket.open_many(several(2))
    history = kinds(Event.objects.filter(ticket=alone.ticket))
    assert len(history) == 4
    for message in together:
        assert kinds(Event.objects.filter(ticket=message.ticket)) == history


def test_the_question_comes_before_our_answer_on_each_ticket(several: Several) -> None:
    for message in Ticket.open_many(several(2)):
        assert kinds(Message.objects.filter(ticket=message.ticket)) == ["customer", "automatic"]


def test_acknowledgements_of_one_batch_count_against_the_caps(several: Several) -> None:
    Ticket.open_many(several(ADDRESS_AN_HOUR + 2))
    assert OutgoingMail.objects.filter(kind="acknowledgement").count() == ADDRESS_AN_HOUR
    assert Event.objects.filter(kind="not_acknowledged").count() == 2


def test_what_came_before_is_not_opened_again(several: Several) -> None:
    known, new = several(2)
    (before,) = Ticket.open_many([known])
    assert Ticket.open_many([new, known])[1] == before
    assert Ticket.objects.count() == 2


def test_one_person_is_one_customer_whose_name_is_learnt(several: Several) -> None:
    nameless = several(1, from_addr="eva@correo.example", from_name="")
    named = several(1, from_addr="EVA@correo.example", from_name="Eva Ruiz")
    Ticket.open_many([*nameless, *named])
    found = Customer.objects.values_list("email", "name")
    assert list(found) == [("eva@correo.example", "Eva Ruiz")]
