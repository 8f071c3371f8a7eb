"""Try a mailbox as it is typed, and say in words what is wrong and what to do."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError

from mailbridge.inbound.imap import CannotConnect, connect, hang_up, select
from mailbridge.models import Mailbox


@dataclass(frozen=True)
class Verdict:
    """What the test found. `kind` is "" when all is well, else as in `CannotConnect`."""

    kind: str
    reason: str
    hint: str

    @property
    def is_good(self) -> bool:
        return not self.kind


def test(mailbox: Mailbox) -> Verdict:
    """Sign in, open the folder and count its mail; nothing on the server is changed."""
    if settings.FORBID_PRIVATE_MAIL_HOSTS and is_private(mailbox.host):
        # The same words as for a server that is not there: no map of our network (A11).
        return Verdict(
            "unknown_host",
            _("There is no server called %(host)s.") % {"host": mailbox.host},
            _("Check the name of the IMAP server for spelling mistakes."),
        )
    try:
        client = connect(mailbox)
    except CannotConnect as trouble:
        return Verdict(trouble.kind, trouble.reason, trouble.hint)
    try:
        chosen = select(client, mailbox)
        if refused := _cannot_clear(mailbox, client):
            return refused
    except CannotConnect as trouble:
        return Verdict(trouble.kind, trouble.reason, trouble.hint)
    except (IMAPClientError, OSError):
        return Verdict(
            "network", _("The connection broke during the test."), _("Test it again in a minute.")
        )
    finally:
        hang_up(client)
    count = int(chosen.get(b"EXISTS", 0))
    words = ngettext(
        "Signed in. %(count)d mail lies in the folder.",
        "Signed in. %(count)d mails lie in the folder.",
        count,
    )
    return Verdict("", words % {"count": count}, "")


def is_private(host: str) -> bool:
    """Whether any address of this host lies within our own network; a host without address does."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return True
    return any(not _address(entry[4][0]).is_global for entry in found)


def _address(text: object) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    address = ipaddress.ip_address(str(text).partition("%")[0])
    mapped = getattr(address, "ipv4_mapped", None)
    return mapped or address


def _cannot_clear(mailbox: Mailbox, client: IMAPClient) -> Verdict | None:
    """Only MOVE and UID EXPUNGE touch nothing but the mail that is meant."""
    needed = {Mailbox.Afterwards.MOVE: "MOVE", Mailbox.Afterwards.DELETE: "UIDPLUS"}.get(
        Mailbox.Afterwards(mailbox.afterwards)
    )
    if not needed or client.has_capability(needed):
        return None
    return Verdict(
        "afterwards",
        _("Signed in, but the server cannot move or delete single mails (%(name)s is missing).")
        % {"name": needed},
        _("Choose to leave mail where it is: nothing is lost, and nothing is read twice."),
    )
