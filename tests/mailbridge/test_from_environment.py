"""The first mailbox, set up from the environment."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from mailbridge.from_environment import Unclear, mailbox_from
from mailbridge.models import Mailbox
from tickets.models import Channel

pytestmark = pytest.mark.django_db

NAMED = {
    "MAILBOX_ADDRESS": "Hola@Papeleria.example",
    "MAILBOX_HOST": "imap.papeleria.example",
    "MAILBOX_PASSWORD": "acorn and oak",
}


def test_a_named_mailbox_is_made_with_its_channel() -> None:
    mailbox = mailbox_from(NAMED)
    assert (mailbox.port, mailbox.security) == (993, Mailbox.Security.TLS)
    assert mailbox.username == mailbox.channel.address == "hola@papeleria.example"
    assert mailbox.password == "acorn and oak"


def test_what_lay_there_before_today_becomes_history() -> None:
    mailbox = mailbox_from(NAMED)
    yesterday = timezone.now() - dt.timedelta(days=1)
    assert mailbox.is_old(yesterday)
    assert not mailbox.leaves(yesterday)
    assert not mailbox.is_old(timezone.now())


def test_the_secret_is_not_kept_in_clear() -> None:
    assert "acorn" not in mailbox_from(NAMED).sealed_secret


def test_a_second_start_changes_nothing(channel: Channel) -> None:
    first = mailbox_from(NAMED)
    again = mailbox_from(NAMED)
    assert (again.pk, again.sealed_secret) == (first.pk, first.sealed_secret)
    assert first.channel == channel


def test_a_new_port_takes_the_old_trouble_away() -> None:
    mailbox = mailbox_from(NAMED)
    Mailbox.objects.update(problem_kind="login", failures=3, retry_at=timezone.now())
    changed = mailbox_from({**NAMED, "MAILBOX_PORT": "1993"})
    assert changed.pk == mailbox.pk
    assert (changed.port, changed.problem, changed.retry_at) == (1993, None, None)


@pytest.mark.parametrize(
    "wrong",
    [
        {"MAILBOX_HOST": ""},
        {"MAILBOX_ADDRESS": "nobody"},
        {"MAILBOX_PORT": "143a"},
        {"MAILBOX_PORT": "70000"},
        {"MAILBOX_SECURITY": "perhaps"},
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_made(wrong: dict[str, str]) -> None:
    with pytest.raises(Unclear):
        mailbox_from({**NAMED, **wrong})
    assert not Mailbox.objects.exists()


def test_the_command_names_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MAILBOX_HOST", raising=False)
    with pytest.raises(CommandError, match="MAILBOX_HOST"):
        call_command("set_mailbox")
