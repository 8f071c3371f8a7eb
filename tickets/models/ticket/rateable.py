from __future__ import annotations

from django.db import transaction

from tickets.models.event import Event
from tickets.models.rating import Rating
from tickets.models.ticket.resolvable import Resolvable


class Rateable(Resolvable):
    """The customer's evaluation (R26, R27)."""

    class Meta:
        abstract = True

    def rate(self, score: int) -> Rating:
        """One tap; a later one replaces it, while there is time."""
        with transaction.atomic():
            rating, is_new = Rating.objects.get_or_create(
                ticket_id=self.pk, defaults={"score": score}
            )
            if is_new:
                self.record(Event.Kind.RATED, score=score)
            else:
                rating.change(score)
        return rating
