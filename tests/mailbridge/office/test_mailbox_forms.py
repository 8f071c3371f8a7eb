"""The mailbox form asks for what the chosen way needs, and keeps what is secret where it belongs."""

from __future__ import annotations

import pytest
from django.test import Client

from mailbridge.models import Grant, Mailbox, OAuthApp, Sender
from mailbridge.office.mailbox_form import MailboxForm
from tests.mailbridge.office.test_mailboxes import FORM
from tickets.models import Agent, Channel

POSTMARK = {"sender-kind": "postmark", "sender-secret": "canary-key"}
SMTP = {
    "sender-kind": "smtp", "sender-host": "smtp.papeleria.example", "sender-port": "587",
    "sender-security": "starttls", "sender-username": "hola", "sender-secret": "canary-smtp",
}  # fmt: skip
ACCOUNT = {
    "username": "hola@papeleria.example", "folder": "INBOX", "afterwards": "keep",
    "retention_days": "14", "is_active": "on", "sender-kind": "account",
}  # fmt: skip
NEW, APP = "/mail/mailboxes/new/", "/mail/sign-in/microsoft/"
APP_FORM = {
    "client_id": "app-1", "client_secret": "canary-secret", "tenant": "papeleria.example",
    "secret_ends_on": "2027-03-31",
}  # fmt: skip


def saved(office: Client, channel: Channel, **parts: str) -> str:
    """The page after a try to save a new mailbox; empty when it went well."""
    answer = office.post(NEW, {**FORM, "channel": channel.pk, **parts})
    return answer.content.decode()


@pytest.mark.parametrize("way", ["google", "microsoft", "microsoft_app", "password"])
def test_each_way_asks_for_no_more_than_it_needs(office: Client, way: str) -> None:
    page = office.get(f"{NEW}?with={way}").content.decode()
    assert ('name="host"' in page, 'name="secret"' in page) == (way == "password",) * 2
    assert ('value="account"' in page) == (way != "password")


def test_a_new_mailbox_begins_with_where_it_is(office: Client) -> None:
    page = office.get("/mail/mailboxes/ways/").content.decode()
    assert page.count(f"{NEW}?with=") == 4


def test_a_mailbox_at_google_knows_its_servers_by_itself(office: Client, channel: Channel) -> None:
    answer = office.post(f"{NEW}?with=google", {**ACCOUNT, "channel": channel.pk})
    box = Mailbox.objects.get()
    assert (box.sign_in, box.host, box.port) == ("google", "imap.gmail.com", 993)
    assert box.sender.kind == "account"
    page = office.get(answer.headers["Location"]).content.decode()
    assert "Set up the app" in page
    assert "Test the connection" not in page


def test_a_host_that_is_slipped_in_gets_no_token(office: Client, channel: Channel) -> None:
    form = {**ACCOUNT, "channel": channel.pk, "host": "evil.example", "sender-host": "evil.example"}
    office.post(f"{NEW}?with=microsoft", form)
    assert Mailbox.objects.get().host == "outlook.office365.com"


def test_another_account_needs_another_sign_in(office: Client, channel: Channel) -> None:
    office.post(f"{NEW}?with=google", {**ACCOUNT, "channel": channel.pk})
    box = Mailbox.objects.get()
    Grant.objects.create(mailbox=box)
    same = {**ACCOUNT, "channel": channel.pk, "folder": "Help"}
    office.post(f"/mail/mailboxes/{box.pk}/", same)
    assert Grant.objects.exists()
    office.post(f"/mail/mailboxes/{box.pk}/", {**same, "username": "ventas@papeleria.example"})
    assert not Grant.objects.exists()


def test_a_provider_needs_its_key_which_is_never_shown(office: Client, channel: Channel) -> None:
    assert "needs a key" in saved(office, channel, **{"sender-kind": "postmark"})
    saved(office, channel, **POSTMARK)
    sender = Sender.objects.get()
    assert (sender.secret, "canary" in sender.sealed_secret) == ("canary-key", False)
    page = office.get(f"/mail/mailboxes/{sender.mailbox_id}/").content.decode()
    assert "canary" not in page


def test_only_providers_of_the_list_can_be_chosen(office: Client, channel: Channel) -> None:
    page = saved(office, channel, **{"sender-kind": "anymail.backends.test.EmailBackend"})
    assert "is not one of the available choices" in page
    assert not Sender.objects.exists()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"sender-host": ""}, "Name the server that sends mail."),
        ({"sender-security": "plain"}, "choose TLS"),
        ({"sender-secret": ""}, "This user has a password."),
    ],
)
def test_a_server_that_sends_is_named_in_full(
    office: Client, channel: Channel, changed: dict[str, str], words: str
) -> None:
    assert words in saved(office, channel, **{**SMTP, **changed})
    assert not Mailbox.objects.exists()


def test_the_stored_secret_goes_to_no_other_server(office: Client, channel: Channel) -> None:
    saved(office, channel, **SMTP)
    box = Mailbox.objects.get()
    form = {**FORM, **SMTP, "channel": channel.pk, "secret": "", "sender-secret": ""}
    moved = {**form, "sender-host": "evil.example"}
    page = office.post(f"/mail/mailboxes/{box.pk}/", moved).content.decode()
    assert "write the password again" in page
    office.post(f"/mail/mailboxes/{box.pk}/", form)
    assert Sender.objects.get().secret == "canary-smtp"


def test_the_test_speaks_of_mail_in_and_mail_out(office: Client, channel: Channel) -> None:
    form = {**FORM, "channel": channel.pk, "port": "9", "host": "127.0.0.1"}
    page = office.post("/mail/mailboxes/new/test/", form, HTTP_HX_REQUEST="true").content.decode()
    assert "Nothing answers at 127.0.0.1, port 9." in page
    assert "A test mail is on its way to olga@papeleria.example." in page
    assert not Mailbox.objects.exists()


def test_the_app_is_kept_and_its_secret_never_shown(office: Client) -> None:
    office.post(APP, APP_FORM)
    app = OAuthApp.objects.get()
    assert (app.client_secret, "canary" in app.sealed_secret) == ("canary-secret", False)
    assert "canary" not in office.get(APP).content.decode()
    office.post(APP, {**APP_FORM, "client_secret": "", "tenant": "elsewhere.example"})
    assert OAuthApp.objects.get().client_secret == "canary-secret"


def test_the_address_to_come_back_to_can_be_copied(office: Client) -> None:
    for provider in ("google", "microsoft"):
        page = office.get(f"/mail/sign-in/{provider}/").content.decode()
        assert 'value="http://testserver/mail/sign-in/"' in page


@pytest.mark.parametrize("page", ["/mail/mailboxes/ways/", APP, "/mail/sign-in/?code=x"])
def test_even_for_a_lead_these_pages_are_not_found(client: Client, luisa: Agent, page: str) -> None:
    client.force_login(luisa)
    assert client.get(page).status_code == 404


def test_saving_leaves_alone_what_a_worker_moved_meanwhile(
    office: Client, channel: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(office, channel, **POSTMARK)
    box = Mailbox.objects.get()
    form = {**FORM, **POSTMARK, "channel": channel.pk, "secret": "", "folder": "Help"}

    def visit(form: MailboxForm) -> None:
        """The page has loaded the row; now a worker takes the lease and counts."""
        assert Mailbox.objects.get(pk=box.pk).take_lease(60)
        Mailbox.objects.filter(pk=box.pk).update(on_server=7, differing=["row 1"], uidvalidity=3)
        full_clean(form)

    full_clean = MailboxForm.full_clean
    monkeypatch.setattr(MailboxForm, "full_clean", visit)
    assert office.post(f"/mail/mailboxes/{box.pk}/", form).status_code == 302
    now = Mailbox.objects.get()
    assert (now.folder, now.fence, now.on_server, now.differing) == ("Help", 1, 7, ["row 1"])
    assert now.lease_until is not None
    assert (now.uidvalidity, now.retry_at) == (3, None)
