from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from tickets.models.agent import Agent, Role
from tickets.models.event import Event
from tickets.models.flag import Flag
from tickets.models.notice import Notice
from tickets.models.priority import Priority
from tickets.models.ticket.callable import Callable

if TYPE_CHECKING:
    from tickets.models.team import Team


class Escalatable(Callable):
    """A matter that is more than its procedure is handed up, as its playbook says (R11)."""

    class Meta:
        abstract = True

    def escalate(self, flag: Flag, *, by: Agent) -> bool:
        """Give the ticket to the team that the playbook names, at high priority at least, and tell them.

        Where it names none the leads are told, and whoever has the ticket keeps it. False when it was
        handed up for this flag before, or the flag is down.
        """
        with transaction.atomic():
            self._lock_fresh()
            now = timezone.now()
            fresh = Flag.objects.up().filter(pk=flag.pk, ticket=self.pk, escalated_at=None)
            if not fresh.update(escalated_at=now):
                return False
            team = next((each.escalates_to for each in flag.playbooks() if each.escalates_to), None)
            told = [agent for agent in _who_takes_over(team) if agent != by]
            facts = {"flag": flag.pk, "matter": flag.kind, "told": [agent.pk for agent in told]}
            self.record(Event.Kind.ESCALATED, by=by, at=now, **facts)
            self.set_priority(max(self.priority, Priority.HIGH), by=by)
            if team:
                self._hand_to(team, by=by)
            for agent in told:
                key = f"{flag.notice_key}{agent.pk}"
                Notice.tell(agent, "escalated", key=key, ticket=self, flag=flag, by=by)
        return True

    def _hand_to(self, team: Team, *, by: Agent) -> None:
        """Whoever hands it up has it no more; another of that team keeps it."""
        keeper = self.assignee
        if keeper and (keeper == by or not keeper.teams.filter(pk=team.pk).exists()):
            keeper = None
        self.assign(keeper, by=by, team=team)


def _who_takes_over(team: Team | None) -> list[Agent]:
    """The people of the team, else the leads, else the administrators: never nobody."""
    active = Agent.objects.filter(is_active=True)
    members = list(active.filter(teams=team)) if team else []
    leads = active.filter(role=Role.LEAD)
    return members or list(leads) or list(active.filter(role=Role.ADMINISTRATOR))
