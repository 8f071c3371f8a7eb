from __future__ import annotations

import datetime as dt

import time_machine

from tests.cast import MONDAY, Receive
from tickets.figures.flags import Raised, by_kind, by_sign, flags, raised
from tickets.figures.newest import newest_first
from tickets.figures.period import Period
from tickets.models import Agent, Channel, Flag, Ticket


@time_machine.travel(MONDAY, tick=False)
def flagged(channel: Channel, mail: Receive, words: str, *, not_so: Agent | None = None) -> Ticket:
    ticket = Ticket.open_from(
        mail(words, received_at=MONDAY, from_addr=f"{Ticket.objects.count()}@x.example"),
        channel=channel,
    )
    for flag in Flag.objects.up().filter(ticket=ticket):
        if not_so:
            ticket.dismiss_flag(flag, by=not_so)
    return ticket


def test_every_flag_is_counted_once(
    channel: Channel, mail: Receive, ana: Agent, week: Period
) -> None:
    flagged(channel, mail, "Esto es inaceptable.")
    flagged(channel, mail, "Esto es inaceptable.", not_so=ana)
    flagged(channel, mail, "Me doy de baja.").escalate(Flag.objects.get(kind="at_risk"), by=ana)
    assert raised(week) == Raised(count=3, not_so=1, escalated=1)
    assert raised(week).count == len(newest_first(flags(week)).rows)
    assert raised(week).share == 34
    assert {str(kind): line.count for kind, line in by_kind(week).items()} == {
        "upset": 2,
        "at_risk": 1,
    }


def test_the_sign_that_misfires_most_stands_first(
    channel: Channel, mail: Receive, ana: Agent, week: Period
) -> None:
    flagged(channel, mail, "Exijo una respuesta.")
    flagged(channel, mail, "Exijo una respuesta.")
    flagged(channel, mail, "Estoy muy enfadada.", not_so=ana)
    found = [(line.label, line.phrase, line.raised.not_so) for line in by_sign(week)]
    assert found == [("angry words", "estoy enfadada", 1), ("angry words", "exijo", 0)]


def test_spam_and_other_weeks_are_left_out(
    channel: Channel, mail: Receive, ana: Agent, week: Period
) -> None:
    ticket = flagged(channel, mail, "Esto es inaceptable.")
    assert raised(week.before()) == Raised()
    assert raised(week.before()).share is None
    ticket.mark_spam(ana)
    assert raised(week) == Raised()


def test_the_week_ends_when_it_ends(channel: Channel, mail: Receive, week: Period) -> None:
    flagged(channel, mail, "Esto es inaceptable.")
    Flag.objects.update(raised_at=week.end)
    assert raised(week).count == 0
    Flag.objects.update(raised_at=week.end - dt.timedelta(seconds=1))
    assert raised(week).count == 1
