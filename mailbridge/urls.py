"""The administrators' pages about mail, and where providers report what became of one.

Without a secret there is no such door for providers (A43).
"""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from mailbridge.office.health import all_well, count
from mailbridge.office.ledger import ledger, make_ticket, raw, retry
from mailbridge.office.mailboxes import mailbox, mailboxes, try_connection, ways
from mailbridge.office.old_mail import old_mail
from mailbridge.office.sent_folder import sent_folder
from mailbridge.office.sign_in import app, sign_in, signed_in
from mailbridge.outbound.webhooks import patterns

app_name = "mailbridge"


def webhooks() -> list[URLResolver]:
    guarded = bool(settings.ANYMAIL.get("WEBHOOK_SECRET"))
    return [path("hooks/", include(patterns()))] if guarded else []


urlpatterns: list[URLPattern | URLResolver] = [
    path("mailboxes/", mailboxes, name="mailboxes"),
    path("mailboxes/new/", mailbox, name="new_mailbox"),
    path("mailboxes/ways/", ways, name="ways"),
    path("mailboxes/new/test/", try_connection, name="test_new_mailbox"),
    path("mailboxes/<int:mailbox_id>/", mailbox, name="mailbox"),
    path("mailboxes/<int:mailbox_id>/test/", try_connection, name="test_mailbox"),
    path("mailboxes/<int:mailbox_id>/old/", old_mail, name="old_mail"),
    path("mailboxes/<int:mailbox_id>/sent/", sent_folder, name="sent_folder"),
    path("mailboxes/<int:mailbox_id>/ways/", ways, name="other_ways"),
    path("mailboxes/<int:mailbox_id>/sign-in/", sign_in, name="sign_in"),
    path("sign-in/", signed_in, name="signed_in"),
    path("sign-in/<slug:provider>/", app, name="app"),
    path("mailboxes/<int:mailbox_id>/count/", count, name="count"),
    path("health/", all_well, name="health"),
    path("ledger/", ledger, name="ledger"),
    path("ledger/<int:mail_id>/raw/", raw, name="raw"),
    path("ledger/<int:mail_id>/retry/", retry, name="retry"),
    path("ledger/<int:mail_id>/ticket/", make_ticket, name="make_ticket"),
    *webhooks(),
]
