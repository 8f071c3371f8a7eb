"""A mail that a person has sent again: the same mail, tried as often as a new one."""

from __future__ import annotations

import pytest

from mailbridge.outbound import claim, send
from tests.mailbridge.outbound.conftest import Reply, fresh, let_pass
from tests.mailbridge.outbound.odd_server import OddServer
from tests.mailbridge.outbound.test_compose import the_mail
from tickets.models import Agent, Event, OutgoingMail

State = OutgoingMail.State


@pytest.fixture
def given_up(reply: Reply) -> OutgoingMail:
    """Tried for a day, in vain."""
    mail = reply()
    OutgoingMail.objects.filter(pk=mail.pk).update(attempts=claim.MOST_ATTEMPTS - 1)
    held = claim.claim(mail.pk)
    assert held
    claim.put_off(held, why="451 Later")
    assert fresh(mail).state == State.FAILED
    return mail


def test_it_leaves_with_the_same_message_id(
    server: OddServer, given_up: OutgoingMail, ana: Agent
) -> None:
    given_up.ticket.send_again(given_up.message, by=ana)
    send.send_due()
    assert fresh(given_up).state == State.ACCEPTED
    assert the_mail(server)["Message-ID"] == given_up.message_id_header


def test_it_is_tried_as_often_as_a_new_mail(given_up: OutgoingMail, ana: Agent) -> None:
    given_up.ticket.send_again(given_up.message, by=ana)
    for _ in range(claim.MOST_ATTEMPTS):
        assert fresh(given_up).state == State.DEFERRED
        held = claim.claim(let_pass(given_up, 600).pk)
        assert held
        claim.put_off(held, why="451 Later")
    assert fresh(given_up).state == State.FAILED
    assert f"after {claim.MOST_ATTEMPTS} attempts" in given_up.error


def test_a_sender_of_the_time_before_changes_nothing(reply: Reply, ana: Agent) -> None:
    mail = reply()
    held = claim.claim(mail.pk)
    assert held
    claim.mark_handing_over(held)
    claim.leave_open(fresh(mail), why="The line broke.")
    mail.ticket.send_again(mail.message, by=ana)
    claim.put_off(held, why="451 Later")
    assert (fresh(mail).state, mail.error) == (State.DEFERRED, "")
    with pytest.raises(claim.LeaseLost):
        claim.mark_handing_over(held)


def test_an_ambiguous_mail_says_that_it_may_be_there_twice(
    server: OddServer, reply: Reply, ana: Agent
) -> None:
    mail = reply()
    held = claim.claim(mail.pk)
    assert held
    claim.mark_handing_over(held)
    claim.leave_open(fresh(mail), why="The line broke.")
    mail.ticket.send_again(mail.message, by=ana)
    send.send_due()
    assert (fresh(mail).state, mail.error) == (State.ACCEPTED, claim.MAY_BE_TWICE)
    assert Event.objects.filter(kind=Event.Kind.SENT_AGAIN).count() == 1


def test_an_automatic_mail_that_waits_does_not_leave_once_its_address_is_dead(
    server: OddServer, acknowledgement: OutgoingMail
) -> None:
    acknowledgement.suppress([], reason="bounced", why="5.1.1")
    send.send_due()
    assert fresh(acknowledgement).state == State.FAILED
    assert not server.mails
