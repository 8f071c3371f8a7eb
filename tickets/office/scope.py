"""Who may enter the office: leads and administrators."""

from tickets.entrance import AgentRequest as ManagerRequest
from tickets.entrance import admits

__all__ = ["ManagerRequest", "managers_only"]

managers_only = admits(lambda agent: agent.is_manager)
