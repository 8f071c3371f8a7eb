"""What is particular about a transactional provider's API (anymail): no final dot, but an id and statuses."""

from __future__ import annotations

import threading
from typing import Any

from anymail.exceptions import AnymailUnsupportedFeature
from django.core.mail import EmailMessage

from mailbridge.outbound.compose import ComposedMail
from mailbridge.outbound.outcomes import Accepted, provider_dead_ends
from tickets.reasons import because

SEND_SECONDS = 120
REFUSED_STATUSES = ("invalid", "rejected", "failed")


def rehearse(connection: Any, mail: ComposedMail) -> None:
    """Build the request without sending it, so that what cannot be said to this provider fails early.

    Raises anymail's errors. Other backends (a file, the console) have nothing to rehearse.
    """
    build = getattr(connection, "build_message_payload", None)
    if build is None:
        return
    try:
        build(mail, connection.send_defaults)
    except AnymailUnsupportedFeature:
        del mail.metadata  # a few providers bring nothing back; their own id must do
        build(mail, connection.send_defaults)


def send(connection: Any, mail: EmailMessage) -> None:
    """Hand the mail over within SEND_SECONDS, however slowly the provider drips its answer (F10).

    Raises what the backend raises, and TimeoutError: then nobody knows. `requests` limits each wait, not
    their sum, so a thread that nobody waits for any longer is what ends the whole.
    """
    errors: list[Exception] = []

    def send_it() -> None:
        try:
            connection.send_messages([mail])
        except Exception as error:  # handed to the thread that waits
            errors.append(error)

    sending = threading.Thread(target=send_it, name="provider", daemon=True)
    sending.start()
    sending.join(SEND_SECONDS)
    if sending.is_alive():
        raise TimeoutError(f"no answer within {SEND_SECONDS} seconds")
    if errors:
        raise errors[0]


def accepted(mail: ComposedMail) -> Accepted:
    """The provider's id of the mail, and whom it refused while it took others."""
    status = getattr(mail, "anymail_status", None)
    if status is None:
        return Accepted()
    # One id, or a set of them where a provider gives each recipient their own.
    ids = sorted(status.message_id) if isinstance(status.message_id, set) else [status.message_id]
    refused = [
        address for address, one in status.recipients.items() if one.status in REFUSED_STATUSES
    ]
    note = because("provider_refused_some", addresses=", ".join(refused)) if refused else ""
    return Accepted(next(filter(None, ids), ""), note, provider_dead_ends(mail))
