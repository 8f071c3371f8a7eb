"""What a customer can hold us to, on a moving clock: every date that was told is a row, and the report adds up.

Show 4: made, warned of, told again, kept, missed; then the report against a count of the rows by hand.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from typing import TypeVar

import time_machine
from django.test import Client

from tests.cast import MONDAY, Receive
from tickets.figures.period import Period
from tickets.figures.promises import Word, by_agent, by_kind, word
from tickets.models import Agent, Channel, Message, Notice, OutgoingMail, Promise, Ticket
from tickets.models.promise_watch import PromiseWatch
from tickets.models.ticket import Draft

MINUTE, HOUR, DAY = (dt.timedelta(**{unit: 1}) for unit in ("minutes", "hours", "days"))
TEXT = "Le devolvemos el dinero mañana a las 10."
Result = TypeVar("Result")
STATES = ("kept", "missed", "renewed", "open")


class Walk:
    """A week of one desk, minute by minute as far as the watch is concerned."""

    def __init__(self, channel: Channel, mail: Receive, agent: Agent) -> None:
        self.channel, self.mail, self.agent = channel, mail, agent
        self.now = MONDAY

    def until(self, moment: dt.datetime) -> None:
        while self.now < moment:
            self.now = min(self.now + 15 * MINUTE, moment)
            self._at_now(lambda: PromiseWatch(self.now).look())

    def opened(self) -> Ticket:
        incoming = self.mail(received_at=self.now, from_addr=f"{Ticket.objects.count()}@x.example")
        ticket = self._at_now(lambda: Ticket.open_from(incoming, channel=self.channel))
        self._at_now(lambda: ticket.assign(self.agent, by=self.agent))
        return ticket

    def answer(self, ticket: Ticket, text: str = "Ya está.") -> None:
        draft = Draft(text=text, promises=self._at_now(lambda: ticket.promises_in(text)))
        message = self._at_now(lambda: ticket.reply(self.agent, draft))
        assert isinstance(message, Message)
        message.outgoing.move_to("accepted", at=self.now)

    def hold(self, ticket: Ticket) -> None:
        assert self._at_now(lambda: ticket.hold(self.agent, nonce=f"{ticket.pk}"))

    def close(self, ticket: Ticket) -> None:
        self._at_now(lambda: ticket.close(self.agent, why="Escribió dos veces."))

    def _at_now(self, verb: Callable[[], Result]) -> Result:
        with time_machine.travel(self.now, tick=False):
            return verb()


def states(ticket: Ticket) -> list[str]:
    return [f"{each.kind} {each.state}" for each in ticket.promises.order_by("pk")]


def counted(rows: list[Promise]) -> Word:
    """By hand, row by row."""
    found = Counter(row.state for row in rows)
    return Word(**{state: found[state] for state in STATES})


def morning(walk: Walk) -> dict[str, Ticket]:
    """Five tickets, each with a fate of its own, until just past what the acknowledgements said."""
    names = ("prompt", "slow", "held", "dated", "dropped")
    walked = {name: walk.opened() for name in names}
    walk.until(MONDAY + HOUR)
    walk.answer(walked["prompt"])
    walk.hold(walked["held"])
    walk.answer(walked["dated"], TEXT)
    walk.close(walked["dropped"])
    walk.until(MONDAY + 4 * HOUR + MINUTE)
    return walked


def test_every_date_is_made_warned_of_told_again_kept_or_missed(
    channel: Channel, mail: Receive, ana: Agent
) -> None:
    walk = Walk(channel, mail, ana)
    walked = morning(walk)
    assert states(walked["prompt"]) == ["acknowledged kept"]
    assert states(walked["slow"]) == ["acknowledged renewed", "delayed open"]
    assert states(walked["held"]) == ["acknowledged renewed", "held open"]
    assert states(walked["dated"]) == ["acknowledged kept", "written open"]
    assert states(walked["dropped"]) == ["acknowledged missed"]

    walk.until(MONDAY + DAY)  # half an hour before the refund is due
    warned = Notice.objects.filter(ticket=walked["dated"], key__startswith="promise:")
    assert [each.agent for each in warned] == [ana]
    walk.answer(walked["dated"])
    walk.until(MONDAY + 2 * DAY)
    assert states(walked["dated"]) == ["acknowledged kept", "written kept"]
    assert states(walked["slow"]) == ["acknowledged renewed", "delayed missed"]
    assert states(walked["held"]) == ["acknowledged renewed", "held renewed", "delayed missed"]
    assert states(walk.opened()) == ["acknowledged open"]


def test_the_report_adds_up_with_the_rows_and_with_the_mails(
    channel: Channel, mail: Receive, ana: Agent, luisa: Agent, week: Period, client: Client
) -> None:
    walk = Walk(channel, mail, ana)
    morning(walk)
    walk.until(MONDAY + 2 * DAY)
    walk.opened()
    told = OutgoingMail.objects.filter(kind__in=("acknowledgement", "holding", "delay"))
    rows = list(Promise.objects.all())
    assert told.count() + 1 == len(rows)  # and the date in Ana's own words
    assert word(week) == counted(rows)
    assert by_kind(week) == {
        kind: counted([row for row in rows if row.kind == kind]) for kind in Promise.Kind.values
    }
    assert by_agent(week) == {
        key: counted([row for row in rows if row.agent_id == key]) for key in (None, ana.pk)
    }
    client.force_login(luisa)
    page = client.get("/office/figures/promises/?from=2026-11-16&to=2026-11-22").text
    assert page.count("behind__ticket") == len(rows)
