"""Who is told what about a clock, and when. Lucía's ticket is due on Monday at 13:30 in Madrid."""

from __future__ import annotations

import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import time_machine
from django.db import connection

from tests.cast import MONDAY, Receive
from tickets.models import (
    Agent,
    Alarm,
    BusinessCalendar,
    Channel,
    Clock,
    Notice,
    Priority,
    SLAPolicy,
    Team,
    Ticket,
)
from tickets.models.clock_watch import ClockWatch

MINUTE, HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)
DUE = MONDAY + 4 * HOUR


@pytest.fixture
def monday(channel: Channel, mail: Receive, luisa: Agent, ana: Agent) -> Ticket:
    """Ana's ticket; of its clocks only the first response rings, as each test says."""
    Alarm.objects.all().delete()
    ticket = Ticket.open_from(mail(received_at=MONDAY), channel=channel)
    Clock.objects.filter(kind="resolution").delete()
    ticket.assign(ana, by=ana)
    return ticket


def alarm(ticket: Ticket, said: str, when: str, whom: str = "assignee", **parts: Any) -> Alarm:
    amount = Alarm.read_amount(said, when=when)
    policy = ticket.channel.policy
    return Alarm.objects.create(policy=policy, amount=amount, when=when, whom=whom, **parts)


def look(at: dt.datetime) -> list[str]:
    """The names of those who were told until now, in order."""
    with time_machine.travel(at, tick=False):
        ClockWatch(at).look()
    return [notice.agent.first_name for notice in Notice.objects.order_by("pk")]


def works(whom: Agent | Team, start: str, end: str) -> None:
    hours = [[start, end]]
    whom.calendar = BusinessCalendar.objects.create(name=f"{whom}", week=[hours] * 7)
    whom.save()


def test_whoever_has_the_ticket_is_warned_once(monday: Ticket) -> None:
    alarm(monday, "30 min", "before")
    assert look(DUE - 31 * MINUTE) == []
    assert look(DUE - 30 * MINUTE) == ["Ana"]
    assert look(DUE - 10 * MINUTE) == ["Ana"]
    assert monday.events.filter(kind="due_soon").count() == 1
    assert Clock.objects.get().warned_at == DUE - 30 * MINUTE


def test_a_share_of_the_target_is_that_much_of_the_time(monday: Ticket) -> None:
    alarm(monday, "25 %", "share_left")
    assert look(DUE - 61 * MINUTE) == []
    assert look(DUE - 60 * MINUTE) == ["Ana"]


def test_of_a_ticket_that_nobody_has_the_leads_are_told(monday: Ticket, ana: Agent) -> None:
    monday.release(ana)
    alarm(monday, "30 min", "before")
    assert look(DUE - 10 * MINUTE) == ["Luisa"]


def test_a_miss_is_escalated_level_by_level(monday: Ticket) -> None:
    alarm(monday, "0 min", "after")
    alarm(monday, "60 min", "after", "leads")
    assert look(DUE) == ["Ana"]
    assert look(DUE + 59 * MINUTE) == ["Ana"]
    assert look(DUE + 60 * MINUTE) == ["Ana", "Luisa"]
    assert monday.events.filter(kind="escalated").count() == 2


def test_a_named_person_is_told(monday: Ticket, olga: Agent) -> None:
    alarm(monday, "0 min", "after", "person", person=olga)
    assert look(DUE) == ["Olga"]


def test_for_a_person_who_may_not_see_the_ticket_the_leads_are_told(
    monday: Ticket, bruno: Agent
) -> None:
    alarm(monday, "0 min", "after", "person", person=bruno)
    assert look(DUE) == ["Luisa"]


def test_the_lead_of_the_team_goes_before_the_others(monday: Ticket, channel: Channel) -> None:
    assert channel.team
    own = Agent.objects.create_user("marta@papeleria.example", name="Marta Sanz", role="lead")
    own.teams.add(channel.team)
    alarm(monday, "0 min", "after", "leads")
    assert look(DUE) == ["Marta"]


def test_she_is_told_in_her_own_hours(monday: Ticket, ana: Agent) -> None:
    works(ana, "07:00", "13:00")  # at 13:30, when it is due, she is at home
    alarm(monday, "30 min", "before")
    assert look(DUE - 61 * MINUTE) == []
    assert look(DUE - 60 * MINUTE) == ["Ana"]  # half past twelve


def test_without_hours_of_her_own_those_of_the_team_count(monday: Ticket, channel: Channel) -> None:
    assert channel.team
    works(channel.team, "15:00", "20:00")
    alarm(monday, "0 min", "after")
    assert look(DUE) == []
    assert look(DUE + 90 * MINUTE) == ["Ana"]


@pytest.mark.parametrize("verb", ["stop", "pause"])
def test_a_clock_that_does_not_run_rings_for_nobody(monday: Ticket, verb: str) -> None:
    alarm(monday, "0 min", "after")
    getattr(Clock.objects.get(), verb)(MONDAY + HOUR)
    assert look(DUE + HOUR) == []


def test_two_looks_at_once_tell_once(monday: Ticket) -> None:
    alarm(monday, "0 min", "after")
    first, second = ClockWatch(DUE), ClockWatch(DUE)
    assert not second._told  # it has read what is told before the first has written
    first.look()
    second.look()
    assert Notice.objects.count() == 1
    assert monday.events.filter(kind="escalated").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_looks_in_two_processes_tell_once(monday: Ticket) -> None:
    alarm(monday, "0 min", "after")
    begin = threading.Barrier(2)

    def sweep() -> None:
        watch = ClockWatch(DUE)
        assert not watch._told  # both have read before either writes
        begin.wait()
        watch.look()
        connection.close()

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(sweep), pool.submit(sweep)]:
            done.result()
    assert Notice.objects.count() == 1
    assert monday.events.filter(kind="escalated").count() == 1


def test_after_a_new_target_the_alarms_of_its_policy_ring(monday: Ticket, ana: Agent) -> None:
    alarm(monday, "0 min", "after")
    urgent = SLAPolicy.objects.create(
        name="Urgent", priority=Priority.URGENT, first_response_seconds=3600
    )
    Alarm.objects.create(policy=urgent, amount=0, when="after", whom="leads")
    monday.set_priority(Priority.URGENT, by=ana)
    assert look(MONDAY + HOUR) == ["Luisa"]


def test_a_notice_calls_until_it_is_seen(monday: Ticket, ana: Agent) -> None:
    alarm(monday, "0 min", "after")
    look(DUE)
    notice = Notice.objects.calling(ana).get()
    notice.see(at=DUE)
    assert not Notice.objects.calling(ana).exists()


def test_a_notice_calls_no_more_once_the_answer_left(monday: Ticket, ana: Agent) -> None:
    alarm(monday, "0 min", "after")
    look(DUE)
    Clock.objects.get().stop(DUE + MINUTE)
    assert not Notice.objects.calling(ana).exists()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "The first response was due today at 13:30 (Madrid time)"),
        ("es", "Primera respuesta: el plazo terminó hoy a las 13:30 (hora de Madrid)"),
    ],
)
def test_a_notice_is_written_in_the_language_of_its_reader(
    monday: Ticket, ana: Agent, language: str, words: str
) -> None:
    Agent.objects.update(language=language)
    alarm(monday, "0 min", "after")
    look(DUE)
    notice = Notice.objects.get()
    assert words in notice.text
    assert f"/desk/tickets/{monday.number}/" in notice.text


def test_what_is_told_later_of_a_clock_takes_the_place_of_what_was_told_before(
    monday: Ticket, ana: Agent
) -> None:
    alarm(monday, "30 min", "before")
    alarm(monday, "0 min", "after")
    look(DUE - 10 * MINUTE)
    look(DUE)
    assert Notice.objects.calling(ana).count() == 1


def test_a_ticket_that_cannot_be_told_of_silences_no_other(
    monday: Ticket, channel: Channel, mail: Receive, ana: Agent, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Ticket.open_from(mail(received_at=MONDAY), channel=channel)
    other.assign(ana, by=ana)
    alarm(monday, "0 min", "after")
    ring = Ticket.ring

    def stumble(self: Ticket, *args: Any, **options: Any) -> None:
        if self.pk == monday.pk:
            raise ValueError("unreadable")
        ring(self, *args, **options)

    monkeypatch.setattr(Ticket, "ring", stumble)
    look(DUE)
    assert set(Notice.objects.values_list("ticket", flat=True)) == {other.pk}
