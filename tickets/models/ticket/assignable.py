from __future__ import annotations

from typing import TYPE_CHECKING

from tickets.models.event import Event
from tickets.models.message import Message
from tickets.models.ticket.telling import Telling

if TYPE_CHECKING:
    from tickets.models.agent import Agent
    from tickets.models.team import Team


class Assignable(Telling):
    class Meta:
        abstract = True

    def claim(self, agent: Agent) -> bool:
        """Take an unassigned ticket. False when someone else was quicker."""
        if self.assignee_id == agent.pk:
            return True
        free = type(self)._base_manager.filter(pk=self.pk, assignee=None)
        if not free.update(assignee=agent):
            self.refresh_from_db(fields=["assignee"])
            return self.assignee_id == agent.pk
        self.assignee = agent
        self.record(Event.Kind.ASSIGNED, by=agent, to=agent.pk)
        return True

    def assign(self, agent: Agent | None, *, by: Agent, team: Team | None = None) -> None:
        """Give the ticket to an agent, a team, or both; with neither it goes back to its team."""
        if self.assignee == agent and team in (None, self.team):
            return
        self.assignee = agent
        self.team = team or self.team
        self.save(update_fields=["assignee", "team"])
        kind = Event.Kind.ASSIGNED if agent or team else Event.Kind.RELEASED
        given = self.record(kind, by=by, to=agent.pk if agent else None, team=self.team_id)
        if agent != by:
            heard = Message.objects.filter(ticket_id=self.pk, kind=Message.Kind.CUSTOMER)
            self.tell_assignee(key=f"given:{given.pk}", message=heard.last())

    def release(self, by: Agent) -> None:
        self.assign(None, by=by)
