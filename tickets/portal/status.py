"""The status page: what we are doing now and by when, the line of stops, the conversation, and what to do."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from tickets.models import Message, Ticket
from tickets.models.ticket import CloseReason
from tickets.models.ticket.shareable import DAYS_AFTER_CLOSING
from tickets.portal.forms import DeclineForm, ReplyForm
from tickets.portal.rating import SCORES, rating_of
from tickets.portal.scope import Visit, by_link
from tickets.portal.sentence import sentence
from tickets.rules.moments import duration_in_words

# What was just done, by the word in the address: nothing is kept, so a reload is harmless.
DONE = frozenset({"reply", "new", "accepted", "declined", "changed", "call", "no_call"})
# Messages that stand open on the page; earlier ones are folded.
LATEST = 20


@dataclass(frozen=True)
class Phone:
    """The number for those who would rather talk (R10), and whether somebody answers it now."""

    number: str
    hours: str
    is_open: bool

    @property
    def link(self) -> str:
        return "tel:" + "".join(sign for sign in self.number if sign.isdigit() or sign == "+")


@by_link
def status(visit: Visit) -> HttpResponseBase:
    return page(visit)


def page(
    visit: Visit,
    *,
    status: int = 200,
    **typed: forms.Form,
) -> HttpResponse:
    """The page, with a form that could not be taken as its sender filled it in."""
    ticket = visit.ticket
    done = visit.request.GET.get("done", "")
    conversation = _conversation(ticket)
    policy = ticket.policy()
    context = {
        **where_it_stands(visit),
        "conversation": conversation[-LATEST:],
        "earlier": conversation[:-LATEST],
        "rating": rating_of(ticket),
        "scores": SCORES,
        "callback": ticket.open_callback(),
        "may_ask_call": bool(ticket.call_windows()),
        "first_response": _target(visit, policy.first_response_minutes),
        "next_response": _target(visit, policy.next_response_minutes),
        "link_days": DAYS_AFTER_CLOSING,
        "done": done if done in DONE else "",
        "reply_form": ReplyForm(),
        "decline_form": DeclineForm(),
        **typed,
    }
    return render(visit.request, "portal/status.html", context, status=status)


def where_it_stands(visit: Visit) -> dict[str, Any]:
    """The sentence, the line of stops, and the phone."""
    ticket, now = visit.ticket, timezone.now()
    standing = ticket.standing(visit.language)
    return {
        "visit": visit,
        "ticket": ticket,
        "standing": standing,
        "sentence": sentence(ticket, standing.now),
        "late_since": _late_since(ticket, now),
        "stops": ticket.line_of_stops(),
        "next_stop": ticket.next_step(),
        "proposal": ticket.open_proposal(),
        "is_agreed": ticket.close_reason == CloseReason.AGREED,
        "chosen": ticket.chosen_option(),
        "complaint": ticket.complaint(),
        "phone": _phone(ticket, hours=standing.phone_hours, now=now),
    }


def _conversation(ticket: Ticket) -> list[Message]:
    """Public messages, oldest first: never a note, never what is held (A18, A34)."""
    public = ticket.customer_conversation()
    return list(public.with_what_they_carry())


def _late_since(ticket: Ticket, now: dt.datetime) -> dt.datetime | None:
    due = ticket.response_due_at()
    return due if due and due < now and not ticket.is_closed else None


def _phone(ticket: Ticket, *, hours: str, now: dt.datetime) -> Phone | None:
    channel = ticket.channel
    if not channel.phone:
        return None
    return Phone(channel.phone, hours, channel.phone_hours().is_open(now))


def _target(visit: Visit, minutes: int) -> str:
    return duration_in_words(minutes * 60, visit.language)
