"""Answers written in Outlook or Gmail, found in the folder of sent mail on a real server."""

from __future__ import annotations

import datetime as dt
import queue
from collections.abc import Callable

import pytest

from mailbridge.inbound import intake, sent
from mailbridge.inbound.server import watchdog
from mailbridge.inbound.server.watch import Watch
from mailbridge.models import InboundMail, Mailbox
from tests.mailbridge.intake.conftest import Post, letter
from tickets.models import Agent, Clock, Message, Ticket
from tickets.models.ticket import Draft

Write = Callable[..., InboundMail]
ASKED = "<asked@correo.example>"


@pytest.fixture
def asked(post: Post) -> Ticket:
    """Lucía's mail, and the folder of sent mail is read too."""
    client = post.server.client(post.user)
    client.create_folder("Sent")
    client.logout()
    post.mailbox.read_sent("Sent")
    post.deliver(letter(Message_ID=ASKED))
    post.pull()
    return Ticket.objects.get()


@pytest.fixture
def wrote(post: Post) -> Write:
    """What a colleague's mail program leaves in Sent; returns its line in the ledger."""

    def write(text: str = "Hoy mismo.", *, days_ago: int = 0, **fields: str | None) -> InboundMail:
        headers = {"From": "Ana Ruiz <ana@papeleria.example>", "To": "lucia@correo.example"}
        raw = letter(text, **{"Return_Path": None, "In_Reply_To": ASKED, **headers, **fields})
        client = post.server.client(post.user)
        moment = dt.datetime.now(dt.UTC) - dt.timedelta(days=days_ago)
        client.append("Sent", raw, msg_time=moment)
        client.logout()
        return read(post)

    return write


def read(post: Post) -> InboundMail:
    """A visit at the folder of sent mail; its newest line in the ledger."""
    box = Mailbox.objects.select_related("channel", "sent_of").get(sent_of=post.mailbox)
    intake.visit(box)
    return InboundMail.objects.filter(mailbox=box).latest("pk")


def test_an_answer_joins_its_ticket_and_the_customer_no_longer_waits(
    asked: Ticket, wrote: Write, ana: Agent
) -> None:
    row = wrote()
    asked.refresh_from_db()
    assert row.message is not None
    assert (row.outcome, row.ticket, row.message.agent) == ("reply", asked, ana)
    assert (asked.status, asked.assignee) == ("waiting", ana)
    assert not asked.running_clock(Clock.Kind.FIRST_RESPONSE)
    assert not Message.objects.filter(kind="agent", outgoing__isnull=False).exists()


def test_the_mailboxes_own_address_is_us_too(asked: Ticket, wrote: Write) -> None:
    row = wrote(From="Papelería <hola@papeleria.example>")
    assert row.message is not None
    assert (row.outcome, row.message.kind, row.message.agent) == ("reply", "agent", None)


def test_our_own_copy_is_known_by_its_message_id(asked: Ticket, wrote: Write, ana: Agent) -> None:
    message = asked.reply(ana, Draft(text="Lo miramos."))
    assert isinstance(message, Message)
    row = wrote("Lo miramos.", Message_ID=message.message_id)
    assert (row.outcome, row.ticket) == ("own", None)
    assert asked.messages.filter(kind="agent").count() == 1


def test_what_answers_nothing_is_noted_and_makes_no_ticket(asked: Ticket, wrote: Write) -> None:
    row = wrote(In_Reply_To=None, Subject="Pedido de tinta")
    other = wrote(In_Reply_To="<strange@elsewhere.example>")
    assert [row.outcome, other.outcome] == ["ignored", "ignored"]
    assert not row.may_become_ticket
    assert Ticket.objects.count() == 1


def test_a_forward_to_a_supplier_is_no_answer(asked: Ticket, wrote: Write) -> None:
    row = wrote(To="tintas@elsewhere.example")
    assert row.reason == f"It went to nobody who takes part in #{asked.number}."
    assert asked.running_clock(Clock.Kind.FIRST_RESPONSE)


def test_a_later_question_still_waits(asked: Ticket, wrote: Write) -> None:
    clock = asked.running_clock(Clock.Kind.FIRST_RESPONSE)
    assert clock
    wrote(days_ago=1)
    asked.refresh_from_db()
    assert (asked.status, bool(asked.running_clock(Clock.Kind.FIRST_RESPONSE))) == ("new", True)


def test_an_answer_that_is_seen_before_its_question_joins_later(
    asked: Ticket, wrote: Write, post: Post
) -> None:
    row = wrote(In_Reply_To="<second@correo.example>")
    assert row.outcome == "ignored"
    sent.look_again()
    row.refresh_from_db()
    assert row.state == "done"  # its question has not come: it is not read for nothing
    post.deliver(letter("Otra cosa.", Message_ID="<second@correo.example>"))
    post.pull()
    sent.look_again()
    row.refresh_from_db()
    assert row.state == "stored"


def test_sent_mail_is_counted_like_the_inbox(asked: Ticket, wrote: Write, post: Post) -> None:
    box = wrote().mailbox
    assert watchdog.count(box)
    box.refresh_from_db()
    assert (box.on_server, box.in_ledger, box.without_row) == (1, 1, 0)
    assert str(box) == "hola@papeleria.example · Sent"


def test_old_answers_join_the_archived_thread_and_other_old_mail_is_noted(
    asked: Ticket, wrote: Write, post: Post
) -> None:
    post.mailbox.choose_old_mail(
        starts_at=dt.datetime.now(dt.UTC) - dt.timedelta(days=3), old_mail="all", old_since=None
    )
    row = wrote(References="<old@correo.example>", In_Reply_To=None, days_ago=40)
    assert (row.outcome, row.ticket and row.ticket.is_archived) == ("archived", True)
    assert wrote(In_Reply_To=None, days_ago=40).outcome == "ignored"


def test_while_the_mailbox_rests_its_sent_mail_does_too(asked: Ticket, post: Post) -> None:
    Mailbox.objects.filter(pk=post.mailbox.pk).update(
        retry_at=dt.datetime.now(dt.UTC) + dt.timedelta(hours=1)
    )
    assert intake.due_mailboxes() == []


def test_an_answer_wakes_the_worker_at_once(asked: Ticket, post: Post) -> None:
    woken: queue.Queue[int] = queue.Queue()
    watch = Watch(woken.put)
    watch.look()
    box = Mailbox.objects.get(sent_of=post.mailbox)
    assert {woken.get(timeout=15), woken.get(timeout=15)} == {post.mailbox.pk, box.pk}
    client = post.server.client(post.user)
    client.append("Sent", letter("Hoy mismo."))
    client.logout()
    assert woken.get(timeout=15) == box.pk
    Mailbox.objects.update(is_active=False)
    watch.look()
