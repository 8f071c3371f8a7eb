"""Each mailbox's answers leave by its own way, and trouble on one way delays nobody else's mail."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core import mail as django_mail
from pytest_django import Settings

from mailbridge.models import Mailbox, Sender
from mailbridge.outbound import claim, send
from mailbridge.outbound.line import Line
from mailbridge.outbound.trial import try_sender
from mailbridge.outbound.ways import APIS, backend_for
from mailbridge.problems.problem import Problem
from tests.cast import Receive
from tests.mailbridge.outbound.conftest import Reply, fresh, let_pass
from tests.mailbridge.outbound.odd_server import OddServer
from tests.mailbridge.outbound.provider_stub import ProviderStub
from tickets.models import Channel, OutgoingMail, Ticket

State, Kind = OutgoingMail.State, Sender.Kind
AUTH = ("AUTH LOGIN PLAIN",)


@pytest.fixture
def own() -> Iterator[OddServer]:
    """Another server than that of the settings, which wants a password."""
    server = OddServer(capabilities=AUTH, answers={"AUTH": "235 Welcome"})
    yield server
    server.end()


@pytest.fixture
def sender(mailbox: Mailbox, own: OddServer) -> Sender:
    sender = Sender(
        mailbox=mailbox, kind=Kind.SMTP, host="127.0.0.1", port=own.port, security="plain",
        username="hola",
    )  # fmt: skip
    sender.secret = "acorn"
    sender.save()
    return sender


@pytest.fixture
def of_another(mail: Receive, channel: Channel, server: OddServer) -> OutgoingMail:
    """An acknowledgement of another mailbox, which leaves by the settings' server."""
    ventas = Channel.ready_made(name="Ventas", address="ventas@papeleria.example")
    Mailbox.objects.create(channel=ventas, host="imap.papeleria.example", username="ventas")
    ticket = Ticket.open_from(mail(), channel=ventas)
    return OutgoingMail.objects.get(ticket=ticket)


def test_answers_leave_by_the_mailboxs_own_server(
    server: OddServer, own: OddServer, sender: Sender, reply: Reply
) -> None:
    mail = reply()
    send.send_due()
    assert fresh(mail).state == State.ACCEPTED
    assert (len(own.mails), len(server.mails)) == (1, 0)
    assert any(command.startswith("AUTH") for command in own.commands)


def test_a_dead_server_rests_and_delays_no_other_mailbox(
    server: OddServer, own: OddServer, sender: Sender, reply: Reply, of_another: OutgoingMail
) -> None:
    own.end()
    mails = [reply("uno"), reply("dos")]
    send.send_due()
    assert fresh(of_another).state == State.ACCEPTED
    assert [fresh(mail).attempts for mail in mails] == [1, 0]
    sender.refresh_from_db()
    assert sender.problem
    assert sender.problem.kind == "smtp_refused"
    assert str(own.port) in sender.problem.reason


def test_a_server_that_is_back_is_found_again(own: OddServer, sender: Sender, reply: Reply) -> None:
    own.answers[""] = "421 Later"
    mail = reply()
    send.send_due()
    del own.answers[""]
    let_pass(mail, 10)
    send.send_due()
    sender.refresh_from_db()
    assert (fresh(mail).state, sender.problem, sender.failures) == (State.ACCEPTED, None, 0)


def test_a_server_in_trouble_is_tried_by_one_worker_at_a_time(
    own: OddServer, sender: Sender, reply: Reply
) -> None:
    sender.note_trouble(Problem("smtp_timeout"), pause=0)
    first, second = reply("uno"), reply("dos")
    assert claim.claim(first.pk)
    Line(first.ticket.channel_id)
    OutgoingMail.objects.filter(pk=first.pk).update(state=State.ACCEPTED)
    assert claim.claim(second.pk) is None


def test_a_refused_password_rests_long_and_is_said(
    own: OddServer, sender: Sender, reply: Reply
) -> None:
    own.answers["AUTH"] = "535 5.7.8 Wrong password"
    mail = reply()
    send.send_due()
    sender.refresh_from_db()
    assert sender.problem
    assert sender.problem.kind == "smtp_login"
    assert "535 5.7.8 Wrong password" in sender.problem.reason
    assert fresh(mail).state == State.DEFERRED


def test_the_mail_itself_being_refused_is_no_trouble_of_the_server(
    own: OddServer, sender: Sender, reply: Reply
) -> None:
    own.answers["RCPT"] = "550 5.1.1 No such user"
    reply()
    send.send_due()
    sender.refresh_from_db()
    assert sender.problem is None


def test_the_settings_server_in_trouble_is_noted_at_the_mailbox(
    server: OddServer, mailbox: Mailbox, reply: Reply
) -> None:
    server.end()
    reply()
    send.send_due()
    noted = Sender.objects.get(mailbox=mailbox)
    assert (noted.kind, noted.problem_kind) == (Kind.SETTINGS, "smtp_refused")


def test_a_paused_mailbox_holds_its_mail_until_it_is_let_go(
    own: OddServer, sender: Sender, reply: Reply
) -> None:
    Sender.objects.update(is_paused=True)
    mail = reply()
    assert send.send_due() == 0
    Sender.objects.update(is_paused=False)
    send.send_due()
    assert fresh(mail).state == State.ACCEPTED


def test_no_server_of_our_own_network_is_spoken_to_a11(
    own: OddServer, sender: Sender, reply: Reply, settings: Settings
) -> None:
    settings.PRIVATE_MAIL_HOSTS = []
    reply()
    send.send_due()
    sender.refresh_from_db()
    assert sender.problem_kind == "unknown_host"
    assert not own.commands


def test_a_providers_own_key_is_used(
    mailbox: Mailbox, reply: Reply, settings: Settings, server: OddServer
) -> None:
    stub = ProviderStub()
    settings.ANYMAIL = {"POSTMARK_API_URL": stub.url, "POSTMARK_SERVER_TOKEN": "of the settings"}
    sender = Sender(mailbox=mailbox, kind=Kind.POSTMARK)
    sender.secret = "of the mailbox"
    sender.save()
    mail = reply()
    send.send_due()
    stub.end()
    assert fresh(mail).provider_id == "pm-1"
    assert stub.headers[0]["X-Postmark-Server-Token"] == "of the mailbox"
    assert not server.mails


@pytest.mark.parametrize("kind", APIS)
def test_each_provider_of_the_list_can_be_had(mailbox: Mailbox, kind: str) -> None:
    sender = Sender(mailbox=mailbox, kind=kind, username="a name")
    sender.secret = "a key"
    assert kind.split("_", maxsplit=1)[0] in type(backend_for(sender)).__module__


def test_trying_a_good_server_sends_nothing(own: OddServer, sender: Sender) -> None:
    verdict = try_sender(sender, sent_by="hola@papeleria.example", to="olga@papeleria.example")
    assert str(verdict) == "Answers can leave: the server that sends them let us in."
    assert not own.mails


def test_trying_says_what_is_wrong(own: OddServer, sender: Sender) -> None:
    own.answers["AUTH"] = "535 5.7.8 Wrong password"
    verdict = try_sender(sender, sent_by="hola@papeleria.example", to="olga@papeleria.example")
    assert "127.0.0.1 does not let us send: “535 5.7.8 Wrong password”" in str(verdict)


def test_a_provider_is_tried_by_a_mail_to_the_one_who_asks(mailbox: Mailbox) -> None:
    sender = Sender(mailbox=mailbox)  # the tests' own backend stands for an API
    verdict = try_sender(sender, sent_by="hola@papeleria.example", to="olga@papeleria.example")
    assert str(verdict) == "A test mail is on its way to olga@papeleria.example."
    assert [mail.to for mail in django_mail.outbox] == [["olga@papeleria.example"]]
