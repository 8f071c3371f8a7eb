"""A flagged ticket is handed up as its playbook says (R11)."""

from __future__ import annotations

import pytest

from tests.cast import Receive
from tickets.models import Agent, Channel, Event, Flag, Notice, Playbook, Priority, Team, Ticket


@pytest.fixture
def upset(channel: Channel, mail: Receive, ana: Agent) -> Ticket:
    """Ana's."""
    ticket = Ticket.open_from(mail("Voy a poner una denuncia."), channel=channel)
    ticket.claim(ana)
    return ticket


@pytest.fixture
def playbook(bruno: Agent) -> Playbook:
    """Legal threats go up to Bruno's team."""
    return Playbook.objects.create(
        name_en="Legal threat", kind="legal", escalates_to=bruno.teams.get()
    )


def told() -> list[tuple[Agent, str]]:
    return [(notice.agent, notice.subject) for notice in Notice.objects.all()]


def test_the_team_of_the_playbook_takes_over_and_is_told(
    upset: Ticket, playbook: Playbook, ana: Agent, bruno: Agent
) -> None:
    assert upset.escalate(Flag.objects.get(), by=ana)
    assert (upset.team, upset.assignee) == (playbook.escalates_to, None)
    assert upset.priority == Priority.HIGH
    assert told() == [
        (bruno, f"Elevado a usted: #{upset.number}, Amenaza legal: «poner una denuncia»")
    ]
    event = Event.objects.get(ticket=upset, kind="escalated")
    assert (event.by, event.data["told"]) == (ana, [bruno.pk])


def test_twice_is_once(upset: Ticket, playbook: Playbook, ana: Agent, bruno: Agent) -> None:
    assert upset.escalate(Flag.objects.get(), by=ana)
    assert not upset.escalate(Flag.objects.get(), by=ana)
    assert len(told()) == 1


def test_a_colleague_of_that_team_keeps_it(
    upset: Ticket, playbook: Playbook, ana: Agent, bruno: Agent, luisa: Agent
) -> None:
    upset.assign(bruno, by=ana)
    upset.escalate(Flag.objects.get(), by=luisa)
    assert upset.assignee == bruno


def test_without_a_playbook_the_leads_are_told_and_it_stays(
    upset: Ticket, ana: Agent, luisa: Agent
) -> None:
    assert upset.escalate(Flag.objects.get(), by=ana)
    assert [agent for agent, _ in told()] == [luisa]
    assert upset.assignee == ana


def test_a_team_of_nobody_is_no_reason_to_tell_nobody(
    upset: Ticket, playbook: Playbook, ana: Agent, luisa: Agent
) -> None:
    playbook.escalates_to = Team.objects.create(name="Jurídico")
    playbook.save()
    upset.escalate(Flag.objects.get(), by=ana)
    assert [agent for agent, _ in told()] == [luisa]


def test_urgent_stays_urgent(upset: Ticket, playbook: Playbook, ana: Agent) -> None:
    upset.set_priority(Priority.URGENT)
    upset.escalate(Flag.objects.get(), by=ana)
    assert upset.priority == Priority.URGENT


def test_not_so_takes_the_notice_away(
    upset: Ticket, playbook: Playbook, ana: Agent, bruno: Agent
) -> None:
    upset.escalate(Flag.objects.get(), by=ana)
    upset.dismiss_flag(Flag.objects.get(), by=bruno)
    assert not Notice.objects.filter(seen_at=None).exists()
    assert not upset.escalate(Flag.objects.get(), by=ana)
