"""What a person reads when a mailbox cannot be opened; the password leaves only over a checked TLS."""

from __future__ import annotations

import base64
import socket

import pytest
from pytest_django import Settings

from mailbridge.inbound import intake
from mailbridge.inbound.server import imap
from mailbridge.inbound.server.imap import CannotConnect
from mailbridge.models import Mailbox
from mailbridge.problems.pauses import pause_after
from tests.dovecot import Dovecot
from tests.mailbridge.intake.conftest import Post, letter, mailbox_on
from tests.mailbridge.intake.imap_script import scripted_imap
from tickets.models import Channel

NO_STARTTLS = b"* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\nTAG OK done\r\n"


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imap, "CONNECT_SECONDS", 2)


def refusal(post: Post, **fields: object) -> CannotConnect:
    for name, value in fields.items():
        setattr(post.mailbox, name, value)
    with pytest.raises(CannotConnect) as caught:
        imap.connect(post.mailbox)
    return caught.value


def test_a_wrong_password_is_said_and_not_tried_again_at_once(post: Post) -> None:
    post.mailbox.password = "wrong"
    why = refusal(post)
    assert why.kind == "login"
    assert why.problem.reason == "The mail server refused the user name or the password."
    assert pause_after(why.problem, 1) > 50


def test_a_wrong_password_loses_no_mail(post: Post) -> None:
    post.deliver(letter())
    genuine = post.mailbox.sealed_secret
    post.mailbox.password = "wrong"
    post.mailbox.save()
    assert post.pull() == []
    assert "password" in str(post.mailbox.problem)
    Mailbox.objects.filter(pk=post.mailbox.pk).update(sealed_secret=genuine, retry_at=None)
    assert [row.outcome for row in post.pull()] == ["ticket"]


def test_a_host_that_does_not_exist_is_said(post: Post) -> None:
    why = refusal(post, host="imap.nowhere.invalid")
    assert why.kind == "unknown_host"
    assert why.problem.reason == "There is no server called imap.nowhere.invalid."


def test_a_closed_port_is_said(post: Post) -> None:
    why = refusal(post, port=9)
    assert why.kind == "refused"
    assert "port 9" in why.problem.reason


def test_a_server_that_says_nothing_is_not_waited_for_long(post: Post) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        why = refusal(post, port=silent.getsockname()[1])
    assert why.kind == "timeout"
    assert "did not answer in time" in why.problem.reason


def test_tls_at_a_port_without_tls_is_said(post: Post, dovecot: Dovecot) -> None:
    why = refusal(post, port=dovecot.port)
    assert why.kind == "not_tls"
    assert "does not speak TLS" in why.problem.reason


def test_starttls_at_a_port_with_tls_is_said(post: Post) -> None:
    why = refusal(post, security=Mailbox.Security.STARTTLS)
    assert why.kind in ("timeout_without_tls", "network")
    assert "TLS" in why.problem.hint or "encryption" in why.problem.hint


def test_a_certificate_that_nobody_vouches_for_is_refused(post: Post, settings: Settings) -> None:
    settings.IMAP_CA_FILE = ""
    why = refusal(post)
    assert why.kind == "certificate"
    assert "the password was not sent" in why.problem.reason


def test_starttls_signs_in_over_tls(post: Post, dovecot: Dovecot) -> None:
    post.mailbox.port, post.mailbox.security = dovecot.port, Mailbox.Security.STARTTLS
    client = imap.connect(post.mailbox)
    assert client.socket().version().startswith("TLS")
    imap.hang_up(client)


@pytest.mark.parametrize("greeting", [b"* OK ready\r\n", b"* PREAUTH welcome\r\n"])
def test_without_starttls_the_password_is_never_sent(post: Post, greeting: bytes) -> None:
    with scripted_imap(greeting=greeting, CAPABILITY=NO_STARTTLS) as server:
        why = refusal(post, host="127.0.0.1", port=server.port, security=Mailbox.Security.STARTTLS)
        assert why.kind == "starttls_missing"
        assert b"LOGIN" not in server.heard
        assert b"AUTHENTICATE" not in server.heard
        assert post.server.password.encode() not in server.heard


def test_a_server_that_wants_encryption_first_gets_no_password(post: Post) -> None:
    said = b"* CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED\r\nTAG OK done\r\n"
    with scripted_imap(CAPABILITY=said) as server:
        why = refusal(post, port=server.port, security=Mailbox.Security.PLAIN)
        assert why.kind == "tls_required"
        assert b"LOGIN" not in server.heard


def test_the_pause_that_a_throttling_server_asks_for_is_kept_f39(post: Post) -> None:
    said = b"TAG NO [UNAVAILABLE] Too many requests. Suggested Backoff Time: 90000 Milliseconds\r\n"
    with scripted_imap(CAPABILITY=NO_STARTTLS, LOGIN=said) as server:
        why = refusal(post, port=server.port, security=Mailbox.Security.PLAIN)
        assert (why.kind, pause_after(why.problem, 1, wish=why.retry_seconds)) == ("busy", 91)


def test_a_user_name_with_odd_characters_arrives_whole(post: Post) -> None:
    with scripted_imap(CAPABILITY=NO_STARTTLS, AUTHENTICATE=b"+ \r\n") as server:
        post.mailbox.username, post.mailbox.port = 'sup"port \\ñ', server.port
        post.mailbox.security = Mailbox.Security.PLAIN
        imap.hang_up(imap.connect(post.mailbox))
        said = base64.b64decode(server.heard.splitlines()[-1])
        assert said.decode() == f'\0sup"port \\ñ\0{post.server.password}'


def test_a_missing_folder_is_said(post: Post) -> None:
    client = imap.connect(post.mailbox)
    post.mailbox.folder = "Nowhere"
    with pytest.raises(CannotConnect, match="Nowhere") as caught:
        imap.select(client, post.mailbox)
    imap.hang_up(client)
    assert caught.value.kind == "folder"


def test_a_password_sealed_with_a_lost_key_is_said(post: Post) -> None:
    assert refusal(post, sealed_secret="nonsense").kind == "secret"


def test_one_bad_mailbox_never_stops_another(post: Post) -> None:
    ventas = Channel.ready_made(name="Ventas", address="ventas@papeleria.example")
    broken = mailbox_on(post.server, ventas)
    Mailbox.objects.filter(pk=broken.pk).update(port=9)
    post.deliver(letter())
    for key in intake.due_mailboxes():
        intake.visit(Mailbox.objects.select_related("channel").get(pk=key))
    assert [row.outcome for row in post.rows()] == ["ticket"]
    broken.refresh_from_db()
    assert str(broken.problem).startswith("Nothing answers at 127.0.0.1, port 9.")
    assert intake.due_mailboxes() == [post.mailbox.pk]
