from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from mailbridge.models import InboundMail, Mailbox
from tickets.models import Agent, Channel, blob

FORM = {
    "host": "127.0.0.1", "port": "993", "security": "tls", "username": "support",
    "secret": "a secret", "folder": "INBOX", "afterwards": "keep", "processed_folder": "",
    "retention_days": "14", "is_active": "on", "has_plus_addresses": "on",
}  # fmt: skip
NOW = dt.datetime(2026, 11, 16, 9, tzinfo=dt.UTC)
PAGES = ["/mail/mailboxes/", "/mail/mailboxes/new/", "/mail/ledger/", "/mail/health/"]


@pytest.fixture
def mailbox(channel: Channel) -> Mailbox:
    box = Mailbox(channel=channel, host="imap.papeleria.example", username="support")
    box.password = "a secret"
    box.save()
    return box


@pytest.fixture
def quarantined(mailbox: Mailbox) -> InboundMail:
    return InboundMail.objects.create(
        mailbox=mailbox, folder="INBOX", uidvalidity=1, uid=7, received_at=NOW, size=64,
        sha256=blob.put(b"Subject: <script>alert(1)</script>\r\n\r\n\xff"),
        state="quarantined", outcome="unreadable", reason="Reading it took longer than 10 s.",
        attempts=3,
    )  # fmt: skip


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_an_administrator_comes_in(office: Client, page: str) -> None:
    assert office.get(page).status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_even_for_a_lead_these_pages_are_not_found(client: Client, luisa: Agent, page: str) -> None:
    client.force_login(luisa)
    assert client.get(page).status_code == 404


def test_a_new_mailbox_brings_its_channel(office: Client) -> None:
    new = {"channel_name": "Sol", "channel_address": "Hola@papeleria.example"}
    office.post("/mail/mailboxes/new/", {**FORM, **new})
    assert Mailbox.objects.get().channel.address == "hola@papeleria.example"


def test_a_mailbox_for_a_channel_that_exists(office: Client, channel: Channel) -> None:
    office.post("/mail/mailboxes/new/", {**FORM, "channel": channel.pk})
    assert Mailbox.objects.get().channel == channel


def test_a_new_channel_needs_name_and_address(office: Client) -> None:
    answer = office.post("/mail/mailboxes/new/", FORM)
    assert answer.content.decode().count("A new channel needs it.") == 2


def test_the_password_is_encrypted_and_never_shown(office: Client, channel: Channel) -> None:
    office.post("/mail/mailboxes/new/", {**FORM, "channel": channel.pk})
    box = Mailbox.objects.get()
    assert (box.password, "a secret" in box.sealed_secret) == ("a secret", False)
    assert "a secret" not in text(office, f"/mail/mailboxes/{box.pk}/")


def test_an_empty_password_keeps_the_stored_one(office: Client, mailbox: Mailbox) -> None:
    changed = {"channel": mailbox.channel_id, "host": mailbox.host, "secret": "", "folder": "Help"}
    office.post(f"/mail/mailboxes/{mailbox.pk}/", {**FORM, **changed})
    mailbox.refresh_from_db()
    assert (mailbox.folder, mailbox.password) == ("Help", "a secret")


@pytest.mark.parametrize("address", ["", "test/"])
def test_the_stored_password_goes_to_no_other_server(
    office: Client, mailbox: Mailbox, address: str
) -> None:
    changed = {"channel": mailbox.channel_id, "secret": "", "host": "elsewhere.example"}
    answer = office.post(f"/mail/mailboxes/{mailbox.pk}/{address}", {**FORM, **changed})
    assert "write the password again" in answer.content.decode()
    mailbox.refresh_from_db()
    assert mailbox.host == "imap.papeleria.example"


def test_a_mailbox_that_was_put_right_is_tried_at_once(office: Client, mailbox: Mailbox) -> None:
    Mailbox.objects.filter(pk=mailbox.pk).update(retry_at=NOW)
    changed = {"channel": mailbox.channel_id, "host": mailbox.host}
    office.post(f"/mail/mailboxes/{mailbox.pk}/", {**FORM, **changed})
    mailbox.refresh_from_db()
    assert mailbox.retry_at is None


def test_a_password_in_clear_goes_to_a_private_server_only(
    office: Client, channel: Channel
) -> None:
    form = {**FORM, "channel": channel.pk, "security": "plain"}
    refused = office.post("/mail/mailboxes/new/", {**form, "host": "imap.papeleria.example"})
    assert "choose TLS" in refused.content.decode()
    office.post("/mail/mailboxes/new/", form)
    assert Mailbox.objects.get().host == "127.0.0.1"


def test_the_list_says_what_is_wrong_and_when_we_try_again(
    office: Client, mailbox: Mailbox
) -> None:
    Mailbox.objects.filter(pk=mailbox.pk).update(
        problem_kind="login", retry_at=NOW, failing_since=NOW
    )
    page = text(office, "/mail/mailboxes/")
    assert "The mail server refused the user name" in page
    assert "We try again:" in page


def test_the_list_counts_what_became_of_the_mail(office: Client, quarantined: InboundMail) -> None:
    assert "could not be read: 1" in text(office, "/mail/mailboxes/")


def test_the_list_tells_the_last_count(office: Client, mailbox: Mailbox) -> None:
    Mailbox.objects.update(counted_at=NOW, on_server=88, in_ledger=87, without_row=1)
    page = text(office, "/mail/mailboxes/")
    assert "88 mails on the server, 87 in our list. 1 mail on the server is not" in page


def test_the_ledger_says_what_became_of_each_mail_and_why(
    office: Client, quarantined: InboundMail
) -> None:
    assert "Reading it took longer than 10 s." in text(office, "/mail/ledger/")


def test_the_ledger_is_narrowed_by_outcome(office: Client, quarantined: InboundMail) -> None:
    assert quarantined.reason in text(office, "/mail/ledger/?outcome=unreadable")
    assert quarantined.reason not in text(office, "/mail/ledger/?outcome=reply")


@pytest.mark.parametrize("words", ["LUCIA@correo", "carg", "<77@correo.example>"])
def test_the_ledger_is_searched_by_sender_subject_and_message_id(
    office: Client, quarantined: InboundMail, words: str
) -> None:
    InboundMail.objects.update(
        from_addr="lucia@correo.example", subject="Cargo", message_id_header="<77@correo.example>"
    )
    found = office.get("/mail/ledger/", {"q": words}).content.decode()
    assert quarantined.reason in found


@pytest.mark.parametrize("words", ["nobody", "%", "\0nobody"])
def test_a_search_that_finds_nothing_says_so(
    office: Client, quarantined: InboundMail, words: str
) -> None:
    assert "No mail found" in office.get("/mail/ledger/", {"q": words}).content.decode()


def test_the_ledger_is_narrowed_by_mailbox(office: Client, quarantined: InboundMail) -> None:
    key = quarantined.mailbox_id
    assert quarantined.reason in text(office, f"/mail/ledger/?mailbox={key}")
    assert quarantined.reason not in text(office, f"/mail/ledger/?mailbox={key + 1}")


def test_the_ledger_goes_on_page_by_page(office: Client, mailbox: Mailbox) -> None:
    InboundMail.objects.bulk_create(
        InboundMail(mailbox=mailbox, folder="INBOX", uidvalidity=1, uid=uid, received_at=NOW)
        for uid in range(1, 52)
    )
    last = InboundMail.objects.order_by("pk")[1].pk
    assert f"?after={last}" in text(office, "/mail/ledger/")
    assert "INBOX 1 " in text(office, f"/mail/ledger/?after={last}")


def test_a_raw_mail_is_text_that_no_browser_runs(office: Client, quarantined: InboundMail) -> None:
    answer = office.get(f"/mail/ledger/{quarantined.pk}/raw/")
    assert answer["Content-Type"].startswith("text/plain")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer.content.endswith(b"\xff")


def test_a_quarantined_mail_is_read_again(office: Client, quarantined: InboundMail) -> None:
    office.post(f"/mail/ledger/{quarantined.pk}/retry/")
    quarantined.refresh_from_db()
    assert (quarantined.state, quarantined.attempts, quarantined.outcome) == ("stored", 0, "")


def test_a_mail_that_is_done_is_not_read_again(office: Client, quarantined: InboundMail) -> None:
    InboundMail.objects.filter(pk=quarantined.pk).update(state="done")
    office.post(f"/mail/ledger/{quarantined.pk}/retry/")
    quarantined.refresh_from_db()
    assert quarantined.state == "done"


def test_a_new_mailbox_takes_nothing_old_before_somebody_says_so(office: Client, db: None) -> None:
    new = {**FORM, "channel_name": "Sol", "channel_address": "sol@papeleria.example"}
    answer = office.post("/mail/mailboxes/new/", new)
    mailbox = Mailbox.objects.get()
    assert answer["Location"] == f"/mail/mailboxes/{mailbox.pk}/old/"
    assert mailbox.starts_at is not None
    assert mailbox.leaves(mailbox.starts_at - dt.timedelta(seconds=1))
    assert not mailbox.leaves(mailbox.starts_at)
