"""What is known of customers before their newest words are read, and what those words then raise.

Loaded once for all messages that are read together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count

from tickets.models.message import Message
from tickets.models.playbook import Playbook
from tickets.models.rating import Rating
from tickets.rules.signs import Flag, Found, Own, Sign, flags, read

if TYPE_CHECKING:
    from tickets.models.customer import Customer
    from tickets.models.ticket.fields import TicketFields

LOW_RATING = 2
# Of a ticket's messages without an answer, how many are read: the newest tell how the customer feels.
MOST_READ = 5


@dataclass(frozen=True)
class Raised:
    """A flag and its reasons, each with the message whose words it is."""

    kind: Flag
    reasons: tuple[tuple[Found, Message | None], ...]


@dataclass(frozen=True)
class Lookout:
    own: tuple[Own, ...]
    ratings: dict[int, int]  # the newest of each customer
    open_tickets: Counter[tuple[int, int]]  # by customer and category

    @classmethod
    def over(cls, customers: Iterable[Customer]) -> Lookout:
        from tickets.models.ticket import Ticket

        known = [each.pk for each in customers if not each.is_unknown]
        rated = Rating.objects.filter(ticket__customer__in=known).order_by("rated_at")
        waiting = Ticket.objects.open().filter(customer__in=known).exclude(category=None)
        counts = waiting.order_by().values_list("customer", "category").annotate(Count("pk"))
        return cls(
            own=tuple(_own(each) for each in Playbook.objects.order_by("pk")),
            ratings=dict(rated.values_list("ticket__customer", "score")),
            open_tickets=Counter({(of, about): n for of, about, n in counts}),
        )

    def raised(
        self, ticket: TicketFields, messages: Iterable[Message], facts: Iterable[Found] = ()
    ) -> list[Raised]:
        """The flags that these messages of the customer raise with what else happened."""
        said = [(found, each) for each in messages for found in read(each.words, self.own)]
        sources = {id(found): message for found, message in reversed(said)}
        found = [*(each for each, _ in said), *facts, *self._known_of(ticket)]
        return [
            Raised(kind, tuple((each, sources.get(id(each))) for each in reasons))
            for kind, reasons in flags(found).items()
        ]

    def _known_of(self, ticket: TicketFields) -> Iterator[Found]:
        score = self.ratings.get(ticket.customer_id)
        if score is not None and score <= LOW_RATING:
            yield Found(sign=Sign.LOW_RATING, strength=1, amount=score)
        is_counted = ticket.pk is not None and ticket.status != "closed" and not ticket.is_spam
        others = self.open_tickets[ticket.customer_id, ticket.category_id or 0] - is_counted
        if others > 0:
            yield Found(sign=Sign.OTHER_TICKETS, strength=1, amount=others)


def _own(playbook: Playbook) -> Own:
    """A manager's words, in both languages."""
    phrases = (*playbook.signs("en"), *playbook.signs("es"))
    return Own(playbook.pk, Flag(playbook.kind), phrases)
