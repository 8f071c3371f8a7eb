"""What happened, append-only: the one history that timeline, live view and reports read."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Event(models.Model):
    class Kind(models.TextChoices):
        OPENED = "opened", _("ticket opened")
        RECEIVED = "received", _("customer wrote")
        REPLIED = "replied", _("reply written")
        REPLY_TAKEN_BACK = "reply_taken_back", _("reply taken back")
        HELD = "held", _("holding reply sent")
        NOTED = "noted", _("note added")
        ACKNOWLEDGED = "acknowledged", _("acknowledgement queued")
        NOT_ACKNOWLEDGED = "not_acknowledged", _("no acknowledgement sent")
        ASSIGNED = "assigned", _("assigned")
        RELEASED = "released", _("unassigned")
        STATUS = "status", _("status changed")
        CATEGORY = "category", _("category changed")
        PRIORITY = "priority", _("priority changed")
        RETARGETED = "retargeted", _("targets changed")
        PROCEDURE_BEGUN = "procedure_begun", _("procedure begun")
        STEP_DONE = "step_done", _("step completed")
        STEP_SKIPPED = "step_skipped", _("step skipped")
        WENT_BACK = "went_back", _("went back to a step")
        PROCEDURE_MOVED = "procedure_moved", _("moved to another version of the procedure")
        PROMISED = "promised", _("a date promised")
        PROMISE_KEPT = "promise_kept", _("promise kept")
        PROMISE_MISSED = "promise_missed", _("promise missed")
        PROMISE_UNKEPT = "promise_unkept", _("promise open again: the answer did not arrive")
        PROMISE_RENEWED = "promise_renewed", _("new date told in time")
        DELAY_TOLD = "delay_told", _("customer told of a delay, with a new date")
        PROMISE_WITHDRAWN = "promise_withdrawn", _("was no promise")
        CALL_ASKED = "call_asked", _("customer asked to be called")
        CALL_CANCELLED = "call_cancelled", _("call cancelled")
        CALLED = "called", _("called")
        PROPOSED = "proposed", _("resolution proposed")
        ACCEPTED = "accepted", _("customer agreed")
        DECLINED = "declined", _("customer did not agree")
        CLOSED = "closed", _("closed")
        REOPENED = "reopened", _("reopened")
        SPAM = "spam", _("marked as spam")
        NOT_SPAM = "not_spam", _("marked as not spam")
        DUE_SOON = "due_soon", _("due soon")
        BREACHED = "breached", _("target missed")
        FLAGGED = "flagged", _("flag raised")
        FLAG_DISMISSED = "flag_dismissed", _("flag taken down: not so")
        ESCALATED = "escalated", _("escalated")
        DELIVERY = "delivery", _("delivery of a mail changed")
        SENT_AGAIN = "sent_again", _("mail sent again by hand")
        NOT_SENT = "not_sent", _("automatic mail not sent")
        SUPPRESSION_LIFTED = "suppression_lifted", _("mail to an address allowed again")
        ADDRESS_KNOWN = "address_known", _("customer's address written down")
        RATED = "rated", _("customer rated")
        CONSENTED = "consented", _("customer lets us show the comment")
        CONSENT_WITHDRAWN = "consent_withdrawn", _("customer no longer lets us show the comment")
        TESTIMONIAL_SHOWN = "testimonial_shown", _("comment shown to everybody")
        TESTIMONIAL_TAKEN_OFF = "testimonial_off", _("comment no longer shown")
        RELEASED_MESSAGE = "released_message", _("held message released")
        IMPORTED = "imported", _("brought in from the mailbox as history")
        MERGED = "merged", _("another ticket merged into this one")
        UNMERGED = "unmerged", _("merge undone")
        COMPLAINT_ENTERED = "complaint_entered", _("entered as a complaint")
        COMPLAINT_AMENDED = "complaint_amended", _("complaint amended")
        COMPLAINT_ANNULLED = "complaint_annulled", _("complaint annulled")
        ACTION_OPENED = "action_opened", _("corrective action begun")
        ACTION_CHANGED = "action_changed", _("corrective action changed")
        ACTION_DONE = "action_done", _("corrective action done")
        ACTION_REOPENED = "action_reopened", _("corrective action taken up again")
        LINK_REVOKED = "link_revoked", _("status link revoked")

    ticket = models.ForeignKey("tickets.Ticket", on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    data = models.JSONField(default=dict)

    class Meta:
        ordering = ("at", "pk")
        indexes = (models.Index(fields=("ticket", "at"), name="event_ticket_at"),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d %H:%M}"
