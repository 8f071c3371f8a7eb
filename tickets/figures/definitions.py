"""What each number of the reports counts, in words that stand beside it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tickets.models import Clock


class State(models.TextChoices):
    """How a wait stands against its target."""

    KEPT = "kept", _("within target")
    LATE = "late", _("late")
    OVERDUE = "overdue", _("still waiting, past the target")
    WAITING = "waiting", _("still waiting, not yet due")
    UNANSWERED = "unanswered", _("closed without an answer")


MISSED = (State.LATE, State.OVERDUE, State.UNANSWERED)
OPEN = (State.OVERDUE, State.WAITING)


@dataclass(frozen=True, kw_only=True)
class Metric:
    key: str
    name: Promise
    definition: Promise
    kind: str


METRICS = {
    metric.key: metric
    for metric in (
        Metric(
            key="first_response",
            kind=Clock.Kind.FIRST_RESPONSE,
            name=_("First response"),
            definition=_(
                "From the customer's first message to the first answer by a person that was handed over to "
                "the mail server. The automatic acknowledgement does not count, nor does an answer that did "
                "not arrive. Of tickets that became one, the longer wait counts."
            ),
        ),
        Metric(
            key="next_response",
            kind=Clock.Kind.NEXT_RESPONSE,
            name=_("Next response"),
            definition=_(
                "From the oldest message of the customer that had no answer yet to the next answer by a "
                "person. One ticket can wait several times, and each wait counts. Of tickets that became one, "
                "the longer wait counts. A yes to a proposal in the customer's own words has waited until an "
                "agent put it on record."
            ),
        ),
        Metric(
            key="resolution",
            kind=Clock.Kind.RESOLUTION,
            name=_("Resolution, agreed"),
            definition=_(
                "From the opening of the ticket to the proposal that the customer agreed with, without the "
                "time in which we waited for the customer. Tickets that are still open count with the time "
                "so far; a proposal without an answer is still open, and a declined one never counted. After "
                "a reopening the clock goes on as if it had not stopped."
            ),
        ),
        Metric(
            key="resolution_silence",
            kind=Clock.Kind.RESOLUTION,
            name=_("Closed in silence"),
            definition=_(
                "Tickets that closed because the customer did not answer our proposal, timed to that "
                "proposal. Silence is not agreement, so they stand apart."
            ),
        ),
        Metric(
            key="resolution_agent",
            kind=Clock.Kind.RESOLUTION,
            name=_("Closed by an agent"),
            definition=_(
                "Tickets that an agent closed with a reason and without the customer's agreement, timed to "
                "that moment."
            ),
        ),
    )
}

HOW_COUNTED = _(
    "A wait belongs to the day on which it began. Business time follows the opening hours of the channel, "
    "calendar time every hour of the day; both leave pauses out. Half of the customers waited no longer than "
    "the median, nine in ten no longer than the p90. Waits that go on are counted with the time so far, so "
    "these figures can still grow. Within target is the share of decided waits that were answered in time; "
    "the others were answered late, are past the target, or were closed without an answer. Spam is left out."
)
RATING = _(
    "What customers thought of it after they agreed, from 1 (bad) to 5 (very good), on the days of this "
    "period. It stands above the speed because it is worth more."
)
ENDINGS = _(
    "Tickets count on the day on which they were opened. The agreement is the share of those that ended with the "
    "customer's yes among those that ended with a yes, in silence or by an agent; merged ones go on elsewhere. A "
    "reopened ticket counts against its first close, however it ended later: its share is among all that were "
    "ever closed. An alternative counts once a ticket; its value is what was granted to those who chose it."
)
PROMISES = _(
    "A promise is a date that we gave a customer: in the acknowledgement, on their page when they write again, in a "
    "holding reply, or in an agent's own words. It belongs to the day on which it was given. One by which we answer is "
    "kept by the first answer of a "
    "person that leaves before it, or by the customer's yes; closing the ticket does not keep it. One in an agent's "
    "words is also kept when the matter is closed before it, or when an agent says that it is done. It is missed "
    "when none of these happened in time, and told again when the customer was given a new date before it was "
    "missed. What an agent says was no promise is left out. The share is that of the kept among those that were "
    "kept, missed or told again."
)
COMPLAINTS = _(
    "An entry of the register belongs to the day on which the complaint came in; annulled ones are not counted. In "
    "time are those answered on their legal date or before, among those that were answered or ought to have been. "
    "The time to an answer is calendar time, with the time so far of those that still wait. Agreed are those whose "
    "ticket ended with the customer's yes, among those whose ticket is closed. A cause counts with all that belong "
    "to it. Corrective actions stand as they are today; done are those finished in the period."
)
FLAGS = _(
    "A flag goes up when a customer's words, or what happened (messages without an answer, a wait past the "
    "target, declined proposals, a reopened ticket, a low rating before, other open tickets about the like) are "
    "clear signs of an upset customer or a matter at risk. It belongs to the day on which it went up. “Not so” "
    "was said by an agent, who then took it down; its share is among all that went up, rounded up. A flag with "
    "several signs counts once for each of them."
)
