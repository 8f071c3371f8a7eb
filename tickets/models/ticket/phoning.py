from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from tickets.models.callback import Callback
from tickets.models.event import Event
from tickets.models.message import Message
from tickets.models.outgoing_mail import OutgoingMail
from tickets.models.ticket.delaying import Delaying
from tickets.models.ticket.fields import Status
from tickets.rules import moments
from tickets.rules.windows import Window, call_windows

if TYPE_CHECKING:
    from tickets.models.agent import Agent
    from tickets.models.ticket import Ticket

# How often one may ask for a call, or move it, on one ticket within a day.
ASKED_A_DAY = 5

State = Callback.State


@dataclass(frozen=True, kw_only=True)
class Call:
    """What an agent says of a call. `again`: when to try again those who were not reached."""

    outcome: str  # Callback.State: reached, not_reached, wrong_number
    note: str = ""
    is_note_public: bool = False
    again: Window | None = None
    nonce: str | None = None


class Phoning(Delaying):
    """Calls to the customer, who asks for them on their page (R10). Every verb is idempotent."""

    class Meta:
        abstract = True

    def open_callback(self) -> Callback | None:
        return Callback.objects.open().filter(ticket_id=self.pk).first()

    def call_windows(self) -> tuple[Window, ...]:
        """When we can call; none where nobody may ask for it."""
        now = timezone.now()
        if not self.channel.phone or self.is_spam or not self.takes_follow_up(now):
            return ()
        return call_windows(self.channel.phone_hours(), now=now)

    def ask_call(self, number: str, window: Window, *, about: str = "") -> Callback | None:
        """The customer wants to be called on this number (E.164), and agrees to it. Asking again moves the
        call. None when they asked too often today.
        """
        with transaction.atomic():
            self._lock_fresh()
            open_one = self.open_callback()
            if open_one and (open_one.number, open_one.window) == (number, window):
                return open_one
            now = timezone.now()
            if self._asked_since(now - dt.timedelta(days=1)) >= ASKED_A_DAY:
                return None
            callback = open_one or Callback(ticket_id=self.pk)
            callback.number, callback.about = number, about
            callback.begins_at, callback.ends_at = window.begin, window.end
            callback.asked_at = callback.consented_at = now
            callback.attempts = 0
            callback.save()
            callback.silence(at=now)
            self.record(Event.Kind.CALL_ASKED, callback=callback.pk, number=number)
            self._take_up_again(now)
            self.refresh_due()
            self._write_of_call(callback)
            self.tell_assignee(key=f"call:{callback.pk}:{window.key}", message=None)
        return callback

    def cancel_call(self, callback: Callback, *, by: Agent | None = None) -> bool:
        """The customer (or an agent for them) wants no call any more. False when it was settled before."""
        with transaction.atomic():
            if not callback.settle(State.CANCELLED, at=timezone.now()):
                return False
            self.record(Event.Kind.CALL_CANCELLED, by=by, callback=callback.pk)
            self.refresh_due()
        return True

    def log_call(self, by: Agent, call: Call) -> Message:
        """Put a call into the conversation. One that reached the customer is an answer of ours; without an
        open callback it is one that nobody had asked for. The same nonce again is the same call.
        """
        with transaction.atomic():
            self._lock_fresh()
            if known := call.nonce and Message.objects.filter(nonce=call.nonce).first():
                return known
            callback = self.open_callback()
            message = self._phoned(by, call, callback)
            if call.note and not call.is_note_public:
                self.note(by, call.note)
            self.record(
                Event.Kind.CALLED, by=by, at=message.at, message=message.pk, outcome=call.outcome
            )
            if callback:
                self._after_call(callback, call, by=by)
            if call.outcome == State.REACHED:
                self.answer_left(message, at=message.at)
                if self.status == Status.NEW:
                    self.move_to(Status.OPEN, at=message.at)
        return message

    def _hand_over_call(self, target: Ticket) -> None:
        """On a merge the call is made for the other ticket, if it is the same customer's and asks for none."""
        if target.customer_id == self.customer_id and not target.open_callback():
            Callback.objects.open().filter(ticket_id=self.pk).update(ticket=target)

    def _asked_since(self, moment: dt.datetime) -> int:
        asked = Event.objects.filter(ticket_id=self.pk, kind=Event.Kind.CALL_ASKED, at__gt=moment)
        return asked.count()

    def _phoned(self, by: Agent, call: Call, callback: Callback | None) -> Message:
        words = self._call_in_words(call, callback)
        text = f"{words}\n\n{call.note}" if call.note and call.is_note_public else words
        message = Message.objects.create(
            ticket_id=self.pk,
            kind=Message.Kind.PHONE,
            at=timezone.now(),
            agent=by,
            text=text,
            nonce=call.nonce,
        )
        self.last_message_at = message.at
        self.save(update_fields=["last_message_at"])
        if not self.assignee_id:
            self.assign(by, by=by)
        return message

    def _after_call(self, callback: Callback, call: Call, *, by: Agent) -> None:
        callback.attempts += 1
        callback.caller = by
        again = call.again if call.outcome == State.NOT_REACHED else None
        if again:
            callback.begins_at, callback.ends_at = again.begin, again.end
            callback.silence(at=timezone.now())
        callback.save()
        if not again:
            callback.settle(call.outcome, at=timezone.now())
        self.refresh_due()
        if call.outcome != State.REACHED:
            self._write_of_call(callback)

    def _write_of_call(self, callback: Callback) -> None:
        """Confirm by mail when we call, or say that we could not."""
        when = self._window_in_words(callback.window)
        kind = OutgoingMail.Kind.CALLBACK
        self._send_automatic("callback", kind=kind, callback=callback, when=when)

    def _call_in_words(self, call: Call, callback: Callback | None) -> str:
        """What happened, for the customer, in their language."""
        facts = {"number": callback.number_shown if callback else ""}
        with translation.override(self.language):
            if call.outcome == State.REACHED:
                return (
                    _("We called you on %(number)s and spoke.") % facts
                    if callback
                    else _("We spoke on the phone.")
                )
            if call.outcome == State.WRONG_NUMBER:
                return _("We called %(number)s, which seems not to be your number.") % facts
            if not call.again:
                return _("We called you on %(number)s and did not reach you.") % facts
            again = {**facts, "when": self._window_in_words(call.again)}
            return (
                _("We called you on %(number)s and did not reach you. We call again %(when)s.")
                % again
            )

    def _window_in_words(self, window: Window) -> str:
        return moments.window_in_words(
            window.begin,
            window.end,
            language=self.language,
            timezone=self.channel.phone_hours().timezone,
            now=timezone.now(),
        )
