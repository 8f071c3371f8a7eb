from __future__ import annotations

import datetime as dt

import time_machine

from tests.cast import MONDAY
from tests.figures.conftest import Open
from tickets.figures.newest import newest_first
from tickets.figures.period import Period
from tickets.figures.promises import Word, by_agent, by_kind, promises, word
from tickets.models import Agent, Message, Promise
from tickets.models.ticket import Draft

HOUR = dt.timedelta(hours=1)


@time_machine.travel(MONDAY, tick=False)
def promised(opened: Open, agent: Agent, state: str) -> Promise:
    ticket = opened()
    Promise.objects.filter(ticket=ticket).delete()  # of the acknowledgement
    message = ticket.reply(agent, Draft(text="Mañana."))
    assert isinstance(message, Message)
    promise = ticket.promise(message, "mañana", MONDAY + 24 * HOUR)
    promise.settle(state, at=MONDAY + HOUR)
    return promise


def test_every_promise_is_in_exactly_one_column(opened: Open, ana: Agent, week: Period) -> None:
    for state in ("kept", "kept", "missed", "renewed", "open"):
        promised(opened, ana, state)
    found = word(week)
    assert found == Word(kept=2, missed=1, renewed=1, open=1)
    assert found.count == len(newest_first(promises(week)).rows) == 5
    assert found.share == 50


def test_what_was_no_promise_is_left_out(opened: Open, ana: Agent, week: Period) -> None:
    promised(opened, ana, "withdrawn")
    assert word(week) == Word()
    assert word(week).share is None


def test_the_agents_add_up_to_all(opened: Open, ana: Agent, luisa: Agent, week: Period) -> None:
    promised(opened, ana, "kept")
    promised(opened, luisa, "missed")
    assert by_agent(week) == {ana.pk: Word(kept=1), luisa.pk: Word(missed=1)}


def test_the_kinds_add_up_to_all(opened: Open, ana: Agent, week: Period) -> None:
    promised(opened, ana, "kept")
    opened()
    kinds = by_kind(week)
    assert kinds == {
        "acknowledged": Word(open=1),
        "shown": Word(),
        "held": Word(),
        "written": Word(kept=1),
        "delayed": Word(),
    }
    assert by_agent(week) == {ana.pk: Word(kept=1), None: Word(open=1)}


def test_a_promise_belongs_to_the_day_on_which_it_was_made(
    opened: Open, ana: Agent, week: Period
) -> None:
    promised(opened, ana, "kept")
    assert word(week.before()) == Word()
