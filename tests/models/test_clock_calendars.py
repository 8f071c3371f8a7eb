"""Clocks of tickets over nights, holidays, split days and the days on which clocks change, by table."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
import time_machine

from tests.cast import Receive
from tickets.models import Agent, BusinessCalendar, Category, Channel, Clock, Ticket
from tickets.models.ticket import Draft

SPLIT = [["09:00", "14:00"], ["16:00", "19:00"]]


def madrid(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Madrid"))


def hours_of(channel: Channel, **parts: object) -> None:
    BusinessCalendar.objects.filter(pk=channel.calendar_id).update(**parts)
    channel.calendar.refresh_from_db()


def opened(channel: Channel, mail: Receive, at: str) -> Ticket:
    return Ticket.open_from(mail(received_at=madrid(at)), channel=channel)


def resolution(ticket: Ticket) -> Clock:
    return ticket.clocks.get(kind="resolution")


@pytest.mark.parametrize(
    ("arrived", "due"),
    [
        ("2026-03-27 17:00", "2026-03-30 12:00"),  # Friday: the night of the change is closed time
        ("2026-03-29 12:00", "2026-03-30 13:00"),  # on the Sunday of the change itself
        ("2026-10-23 17:00", "2026-10-26 12:00"),
        ("2026-10-25 02:30", "2026-10-26 13:00"),  # within the hour that comes twice
        ("2026-12-31 17:00", "2027-01-01 12:00"),
    ],
)
def test_four_office_hours_end_by_the_wall_clock_of_the_season(
    channel: Channel, mail: Receive, arrived: str, due: str
) -> None:
    assert opened(channel, mail, arrived).next_due_at == madrid(due)


@pytest.mark.parametrize(
    ("arrived", "due"),
    [
        ("2026-03-28 23:00", "2026-03-29 04:00+02:00"),  # of these four hours one had no number
        ("2026-10-24 23:00", "2026-10-25 02:00+01:00"),  # and of these two had the same
    ],
)
def test_round_the_clock_four_hours_are_four_hours(
    channel: Channel, mail: Receive, arrived: str, due: str
) -> None:
    hours_of(channel, week=[[["00:00", "24:00"]]] * 7)
    assert opened(channel, mail, arrived).next_due_at == dt.datetime.fromisoformat(due)


def test_a_split_day_leaves_its_midday_out(channel: Channel, mail: Receive) -> None:
    hours_of(channel, week=[SPLIT] * 5 + [[], []])
    assert opened(channel, mail, "2026-11-23 12:00").next_due_at == madrid("2026-11-23 18:00")


@pytest.mark.parametrize(
    ("arrived", "country", "region", "due"),
    [
        ("2026-12-24 17:00", "ES", "", "2026-12-28 12:00"),  # Christmas, then a weekend
        ("2026-12-24 17:00", "", "", "2026-12-25 12:00"),
        ("2026-09-10 17:00", "ES", "CT", "2026-09-14 12:00"),  # the Diada, of Catalonia alone
        ("2026-09-10 17:00", "ES", "MD", "2026-09-11 12:00"),
        ("2026-07-03 12:00", "US", "", "2026-07-06 13:00"),  # Independence Day kept on the Friday
        ("2026-10-02 17:00", "DE", "", "2026-10-05 12:00"),  # on a Saturday it takes nothing away
    ],
)
def test_holidays_are_those_of_the_country_and_the_region(
    channel: Channel, mail: Receive, arrived: str, country: str, region: str, due: str
) -> None:
    hours_of(channel, country=country, region=region)
    with time_machine.travel(madrid(arrived), tick=False):
        assert opened(channel, mail, arrived).next_due_at == madrid(due)


def test_own_closed_days_do_not_count(channel: Channel, mail: Receive) -> None:
    hours_of(channel, closed_days=["2026-11-24"])
    assert opened(channel, mail, "2026-11-23 17:00").next_due_at == madrid("2026-11-25 12:00")


def test_a_pause_over_night_takes_only_the_open_hours(
    channel: Channel, category: Category, mail: Receive, ana: Agent
) -> None:
    ticket = opened(channel, mail, "2026-11-23 10:00")
    before = resolution(ticket).due_at
    with time_machine.travel(madrid("2026-11-23 17:00"), tick=False):
        ticket.reply(ana, Draft(text="¿Nos manda el recibo?"))
    ticket.receive(mail("Aquí está.", received_at=madrid("2026-11-24 10:00")))
    clock = resolution(ticket)
    assert (clock.paused_business_seconds, clock.paused_calendar_seconds) == (7200, 17 * 3600)
    assert clock.due_at == before + dt.timedelta(hours=2)


def test_a_pause_after_the_target_was_missed_does_not_move_the_moment(
    channel: Channel, mail: Receive
) -> None:
    ticket = opened(channel, mail, "2026-11-23 10:00")
    missed = resolution(ticket).due_at
    ticket.pause_resolution(missed + dt.timedelta(hours=1))
    ticket.resume_resolution(missed + dt.timedelta(hours=3))
    assert resolution(ticket).due_at == missed


def test_a_reopened_ticket_counts_on_from_its_first_day(
    channel: Channel, category: Category, mail: Receive, ana: Agent
) -> None:
    ticket = opened(channel, mail, "2026-11-23 10:00")
    due = resolution(ticket).due_at
    with time_machine.travel(madrid("2026-11-23 12:00"), tick=False):
        ticket.close(ana, why="Escribió dos veces.")
    ticket.receive(mail("Sigue sin funcionar.", received_at=madrid("2026-11-24 12:00")))
    clock = resolution(ticket)
    assert (clock.stopped_at, clock.due_at) == (None, due)
    assert clock.elapsed(madrid("2026-11-24 13:00")) == (12 * 3600, 27 * 3600)


def test_a_closed_day_that_is_added_moves_what_is_not_yet_due(
    channel: Channel, mail: Receive
) -> None:
    ticket = opened(channel, mail, "2026-11-23 17:00")
    with time_machine.travel(madrid("2026-11-23 17:30"), tick=False):
        channel.calendar.closed_days = ["2026-11-24"]
        channel.calendar.save()
    ticket.refresh_from_db()
    clock = ticket.running_clock("first_response")
    assert clock
    assert clock.due_at == madrid("2026-11-25 12:00")
    # The customer was told a day on which we meant to work; that they can still hold us to.
    assert ticket.next_due_at == madrid("2026-11-24 12:00")


def test_what_was_missed_stays_missed_whatever_the_hours_become(
    channel: Channel, mail: Receive
) -> None:
    ticket = opened(channel, mail, "2026-11-23 10:00")
    with time_machine.travel(madrid("2026-11-23 15:00"), tick=False):
        channel.calendar.closed_days = ["2026-11-23"]
        channel.calendar.save()
    ticket.refresh_from_db()
    assert ticket.next_due_at == madrid("2026-11-23 14:00")
