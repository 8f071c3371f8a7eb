"""The watch over the complaints register: who is told that an answer date or a corrective action falls due."""

from __future__ import annotations

import datetime as dt

from tickets.models.agent import Agent
from tickets.models.complaint import Complaint
from tickets.models.complaint_register import ComplaintRegister, home_day
from tickets.models.corrective_action import CorrectiveAction
from tickets.models.notice import Notice
from tickets.models.roster import Roster
from tickets.models.ticket import Ticket

ACTION_DAYS = 2  # before a corrective action falls due


class ComplaintWatch:
    """Each is told twice at most: before the day, and after it. A second look finds nothing left to do."""

    def __init__(self, now: dt.datetime) -> None:
        self.now = now
        self.today = home_day(now)
        self._roster = Roster()

    def look(self) -> None:
        soon = self.today + dt.timedelta(days=ComplaintRegister.current().warn_days)
        near = Complaint.objects.unanswered().filter(answer_due__lte=soon)
        for complaint in near.select_related("ticket"):
            self._warn(complaint)
        due = self.today + dt.timedelta(days=ACTION_DAYS)
        actions = CorrectiveAction.objects.open().filter(due_on__lte=due, owner__is_active=True)
        for action in actions.select_related("owner"):
            if ticket := action.newest_ticket():
                self._tell(action.owner, ticket, action, action.due_on)

    def _warn(self, complaint: Complaint) -> None:
        ticket = complaint.ticket.heir
        for agent in self._concerned(ticket):
            self._tell(agent, ticket, complaint, complaint.answer_due)

    def _concerned(self, ticket: Ticket) -> list[Agent]:
        """Whoever has the ticket, and the leads: the law asks the house for the answer, not one of us."""
        whose, leads = (
            self._roster.concerned(agent, ticket) for agent in (ticket.assignee_id, None)
        )
        return list(dict.fromkeys((*whose, *leads)))

    def _tell(
        self, agent: Agent, ticket: Ticket, about: Complaint | CorrectiveAction, due: dt.date
    ) -> None:
        """Nobody is called up outside of their hours."""
        if not self._roster.hours(agent, ticket).is_open(self.now):
            return
        is_late = due < self.today
        letter = "complaint_due" if isinstance(about, Complaint) else "action_due"
        key = f"{about.notice_key}{due}:{'late' if is_late else 'near'}:{agent.pk}"
        Notice.tell(agent, letter, key=key, ticket=ticket, about=about, is_late=is_late)
