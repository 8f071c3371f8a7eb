"""The desk before the first mail: a mailbox, its channel, and agents who see everything."""

from __future__ import annotations

from collections.abc import Iterable

from mailbridge.from_environment import mailbox_from
from tests.bench import house as bench
from tests.crash.soak.agents import PASSWORD
from tickets.models import Agent


def build(imap_port: int, agents: Iterable[str]) -> None:
    environment = {
        "MAILBOX_HOST": "127.0.0.1",
        "MAILBOX_PORT": str(imap_port),
        "MAILBOX_SECURITY": "plain",
        "MAILBOX_PASSWORD": bench.PASSWORD,
    }
    mailbox_from(environment, address=bench.ADDRESS)
    for address in agents:
        Agent.objects.create_superuser(address, PASSWORD, name=address.partition("@")[0].title())
