"""The flags of past matters: what the room would have seen when each mail came in."""

from __future__ import annotations

import datetime as dt
import random
from collections import defaultdict
from collections.abc import Iterator

from helpdesk.demo.story import Story
from tickets.models import Event, Flag, Message, Ticket
from tickets.models.flag_reason import FlagReason
from tickets.models.lookout import Lookout
from tickets.rules.signs import flags, read

NOT_SO_SHARE = 0.25


def is_upset(story: Story) -> bool:
    return bool(flags(read(story.turns[0].words)))


def raise_flags(*, rng: random.Random, now: dt.datetime) -> None:
    """Read what the customers of all matters wrote. Some of the flags were "not so", one of them today's."""
    raised = sorted(_raised(), key=lambda flag: flag.raised_at)
    still_up = [flag for flag in raised if flag.state == Flag.State.UP]
    for flag in still_up[-1:]:
        _say_not_so(flag, at=now)
    for flag in raised:
        if flag.state == Flag.State.OVER and rng.random() < NOT_SO_SHARE:
            _say_not_so(flag, at=flag.raised_at + dt.timedelta(minutes=20))
    Flag.insert(raised)
    Event.objects.bulk_create(event for flag in raised for event in _told(flag))
    oldest: dict[int, Flag] = {}
    for flag in raised:  # in the order of their times
        if flag.state == Flag.State.UP and oldest.setdefault(flag.ticket_id, flag) is flag:
            flag.ticket.flagged_at = flag.raised_at
    Ticket.objects.bulk_update([flag.ticket for flag in oldest.values()], ["flagged_at"])


def _raised() -> Iterator[Flag]:
    lookout = Lookout.over(())
    said: dict[int, list[Message]] = defaultdict(list)
    theirs = Message.objects.filter(kind=Message.Kind.CUSTOMER, ticket__is_spam=False)
    for message in theirs.order_by("at").defer("search"):
        said[message.ticket_id].append(message)
    for ticket in Ticket.objects.filter(pk__in=said).order_by("-pk"):
        found = lookout.raised(ticket, said[ticket.pk])
        for flag in Flag.new(ticket, found, said[ticket.pk][0].at):
            flag.raised_at = _first_said(flag.because)
            if ticket.closed_at:
                flag.state, flag.settled_at = Flag.State.OVER, ticket.closed_at
            yield flag


def _first_said(reasons: list[FlagReason]) -> dt.datetime:
    return min(reason.message.at for reason in reasons if reason.message)


def _say_not_so(flag: Flag, *, at: dt.datetime) -> None:
    flag.state, flag.settled_at = Flag.State.NOT_SO, at
    flag.settled_by_id = flag.ticket.assignee_id


def _told(flag: Flag) -> Iterator[Event]:
    facts = {"flag": flag.pk, "matter": flag.kind}
    yield Event(ticket=flag.ticket, kind=Event.Kind.FLAGGED, at=flag.raised_at, data=facts)
    if flag.state == Flag.State.NOT_SO and flag.settled_at:
        yield Event(
            ticket=flag.ticket,
            kind=Event.Kind.FLAG_DISMISSED,
            at=flag.settled_at,
            by_id=flag.settled_by_id,
            data=facts,
        )
