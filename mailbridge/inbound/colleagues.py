"""An agent who answers by mail (A14): their word is ours only with the token of agent and ticket, which came in
a notice to them alone, and with a sender whom our own mail server confirms. All else is somebody's text.
"""

from __future__ import annotations

import dataclasses

from django.conf import settings

from mailbridge.inbound.parsed import ParsedMail
from mailbridge.inbound.quoting.quote_words import MARKERS
from mailbridge.inbound.threading import answered, recipients, ticket_numbered
from mailbridge.models import InboundMail
from tickets.models import Agent, Channel, Message, Ticket
from tickets.models.ticket import Draft, Incoming, reference_key
from tickets.reasons import because, together
from tickets.rules import references

Outcome = InboundMail.Outcome
NONCE_LENGTH = 64


def take(
    mail: ParsedMail, incoming: Incoming, channel: Channel
) -> tuple[str, str, Message | None] | None:
    """Outcome, reason and entry; None for a mail that carries no such token."""
    for number, agent_id in _tokens(mail):
        ticket = ticket_numbered(number, channel)
        agent = Agent.objects.filter(pk=agent_id).first()
        if ticket and agent:
            return _taken(incoming, ticket.heir, agent)
    return None


def _tokens(mail: ParsedMail) -> list[tuple[int, int]]:
    key = reference_key()
    by_address = (references.agent_in_address(each, key=key) for each in recipients(mail))
    by_id = (references.agent_in_message_id(each, key=key) for each in answered(mail))
    return [found for found in (*by_address, *by_id) if found]


def _taken(incoming: Incoming, ticket: Ticket, agent: Agent) -> tuple[str, str, Message | None]:
    if doubt := _doubt(incoming, ticket, agent):
        held = dataclasses.replace(incoming, kind=Message.Kind.THIRD_PARTY)
        return Outcome.REPLY, together(doubt, because("agent_held")), ticket.receive(held)
    nonce = (incoming.source_key or "")[:NONCE_LENGTH]
    words = incoming.new_text.strip()
    if _quotes_us(words) or not (words or incoming.files):
        note = ticket.note(agent, incoming.text, nonce=nonce)
        return Outcome.REPLY, because("agent_unclear", agent=str(agent)), note
    sent = ticket.reply(agent, Draft(text=words, files=incoming.files, nonce=nonce))
    if isinstance(sent, Message):
        return Outcome.REPLY, because("agent_answered", agent=str(agent)), sent
    note = ticket.note(agent, words, files=incoming.files, nonce=nonce)
    return Outcome.REPLY, because("agent_stopped", agent=str(agent)), note


def _quotes_us(words: str) -> bool:
    """Whether the notice was not told apart from the answer: no customer may read it."""
    lowered = words.lower()
    return f"{settings.BASE_URL}/desk/" in words or any(line in lowered for line in MARKERS)


def _doubt(incoming: Incoming, ticket: Ticket, agent: Agent) -> str:
    """Why this is not the agent's own word; "" when it is."""
    if incoming.from_addr.lower() != agent.email.lower():
        return because("agent_elsewhere", agent=str(agent))
    if not incoming.is_authenticated:
        return because("agent_unconfirmed", agent=str(agent))
    if not agent.may_reply(ticket):
        return because("agent_may_not", agent=str(agent))
    return ""
