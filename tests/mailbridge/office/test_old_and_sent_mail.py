"""The pages on which a manager says what becomes of old mail, and of mail sent from elsewhere."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from pytest_django import Settings

from mailbridge.models import InboundMail, Mailbox
from tests.dovecot import Dovecot
from tests.mailbridge.intake.conftest import letter, mailbox_on
from tickets.models import Channel

MADRID = dt.timezone(dt.timedelta(hours=1))
CHOICE = {"starts_on": "2026-11-16", "old_mail": "since", "since": "2026-01-16"}


@pytest.fixture
def mailbox(channel: Channel, dovecot: Dovecot, settings: Settings) -> Mailbox:
    """It holds three mails of three years."""
    settings.IMAP_CA_FILE = str(dovecot.certificate)
    box = mailbox_on(dovecot, channel)
    client = dovecot.client(box.username)
    for year in (2024, 2025, 2026):
        client.append("INBOX", letter(), msg_time=dt.datetime(year, 6, 1, tzinfo=dt.UTC))
    client.logout()
    return box


def page_of(mailbox: Mailbox) -> str:
    return f"/mail/mailboxes/{mailbox.pk}/old/"


def test_the_servers_count_is_told_before_anything_is_decided(
    office: Client, mailbox: Mailbox
) -> None:
    asked = {**CHOICE, "since": "2025-01-01", "count": "yes"}
    page = office.post(page_of(mailbox), asked).text
    assert "The server counts 3 mails in INBOX." in page
    assert "3 of them are old, 2 of those from the chosen day on." in page
    mailbox.refresh_from_db()
    assert mailbox.starts_at is None


def test_what_is_chosen_is_kept_as_midnights_of_the_channels_zone(
    office: Client, mailbox: Mailbox
) -> None:
    office.post(page_of(mailbox), CHOICE)
    mailbox.refresh_from_db()
    assert mailbox.starts_at == dt.datetime(2026, 11, 16, tzinfo=MADRID)
    assert (mailbox.old_mail, mailbox.old_since) == (
        "since",
        dt.datetime(2026, 1, 16, tzinfo=MADRID),
    )


def test_what_was_left_is_looked_at_again_after_another_choice(
    office: Client, mailbox: Mailbox
) -> None:
    InboundMail.objects.create(
        mailbox=mailbox, folder="INBOX", uidvalidity=1, uid=1, state="done", outcome="left",
        received_at=dt.datetime(2026, 2, 1, tzinfo=dt.UTC),
    )  # fmt: skip
    office.post(page_of(mailbox), CHOICE)
    mailbox.refresh_from_db()
    assert (mailbox.mail.count(), mailbox.reconciled_at) == (0, None)


@pytest.mark.parametrize("wrong", [{"since": ""}, {"starts_on": "soon"}, {"old_mail": "some"}])
def test_a_choice_that_is_none_is_said_so(
    office: Client, mailbox: Mailbox, wrong: dict[str, str]
) -> None:
    page = office.post(page_of(mailbox), {**CHOICE, **wrong}).text
    mailbox.refresh_from_db()
    assert mailbox.starts_at is None
    assert "field__error" in page


@pytest.mark.parametrize("page", ["old", "sent"])
def test_a_server_that_cannot_be_asked_is_told_in_words(
    office: Client, mailbox: Mailbox, page: str
) -> None:
    mailbox.password = "wrong"
    mailbox.save()
    assert (
        "refused the user name or the password"
        in office.get(f"/mail/mailboxes/{mailbox.pk}/{page}/").text
    )


def test_progress_stands_on_the_mailboxes_page_until_all_is_read(
    office: Client, mailbox: Mailbox
) -> None:
    Mailbox.objects.filter(pk=mailbox.pk).update(found=100_000)
    InboundMail.objects.create(
        mailbox=mailbox, folder="INBOX", uidvalidity=1, uid=1, state="done", outcome="archived",
        received_at=dt.datetime(2026, 2, 1, tzinfo=dt.UTC),
    )  # fmt: skip
    assert "1 of 100,000 read" in office.get("/mail/mailboxes/").text
    Mailbox.objects.filter(pk=mailbox.pk).update(found=1)
    assert "of 1 read" not in office.get("/mail/mailboxes/").text


def sent_page(mailbox: Mailbox) -> str:
    return f"/mail/mailboxes/{mailbox.pk}/sent/"


@pytest.mark.parametrize("name", ["Sent", "Sent Items", "Enviados", "Elementos enviados"])
def test_the_folder_of_sent_mail_is_found_by_its_name(
    office: Client,
    mailbox: Mailbox,
    dovecot: Dovecot,
    name: str,
) -> None:
    client = dovecot.client(mailbox.username)
    client.create_folder(name)
    client.logout()
    assert f'<option value="{name}" selected>' in office.get(sent_page(mailbox)).text


def test_a_folder_is_read_and_not_read_any_more(
    office: Client,
    mailbox: Mailbox,
    dovecot: Dovecot,
) -> None:
    client = dovecot.client(mailbox.username)
    client.create_folder("Sent")
    client.logout()
    for folder in ("Sent", "", "Sent"):
        office.post(sent_page(mailbox), {"folder": folder})
        assert mailbox.sent_folder == folder
    assert Mailbox.objects.count() == 2
    assert "hola@papeleria.example · Sent" in office.get("/mail/mailboxes/").text


def test_a_folder_that_the_server_does_not_have_is_refused(
    office: Client,
    mailbox: Mailbox,
) -> None:
    assert "field__error" in office.post(sent_page(mailbox), {"folder": "Nowhere"}).text
    assert mailbox.sent_folder == ""
