"""Leases: who may send a mail, what a dead sender leaves, and what is done when nobody knows."""

from __future__ import annotations

import threading
from collections import Counter

import pytest
from django.db import connection, transaction
from django.utils import timezone

from mailbridge.outbound import claim, send
from mailbridge.outbound.line import Lines
from tests.cast import Receive
from tests.mailbridge.outbound.conftest import Reply, fresh, let_pass
from tests.mailbridge.outbound.odd_server import OddServer
from tickets.models import Category, Channel, OutgoingMail, Ticket

State = OutgoingMail.State
TEN_MINUTES = claim.WAIT_FOR_WORD.total_seconds() / 60


def claimed(mail: OutgoingMail) -> OutgoingMail:
    held = claim.claim(mail.pk)
    assert held
    return held


def ambiguous(mail: OutgoingMail) -> OutgoingMail:
    """Its sender died at the last moment, and the sweep found it."""
    claim.mark_handing_over(claimed(mail))
    let_pass(mail, 60)
    claim.recover()
    return fresh(mail)


def test_a_mail_that_is_being_sent_is_not_claimed_again(reply: Reply) -> None:
    mail = reply()
    claimed(mail)
    assert claim.claim() is None


def test_the_oldest_due_mail_comes_first(
    channel: Channel, mail: Receive, category: Category
) -> None:
    tickets = [
        Ticket.open_from(mail(from_addr=f"c{n}@correo.example"), channel=channel) for n in range(3)
    ]
    order = [held.ticket_id for held in iter(claim.claim, None)]
    assert order == [ticket.pk for ticket in tickets]


def test_a_sender_that_died_before_the_hand_over_costs_nothing(
    server: OddServer, reply: Reply
) -> None:
    mail = reply()
    claimed(mail)
    let_pass(mail, 60)
    send.send_due()
    assert fresh(mail).state == State.ACCEPTED
    assert (len(server.mails), mail.error) == (1, "")


def test_a_mail_that_kills_each_of_its_senders_is_given_up(reply: Reply) -> None:
    mail = reply()
    for _ in range(claim.MOST_ATTEMPTS):
        claimed(mail)
        let_pass(mail, 60)
        claim.recover()
    assert fresh(mail).state == State.FAILED


def test_a_living_lease_is_left_alone(reply: Reply) -> None:
    mail = reply()
    claimed(mail)
    claim.recover()
    assert fresh(mail).state == State.SENDING


def test_a_sender_that_died_after_the_hand_over_leaves_an_ambiguous_mail(reply: Reply) -> None:
    mail = ambiguous(reply())
    assert mail.state == State.AMBIGUOUS
    assert mail.error


def test_an_ambiguous_reply_waits_for_word_and_is_then_sent_once_more(
    server: OddServer, reply: Reply
) -> None:
    mail = ambiguous(reply())
    send.send_due()
    assert not server.mails
    let_pass(mail, TEN_MINUTES + 1)
    send.send_due()
    assert fresh(mail).state == State.ACCEPTED
    assert "may have been delivered twice" in mail.error
    assert mail.message_id_header.encode() in server.mails[0]


def test_what_may_be_out_already_cannot_be_taken_back(reply: Reply) -> None:
    mail = ambiguous(reply())
    let_pass(mail, TEN_MINUTES + 1)
    claim.recover()
    assert not fresh(mail).cancel()


def test_a_reply_that_is_ambiguous_twice_is_left_to_people(server: OddServer, reply: Reply) -> None:
    server.answers["."] = ""
    mail = reply()
    for _ in range(4):
        send.send_due()
        let_pass(mail, TEN_MINUTES + 60)
    assert fresh(mail).state == State.AMBIGUOUS
    assert len(server.mails) == 2


def test_an_ambiguous_acknowledgement_is_never_sent_again(
    server: OddServer, acknowledgement: OutgoingMail
) -> None:
    mail = ambiguous(acknowledgement)
    for _ in range(3):
        let_pass(mail, TEN_MINUTES + 60)
        send.send_due()
    assert fresh(mail).state == State.AMBIGUOUS
    assert not server.mails


def test_who_lost_the_lease_may_not_hand_over(reply: Reply) -> None:
    mail = reply()
    frozen = claimed(mail)
    let_pass(mail, 60)
    claim.recover()
    claimed(mail)
    with pytest.raises(claim.LeaseLost):
        claim.mark_handing_over(frozen)


def test_who_lost_the_lease_sends_nothing(server: OddServer, reply: Reply) -> None:
    mail = reply()
    frozen = claimed(mail)
    let_pass(mail, 60)
    claim.recover()
    with Lines() as lines:
        send.send(frozen, lines.of(frozen.ticket.channel_id))
    assert not server.mails
    assert fresh(mail).state == State.QUEUED


def test_a_late_refusal_of_a_former_holder_changes_nothing(reply: Reply) -> None:
    mail = reply()
    frozen = claimed(mail)
    let_pass(mail, 60)
    claim.recover()
    claim.give_up(frozen, why="550 too late to tell")
    claim.put_off(frozen, why="451 too late to tell")
    assert (fresh(mail).state, mail.error) == (State.QUEUED, "")


def test_a_late_acceptance_keeps_the_mail_from_being_sent_again(
    server: OddServer, reply: Reply
) -> None:
    mail = ambiguous(reply())
    let_pass(mail, TEN_MINUTES + 1)
    claim.recover()
    mail.move_to(State.ACCEPTED, at=timezone.now())
    send.send_due()
    assert not server.mails


@pytest.mark.django_db(transaction=True)
def test_many_senders_at_once_claim_each_mail_once_and_one_a_ticket(
    channel: Channel, mail: Receive, category: Category
) -> None:
    for number in range(8):
        Ticket.open_from(mail(from_addr=f"c{number}@correo.example"), channel=channel)
    got: list[int] = []

    def take() -> None:
        while held := claim.claim():
            got.append(held.pk)
        connection.close()

    threads = [threading.Thread(target=take) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(got) == sorted(OutgoingMail.objects.values_list("pk", flat=True))
    assert max(Counter(got).values()) == 1


@pytest.mark.django_db(transaction=True)
def test_a_mail_whose_elder_is_just_being_claimed_waits(reply: Reply) -> None:
    first, second = reply("uno"), reply("dos")
    found: list[OutgoingMail | None] = []

    def other() -> None:
        found.append(claim.claim(second.pk))
        connection.close()

    with transaction.atomic():
        OutgoingMail.objects.select_for_update().get(pk=first.pk)
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
    assert found == [None]
