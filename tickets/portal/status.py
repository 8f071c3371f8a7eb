"""The status page: what we are doing now and by when, the line of stops, the conversation, and what to do."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from tickets.models import Ticket
from tickets.models.ticket import CloseReason
from tickets.models.ticket.shareable import DAYS_AFTER_CLOSING
from tickets.models.ticket.standing import Whereabouts
from tickets.portal.conversation import part_of
from tickets.portal.forms import DeclineForm, ReplyForm
from tickets.portal.rating import SCORES, rating_of
from tickets.portal.scope import Visit, by_link
from tickets.portal.sentence import sentence
from tickets.rules.durations import NO_BREAK, spelled

# What was just done, by the word in the address: nothing is kept, so a reload is harmless.
DONE = frozenset({"reply", "new", "accepted", "declined", "changed", "call", "no_call"})


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
    done, before = visit.request.GET.get("done", ""), visit.request.GET.get("before", "")
    policy = ticket.policy()
    context = {
        **where_it_stands(visit),
        "part": part_of(ticket, before=before),
        "is_earlier": bool(before),
        "rating": rating_of(ticket),
        "scores": SCORES,
        "callback": ticket.open_callback(),
        "may_ask_call": bool(ticket.call_windows()),
        "first_response": spelled(policy.first_response_seconds, space=NO_BREAK),
        "next_response": spelled(policy.next_response_seconds, space=NO_BREAK),
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
    # With the link that was followed: a look at a page makes no row, not even a link.
    at = Whereabouts(
        ticket.current_step(), ticket.next_step(), ticket.response_due_at(), visit.link
    )
    standing = ticket.standing(visit.language, at)
    return {
        "visit": visit,
        "ticket": ticket,
        "standing": standing,
        "sentence": sentence(ticket, standing.now),
        "late_since": _late_since(ticket, at.answer_due_at, now),
        "stops": ticket.line_of_stops(),
        "next_stop": at.following,
        "proposal": ticket.open_proposal(),
        "is_agreed": ticket.close_reason == CloseReason.AGREED,
        "chosen": ticket.chosen_option(),
        "complaint": ticket.complaint(),
        "phone": _phone(ticket, hours=standing.phone_hours, now=now),
    }


def _late_since(ticket: Ticket, due: dt.datetime | None, now: dt.datetime) -> dt.datetime | None:
    return due if due and due < now and not ticket.is_closed else None


def _phone(ticket: Ticket, *, hours: str, now: dt.datetime) -> Phone | None:
    channel = ticket.channel
    if not channel.phone:
        return None
    return Phone(channel.phone, hours, channel.phone_hours().is_open(now))
