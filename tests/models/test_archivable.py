"""Mail from before our time: history that nobody hears of and no figure counts."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
import random
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.cast import MONDAY, Receive
from tickets.models import Agent, Channel, Clock, Message, OutgoingMail, Ticket
from tickets.models.ticket import Filing

FIRST, ANSWER, SECOND = (
    "<first@correo.example>",
    "<answer@papeleria.example>",
    "<second@correo.example>",
)
DAY = dt.timedelta(days=1)


def test_an_old_mail_is_a_closed_ticket_with_its_own_date(channel: Channel, mail: Receive) -> None:
    ticket = Ticket.archive(mail(received_at=MONDAY), channel=channel).ticket
    assert (ticket.status, ticket.close_reason, ticket.is_archived) == ("closed", "imported", True)
    assert {ticket.created_at, ticket.closed_at, ticket.last_message_at} == {MONDAY}
    assert ticket.customer.created_at == MONDAY


def test_nothing_leaves_nothing_ticks_and_no_open_tab_hears(
    channel: Channel, mail: Receive, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks() as nudges:
        Ticket.archive(mail(received_at=MONDAY), channel=channel)
    assert not nudges
    assert not OutgoingMail.objects.exists()
    assert not Clock.objects.exists()


def test_the_same_mail_again_is_the_same_message(channel: Channel, mail: Receive) -> None:
    incoming = mail(received_at=MONDAY)
    again = Ticket.archive(incoming, channel=channel)
    assert Ticket.archive(incoming, channel=channel) == again


def test_a_thread_is_one_ticket_in_whichever_order_its_mails_come(
    channel: Channel, mail: Receive
) -> None:
    for number, order in enumerate(itertools.permutations(range(3))):
        address = f"lucia{number}@correo.example"
        thread = (
            mail("Uno.", message_id=FIRST, received_at=MONDAY, from_addr=address),
            mail(
                "Dos.",
                message_id=ANSWER,
                references=(FIRST,),
                received_at=MONDAY + DAY,
                kind="agent",
            ),
            mail(
                "Tres.", message_id=SECOND, references=(FIRST, ANSWER), received_at=MONDAY + 2 * DAY
            ),
        )
        for place in order:
            Ticket.archive(thread[place], channel=channel, customer=address)
        ticket = Ticket.objects.get(customer__email=address)
        assert [message.text for message in ticket.messages.all()] == ["Uno.", "Dos.", "Tres."]
        assert (ticket.created_at, ticket.closed_at) == (MONDAY, MONDAY + 2 * DAY)
        assert ticket.excerpt == "Tres."


def test_another_customers_mail_never_joins_by_an_id_that_it_names(
    channel: Channel, mail: Receive
) -> None:
    ours = Ticket.archive(mail(message_id=FIRST, received_at=MONDAY), channel=channel)
    theirs = Ticket.archive(
        mail(references=(FIRST,), received_at=MONDAY, from_addr="otto@elsewhere.example"),
        channel=channel,
    )
    assert ours.ticket != theirs.ticket


def test_the_customers_next_mail_makes_it_a_matter_that_counts_from_now(
    channel: Channel, mail: Receive
) -> None:
    ticket = Ticket.archive(mail(received_at=MONDAY), channel=channel).ticket
    ticket.receive(mail("Sigue igual.", received_at=MONDAY + DAY))
    ticket.refresh_from_db()
    assert (ticket.status, ticket.close_reason, ticket.reopened) == ("open", "", 0)
    started = dict(Clock.objects.values_list("kind", "started_at"))
    assert started == {"next_response": MONDAY + DAY, "resolution": MONDAY + DAY}


def test_archived_words_are_found_by_searching(channel: Channel, mail: Receive) -> None:
    message = Ticket.archive(mail("La tinta violeta.", received_at=MONDAY), channel=channel)
    assert isinstance(message, Message)
    assert message.ticket in Ticket.objects.search("violeta")


def correspondence(seed: int, channel: Channel, mail: Receive, agent: Agent) -> list[Filing]:
    """Mails of few people who answer, forward and repeat each other's Message-IDs, in any order."""
    rng = random.Random(seed)
    people = [f"{name}@correo.example" for name in ("lucia", "otto", "ines")]
    ids = [f"<{number}@{seed}.example>" for number in range(12)]
    filings = []
    for number in range(30):
        person, is_ours = rng.choice(people), rng.random() < 0.3
        incoming = mail(
            f"Mail {number}.",
            subject=f"Matter {number}",
            from_addr="ana@papeleria.example" if is_ours else person,
            kind="agent" if is_ours else "customer",
            message_id=rng.choice([*ids, ""]),
            references=tuple(rng.sample(ids, rng.choice([0, 0, 1, 2]))),
            received_at=MONDAY + rng.randrange(50) * DAY,
        )
        who, agent_ = (person, agent) if is_ours else ("", None)
        spam = rng.random() < 0.1
        filings.append(
            Filing(incoming=incoming, channel=channel, customer=who, agent=agent_, is_spam=spam)
        )
    return filings


def history(channel: Channel) -> list[tuple[object, ...]]:
    """All that is told of a channel's tickets, but for keys."""
    facts: tuple[str, ...] = (
        "subject",
        "status",
        "close_reason",
        "is_spam",
        "thread_root",
        "excerpt",
        "language",
    )
    facts += ("created_at", "closed_at", "last_message_at", "customer__email", "participants")
    tickets = Ticket.objects.filter(channel=channel).order_by("pk")
    said = [list(each.messages.order_by("pk").values_list("text", "agent")) for each in tickets]
    heard = [list(each.events.values_list("kind", flat=True)) for each in tickets]
    return list(zip(tickets.values_list(*facts), said, heard, strict=True))


@pytest.mark.parametrize("seed", range(8))
def test_filed_by_the_batch_it_is_the_same_history_as_one_by_one(
    seed: int, channel: Channel, mail: Receive, ana: Agent
) -> None:
    filings = correspondence(seed, channel, mail, ana)
    for each in filings:
        Ticket.archive_many([each])
    other = Channel.ready_made(name="Other", address="other@papeleria.example")
    rng, left = random.Random(seed), [_again(each, other) for each in filings]
    while left:
        size = rng.randint(1, 12)
        some, left = left[:size], left[size:]
        assert [each.text for each in Ticket.archive_many(some)] == [
            each.incoming.text for each in some
        ]
    assert history(channel) == history(other)


def _again(filing: Filing, channel: Channel) -> Filing:
    key = f"again:{filing.incoming.source_key}"
    incoming = dataclasses.replace(filing.incoming, source_key=key)
    return dataclasses.replace(filing, incoming=incoming, channel=channel)


def test_many_take_no_more_statements_than_few(
    channel: Channel, mail: Receive, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    filings = [
        Filing(
            incoming=mail(from_addr=f"{number}@correo.example", received_at=MONDAY), channel=channel
        )
        for number in range(40)
    ]
    with django_assert_max_num_queries(14):
        Ticket.archive_many(filings)
    assert Ticket.objects.count() == 40
