"""Who works at the desk, in which teams and hours: read once by a watch that looks at many tickets."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from tickets.models.agent import Agent, Role
from tickets.models.calendar import BusinessCalendar
from tickets.models.team import Team
from tickets.rules.worktime import WorkCalendar

if TYPE_CHECKING:
    from tickets.models.ticket import Ticket


class Roster:
    def hours(self, agent: Agent, ticket: Ticket) -> WorkCalendar:
        """The agent's own hours, else those of the ticket's team, else those of the channel."""
        team = self._teams.get(ticket.team_id or 0)
        return self._calendars[
            agent.calendar_id or (team and team.calendar_id) or ticket.channel.calendar_id
        ]

    def channel_hours(self, ticket: Ticket) -> WorkCalendar:
        return self._calendars[ticket.channel.calendar_id]

    def concerned(self, agent_id: int | None, ticket: Ticket) -> list[Agent]:
        """This agent; where that is nobody who sees the ticket, its team's leads."""
        agent = self._agents.get(agent_id or 0)
        if agent and self._sees(agent, ticket):
            return [agent]
        return self._leads_of(ticket)

    def _sees(self, agent: Agent, ticket: Ticket) -> bool:
        is_ours = ticket.team_id is None or ticket.team_id in self._members[agent.pk]
        return agent.is_manager or is_ours or ticket.assignee_id == agent.pk

    def _leads_of(self, ticket: Ticket) -> list[Agent]:
        """The leads in the ticket's team, else every lead, else the administrators: never nobody."""
        leads = [agent for agent in self._agents.values() if agent.role == Role.LEAD]
        of_team = [lead for lead in leads if ticket.team_id in self._members[lead.pk]]
        return of_team or leads or [a for a in self._agents.values() if a.is_administrator]

    @cached_property
    def _agents(self) -> dict[int, Agent]:
        return Agent.objects.filter(is_active=True).in_bulk()

    @cached_property
    def _members(self) -> dict[int, set[int]]:
        """The teams of each agent."""
        found: dict[int, set[int]] = defaultdict(set)
        for agent, team in Agent.teams.through.objects.values_list("agent_id", "team_id"):
            found[agent].add(team)
        return found

    @cached_property
    def _teams(self) -> dict[int, Team]:
        return Team.objects.in_bulk()

    @cached_property
    def _calendars(self) -> dict[int, WorkCalendar]:
        return {each.pk: each.work_calendar() for each in BusinessCalendar.objects.all()}
