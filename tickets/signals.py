"""Two nudges, sent after commit. Delete every receiver and the data is still right, only later."""

from django.dispatch import Signal

# ticket_id: int, team_id: int | None, assignee_id: int | None, kind: str
event_recorded = Signal()
# mail_ids: list[int], wait: timedelta
mail_queued = Signal()
