"""The mailbox that the environment names: how an installation gets its first one without a browser."""

from __future__ import annotations

from collections.abc import Mapping

from mailbridge import secret
from mailbridge.models import Mailbox
from tickets.models import Channel


class Unclear(ValueError):
    """The environment names a mailbox that cannot be: one sentence says what is missing or wrong."""


def mailbox_from(environment: Mapping[str, str], *, address: str = "") -> Mailbox:
    """Make or change the mailbox of `address` (default: MAILBOX_ADDRESS) as MAILBOX_* say; raises Unclear.

    MAILBOX_HOST, MAILBOX_PASSWORD, and if wanted MAILBOX_PORT (993), MAILBOX_SECURITY (tls, starttls,
    plain), MAILBOX_USERNAME (the address). Its channel is made ready where there is none yet.
    """
    address = (address or environment.get("MAILBOX_ADDRESS", "")).strip().lower()
    if "@" not in address or not environment.get("MAILBOX_HOST"):
        raise Unclear("Set MAILBOX_HOST and MAILBOX_ADDRESS to name the mailbox.")
    port, security = _port(environment), environment.get("MAILBOX_SECURITY", Mailbox.Security.TLS)
    if security not in Mailbox.Security.values:
        raise Unclear(f"MAILBOX_SECURITY is one of {', '.join(Mailbox.Security.values)}.")
    channel = Channel.objects.filter(address=address).first() or Channel.ready_made(
        name=address, address=address
    )
    mailbox = Mailbox.objects.filter(channel=channel).first() or Mailbox(channel=channel)
    if mailbox.pk is None:
        mailbox.start_today(channel.calendar.timezone)
        mailbox.old_mail = Mailbox.OldMail.ALL
    wanted = {
        "host": environment["MAILBOX_HOST"],
        "port": port,
        "security": security,
        "username": environment.get("MAILBOX_USERNAME") or address,
        "sign_in": Mailbox.SignIn.PASSWORD,
        "password": environment.get("MAILBOX_PASSWORD", ""),
        "is_active": True,
    }
    if mailbox.pk is None or any(_now(mailbox, name) != wanted[name] for name in wanted):
        for name, value in wanted.items():
            setattr(mailbox, name, value)
        mailbox.forget_trouble()
        # Of a known one nothing else: a worker may hold its lease.
        told = [*(wanted.keys() - {"password"}), "sealed_secret"] if mailbox.pk else None
        mailbox.save(update_fields=told)
    return mailbox


def _port(environment: Mapping[str, str]) -> int:
    port = environment.get("MAILBOX_PORT", "993")
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise Unclear(f"MAILBOX_PORT is a number from 1 to 65535, not {port!r}.")
    return int(port)


def _now(mailbox: Mailbox, name: str) -> object:
    try:
        return getattr(mailbox, name)
    except secret.Unopenable:  # sealed with a key of the past: the environment's secret replaces it
        return None
