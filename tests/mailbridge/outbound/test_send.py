"""What leaves, in which order, and what each answer of the mail server means for the row and the ticket."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone
from pytest_django import Settings

from mailbridge.outbound import claim, send
from tests.mailbridge.outbound.conftest import Reply, fresh, let_pass
from tests.mailbridge.outbound.odd_server import OddServer
from tickets.models import Clock, Event, OutgoingMail, Suppression, Ticket
from tickets.models.ticket import Status

State = OutgoingMail.State
TEN_SECONDS = dt.timedelta(seconds=10)


def test_a_due_mail_leaves_once(server: OddServer, reply: Reply) -> None:
    mail = reply()
    send.send_due()
    send.send_due()
    assert fresh(mail).state == State.ACCEPTED
    assert len(server.mails) == 1


def test_an_accepted_answer_stops_the_response_clock(server: OddServer, reply: Reply) -> None:
    mail = reply()
    send.send_due()
    clock = Clock.objects.get(ticket=mail.ticket, kind=Clock.Kind.FIRST_RESPONSE)
    assert clock.stopped_at


def test_a_mail_waits_for_the_end_of_its_undo_window(server: OddServer, reply: Reply) -> None:
    mail = reply()
    OutgoingMail.objects.filter(pk=mail.pk).update(not_before=timezone.now() + TEN_SECONDS)
    send.send_due()
    send.send_now(mail.pk)
    assert not server.mails
    assert fresh(mail).may_be_taken_back


def test_a_cancelled_mail_never_leaves(server: OddServer, reply: Reply) -> None:
    mail = reply()
    assert mail.cancel()
    send.send_now(mail.pk)
    assert send.send_due() == 0
    assert not server.mails


def test_nothing_leaves_while_mail_out_is_paused(
    server: OddServer, reply: Reply, settings: Settings
) -> None:
    settings.MAIL_OUT_PAUSED = True
    mail = reply()
    send.send_due()
    send.send_now(mail.pk)
    assert fresh(mail).state == State.QUEUED
    assert not server.commands


def test_mails_of_one_ticket_leave_in_the_order_of_writing(server: OddServer, reply: Reply) -> None:
    reply("uno")
    reply("dos")
    reply("tres")
    send.send_due()
    order = [
        next(word for word in (b"uno", b"dos", b"tres") if word in raw) for raw in server.mails
    ]
    assert order == [b"uno", b"dos", b"tres"]


def test_a_sweep_sends_all_its_mails_over_one_connection(server: OddServer, reply: Reply) -> None:
    reply("uno")
    reply("dos")
    send.send_due()
    assert server.connections == 1


def test_a_temporary_refusal_puts_the_mail_off(server: OddServer, reply: Reply) -> None:
    server.answers["."] = "451 4.7.1 Greylisted, come back"
    mail = reply()
    send.send_due()
    assert fresh(mail).state == State.DEFERRED
    assert mail.not_before > timezone.now()
    assert "Greylisted" in mail.error
    server.answers.clear()
    let_pass(mail, 10)
    send.send_due()
    assert fresh(mail).state == State.ACCEPTED


def test_a_mail_that_was_put_off_holds_back_the_next_of_its_ticket(
    server: OddServer, reply: Reply
) -> None:
    server.answers["."] = "451 4.7.1 Later"
    first, second = reply("uno"), reply("dos")
    send.send_due()
    server.answers.clear()
    send.send_due()
    send.send_now(second.pk)
    assert fresh(second).state == State.QUEUED
    let_pass(first, 10)
    send.send_due()
    assert [fresh(mail).state for mail in (first, second)] == [State.ACCEPTED] * 2


def test_back_off_grows_and_ends_in_a_visible_failure(server: OddServer, reply: Reply) -> None:
    server.answers["MAIL"] = "451 4.3.0 Not today"
    mail = reply()
    waits = []
    for _ in range(claim.MOST_ATTEMPTS):
        send.send_due()
        waits.append(fresh(mail).not_before - mail.state_at)
        let_pass(mail, 500)
    assert waits[0] < waits[4]
    assert fresh(mail).state == State.FAILED
    assert "Given up after 12 attempts" in mail.error
    assert "Not today" in mail.error


def test_a_permanent_refusal_is_shown_and_not_tried_again(server: OddServer, reply: Reply) -> None:
    server.answers["RCPT"] = "550 5.1.1 No such user here"
    mail = reply()
    send.send_due()
    server.answers.clear()
    assert send.send_due() == 0
    assert fresh(mail).state == State.FAILED
    assert mail.error == (
        "The mail server refused lucia@correo.example (550 5.1.1 No such user here)"
    )


def test_a_failed_answer_reopens_its_ticket(server: OddServer, reply: Reply) -> None:
    server.answers["."] = "554 5.7.1 Looks like spam"
    mail = reply()
    send.send_due()
    assert Ticket.objects.get(pk=mail.ticket_id).status == Status.OPEN
    running = Clock.objects.filter(ticket=mail.ticket, stopped_at=None)
    assert running.filter(kind=Clock.Kind.FIRST_RESPONSE).exists()


def test_a_refused_copy_is_named_and_the_customer_gets_the_mail(
    server: OddServer, reply: Reply
) -> None:
    server.answers["RCPT TO:<banco@"] = "550 5.1.1 Unknown"
    mail = reply(cc=("banco@caja.example",))
    send.send_due()
    assert fresh(mail).state == State.ACCEPTED
    assert "banco@caja.example" in mail.error
    assert len(server.mails) == 1


def test_a_copy_does_not_leave_without_the_customer(server: OddServer, reply: Reply) -> None:
    server.answers["RCPT TO:<lucia@"] = "450 4.2.1 Mailbox busy"
    mail = reply(cc=("banco@caja.example",))
    send.send_due()
    assert fresh(mail).state == State.DEFERRED
    assert not server.mails


def test_when_the_server_hangs_up_before_the_dot_the_mail_is_tried_again(
    server: OddServer, reply: Reply
) -> None:
    server.answers["DATA"] = ""
    mail = reply()
    send.send_due()
    assert fresh(mail).state == State.DEFERRED


def test_when_the_server_hangs_up_after_the_dot_the_mail_is_ambiguous(
    server: OddServer, reply: Reply
) -> None:
    server.answers["."] = ""
    mail = reply()
    send.send_due()
    assert fresh(mail).state == State.AMBIGUOUS
    assert len(server.mails) == 1
    assert send.send_due() == 0


def test_a_deferral_stands_once_in_the_history(server: OddServer, reply: Reply) -> None:
    server.answers["MAIL"] = "451 4.3.0 Not today"
    mail = reply()
    for _ in range(3):
        send.send_due()
        let_pass(mail, 500)
    told = Event.objects.filter(kind=Event.Kind.DELIVERY, data__mail=mail.pk)
    assert [event.data["state"] for event in told] == ["deferred"]


def test_an_address_refused_on_the_spot_gets_no_automatic_mail_any_more(
    server: OddServer, reply: Reply
) -> None:
    server.answers["RCPT TO:<banco@"] = "550 5.1.1 Unknown"
    server.answers["RCPT TO:<lucia@"] = "250 OK"
    reply(cc=("banco@caja.example",))
    send.send_due()
    (held,) = Suppression.objects.all()
    assert (held.address, held.reason) == ("banco@caja.example", "bounced")
    assert "550 5.1.1 Unknown" in held.why


@pytest.mark.parametrize(("answer", "stopped"), [("550 5.1.1 Nobody", 1), ("550 5.7.1 No", 0)])
def test_only_a_refusal_that_says_nobody_is_there_stops_mail(
    server: OddServer, reply: Reply, answer: str, stopped: int
) -> None:
    server.answers["RCPT"] = answer
    mail = reply()
    send.send_due()
    assert fresh(mail).state == State.FAILED
    assert Suppression.objects.count() == stopped
