"""Who may look after mailboxes: administrators."""

from tickets.entrance import AgentRequest as AdministratorRequest
from tickets.entrance import admits

__all__ = ["AdministratorRequest", "administrators_only"]

administrators_only = admits(lambda agent: agent.is_administrator)
