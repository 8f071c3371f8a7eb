"""Who is mailed the analysis of a month's complaints, and when: once each, on the first working day."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.cast import MONDAY
from tickets.models import Agent, Channel, ComplaintDigest, ComplaintRegister
from tickets.models.complaint_digest import first_working_day
from tickets.models.complaint_register import home_zone

# The first of November 2026 is a Sunday.
DUE = dt.datetime(2026, 11, 2, 8, 0, tzinfo=home_zone())
MINUTE, DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)


@pytest.fixture
def register(channel: Channel, luisa: Agent) -> ComplaintRegister:
    """Luisa, the lead, is named."""
    register = ComplaintRegister.current()
    register.save()
    register.analysis_readers.add(luisa)
    return register


def begun(at: dt.datetime) -> list[tuple[dt.date, str]]:
    ComplaintDigest.begin_month(at)
    return list(ComplaintDigest.objects.values_list("month", "agent__name"))


def test_it_begins_at_eight_on_the_first_working_day(register: ComplaintRegister) -> None:
    assert begun(DUE - DAY) == begun(DUE - MINUTE) == []
    assert begun(DUE) == [(dt.date(2026, 10, 1), "Luisa Mora")]


def test_a_second_beat_makes_no_second_one(register: ComplaintRegister) -> None:
    assert begun(DUE) == begun(DUE) == begun(DUE + DAY)


def test_after_an_outage_it_goes_within_a_week(register: ComplaintRegister) -> None:
    assert begun(DUE + 7 * DAY) == []
    assert len(begun(DUE + 6 * DAY)) == 1


def test_a_holiday_is_no_working_day(register: ComplaintRegister, channel: Channel) -> None:
    channel.calendar.closed_days = ["2026-11-02"]
    channel.calendar.save()
    assert begun(DUE) == []
    assert len(begun(DUE + DAY)) == 1


def test_in_january_it_is_of_december(register: ComplaintRegister) -> None:
    assert begun(dt.datetime(2027, 1, 4, 9, tzinfo=home_zone()))[0][0] == dt.date(2026, 12, 1)


def test_where_nobody_ever_works_it_is_the_first(channel: Channel) -> None:
    channel.calendar.week = [[] for _day in range(7)]
    day = first_working_day(MONDAY.date(), channel.calendar.work_calendar())
    assert day.date() == dt.date(2026, 11, 1)


def test_none_is_named_at_first(channel: Channel, luisa: Agent) -> None:
    assert begun(DUE) == []


@pytest.mark.parametrize("change", [{"is_active": False}, {"role": "agent"}])
def test_who_is_no_manager_any_more_gets_none(
    register: ComplaintRegister, luisa: Agent, change: dict[str, object]
) -> None:
    Agent.objects.filter(pk=luisa.pk).update(**change)
    assert begun(DUE) == []
