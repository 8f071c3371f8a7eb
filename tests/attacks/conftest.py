"""The mailbox on a real Dovecot, the reading without a server, and the desk, for the attacks."""

from __future__ import annotations

import pytest

from tests.attacks.hostile import fragments
from tests.mailbridge.intake.conftest import Post, arrived, letter, post
from tests.mailbridge.outbound.conftest import server
from tickets.models import Ticket
from tickets.models.ticket import reference_key
from tickets.rules import references

__all__ = ["arrived", "post", "server"]


def token_address(ticket: Ticket) -> str:
    return references.reply_address(
        ticket.channel.address, ticket_number=ticket.number, key=reference_key()
    )


def html_letter(html: str, **fields: str | None) -> bytes:
    return letter(html, Content_Type="text/html; charset=utf-8", **fields)


@pytest.fixture
def besieged(post: Post, ticket: Ticket) -> Ticket:
    """A ticket that every hostile fragment has joined, each as a mail of its own, through IMAP."""
    to = token_address(ticket)
    post.deliver(*(html_letter(html, To=to) for html in fragments().values()))
    while not (rows := post.pull()) or any(row.state != "done" for row in rows):
        continue
    assert {(row.outcome, row.ticket_id) for row in rows} == {("reply", ticket.pk)}
    return ticket
