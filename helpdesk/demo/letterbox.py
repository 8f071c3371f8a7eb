"""The customers' mailbox on the demo's mail server: read over IMAP, written to over SMTP."""

from __future__ import annotations

import os
import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError

from helpdesk.demo.arrived import Arrived

TIMEOUT_SECONDS = 8
SHOWN = 60
IMAP_VARIABLE, SMTP_VARIABLE = "DEMO_CUSTOMERS_IMAP_URL", "DEMO_CUSTOMERS_SMTP_URL"

# By UIDVALIDITY and UID: the page asks every few seconds, and the head of a mail never changes.
_seen: dict[tuple[int, int], Arrived] = {}


class Unreachable(Exception):
    """The demo's mail server is not there; the page says so."""


def newest() -> list[Arrived]:
    """The heads of the newest mails, newest first. Raises Unreachable."""
    with _inbox() as (inbox, validity):
        uids = sorted(inbox.search("ALL"), reverse=True)[:SHOWN]
        unknown = [uid for uid in uids if (validity, uid) not in _seen]
        found = inbox.fetch(unknown, ["BODY.PEEK[HEADER]"]) if unknown else {}
    for uid, parts in found.items():
        _seen[validity, uid] = Arrived.read(uid, parts[b"BODY[HEADER]"])
    for key in set(_seen) - {(validity, uid) for uid in uids}:
        _seen.pop(key, None)
    return [_seen[validity, uid] for uid in uids if (validity, uid) in _seen]


def opened(uid: int) -> Arrived | None:
    """The whole mail, or None when there is none of this UID. Raises Unreachable."""
    with _inbox() as (inbox, _):
        found = inbox.fetch([uid], ["BODY.PEEK[]"])
        raw = found.get(uid, {}).get(b"BODY[]")
    return Arrived.read(uid, raw) if raw else None


def post(mail: EmailMessage) -> None:
    """Hand the mail to the demo's SMTP server, signed in as a customer. Raises Unreachable."""
    at = urlsplit(os.environ.get(SMTP_VARIABLE, ""))
    if not at.hostname:
        raise Unreachable(SMTP_VARIABLE)
    try:
        with smtplib.SMTP(at.hostname, at.port or 25, timeout=TIMEOUT_SECONDS) as server:
            if at.username:
                server.login(unquote(at.username), unquote(at.password or ""))
            server.send_message(mail)
    except (OSError, smtplib.SMTPException) as error:
        raise Unreachable(str(error)) from error


@contextmanager
def _inbox() -> Iterator[tuple[IMAPClient, int]]:
    """The opened INBOX and its UIDVALIDITY."""
    at = urlsplit(os.environ.get(IMAP_VARIABLE, ""))
    if not at.hostname:
        raise Unreachable(IMAP_VARIABLE)
    try:
        with IMAPClient(at.hostname, at.port, ssl=False, timeout=TIMEOUT_SECONDS) as client:
            client.login(unquote(at.username or ""), unquote(at.password or ""))
            facts = client.select_folder("INBOX", readonly=True)
            yield client, int(facts[b"UIDVALIDITY"])
    except (OSError, IMAPClientError) as error:
        raise Unreachable(str(error)) from error
