"""Past matters as rows: each list of the record becomes the rows of one table."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.db import transaction

from helpdesk.demo import progress
from helpdesk.demo.cast import Person
from helpdesk.demo.conversation import Conversation, Worded
from helpdesk.demo.course import Course
from helpdesk.demo.keys import Keys, draw
from helpdesk.demo.past import Happened
from helpdesk.demo.sheet import Sheet
from tickets.models import (
    Attachment,
    Callback,
    Clock,
    Customer,
    Event,
    Message,
    OutgoingMail,
    Promise,
    Proposal,
    ProposalOption,
    Rating,
    ShareLink,
    Ticket,
    TicketStep,
)
from tickets.models.attachment import IncomingFile
from tickets.models.share_link import new_token
from tickets.rules.subjects import bare_subject

NOBODY = "[]"
UNMAILED = (Message.Kind.NOTE, Message.Kind.PHONE)
OF_A_PHOTO = re.compile(r"\b(adjunto|la foto|photo attached)\b", re.IGNORECASE)


class Case(NamedTuple):
    course: Course
    customer: Person
    customer_id: int


class Rows:
    """`photos` hang on messages whose words speak of one."""

    def __init__(
        self,
        agent_names: Mapping[int, str],
        *,
        rng: random.Random,
        photos: Sequence[IncomingFile] = (),
    ) -> None:
        self.agent_names, self.rng, self.photos = agent_names, rng, photos
        self.tickets = Sheet(Ticket, has_keys=True, is_spam=False, reopened=0, thread_root="")
        self.messages = Sheet(
            Message, has_keys=True, cc=NOBODY, bcc=NOBODY, html="", is_authenticated=False
        )
        self.mails = Sheet(
            OutgoingMail, has_keys=True, cc=NOBODY, bcc=NOBODY, html="", attempts=1, provider_id=""
        )
        self.offers = Sheet(Proposal, has_keys=True)
        self.options = Sheet(ProposalOption, has_keys=True)
        self.calls = Sheet(Callback, has_keys=True)
        self.promises = Sheet(Promise, has_keys=True)
        self.events = Sheet(Event)
        self.clocks = Sheet(Clock)
        self.steps = Sheet(TicketStep, reason="", answer="", ticked=NOBODY, noted="{}")
        self.ratings = Sheet(Rating)
        self.links = Sheet(ShareLink)
        self.files = Sheet(Attachment, is_inline=False, content_id="")

    def write(self, cases: Sequence[Case]) -> None:
        """Write all rows of these matters in one transaction; ticket numbers follow the opening times."""
        ordered = sorted(cases, key=lambda case: case.course.opened_at)
        with transaction.atomic():
            for case, keys in zip(ordered, draw([case.course for case in ordered]), strict=True):
                self._add(case, keys)
            for sheet in (self.tickets, self.messages, self.mails, self.offers, self.options):
                sheet.copy()
            for sheet in (self.calls, self.promises, self.events, self.clocks, self.steps):
                sheet.copy()
            for sheet in (self.ratings, self.links, self.files):
                sheet.copy()

    def _add(self, case: Case, keys: Keys) -> None:
        course = case.course
        talk = Conversation(course, keys.ticket, case.customer, self.agent_names, self.rng)
        self._ticket(case, keys.ticket, excerpt=talk.excerpt)
        for place, worded in enumerate(talk.worded()):
            self._message(case, keys, place=place, worded=worded)
        for event in course.events:
            self._event(event, keys)
        self.offers.add_all(progress.offers(course, keys))
        self.options.add_all(progress.options(course, keys))
        self.calls.add_all(progress.calls(course, keys))
        self.promises.add_all(progress.promises(course, keys))
        self.clocks.add_all(progress.clocks(course, keys.ticket))
        self.steps.add_all(progress.steps(course, keys.ticket))
        self.links.add(
            {"ticket_id": keys.ticket, "token": new_token(), "created_at": course.opened_at}
        )
        self.ratings.add_all(progress.ratings(course, keys.ticket, shown_as=_short(case.customer)))

    def _ticket(self, case: Case, number: int, *, excerpt: str) -> None:
        course = case.course
        category = course.setting.matter.category
        self.tickets.add(
            {
                "id": number,
                "subject": course.story.subject,
                "status": course.status,
                "close_reason": course.close_reason,
                "close_note": course.close_note,
                "customer_id": case.customer_id,
                "participants": json.dumps([case.customer.email]),
                "channel_id": course.setting.desk.channel.pk,
                "team_id": category.team_id,
                "assignee_id": course.assignee_id,
                "category_id": category.pk,
                "procedure_version_id": category.procedure and category.procedure.published_id,
                "language": course.story.language,
                "created_at": course.opened_at,
                "closed_at": course.closed_at,
                "next_due_at": course.next_due_at,
                "last_message_at": course.last_message_at,
                "excerpt": excerpt,
                "steps_done": course.stops.done,
                "steps_total": len(course.stops.laid()),
            }
        )

    def _message(self, case: Case, keys: Keys, *, place: int, worded: Worded) -> None:
        said, channel = worded.said, case.course.setting.desk.channel
        is_theirs, is_mail = said.kind == Message.Kind.CUSTOMER, said.kind not in UNMAILED
        subject = bare_subject(case.course.story.subject)
        to = [channel.address if is_theirs else case.customer.email] if is_mail else []
        sender = case.customer.email if is_theirs else channel.address
        row = {
            "id": keys.of["message"][place],
            "ticket_id": keys.ticket,
            "kind": said.kind,
            "at": said.at,
            "agent_id": said.agent_id,
            "from_addr": sender if is_mail else "",
            "from_name": case.customer.name if is_theirs else "",
            "to": json.dumps(to),
            "subject": (f"Re: {subject}" if place else subject) if is_mail else "",
            "text": worded.text,
            "new_text": worded.new_text,
            "message_id": worded.message_id,
            "references": json.dumps(worded.references),
            "is_authenticated": is_theirs,
        }
        self.messages.add(row)
        if is_theirs and self.photos and OF_A_PHOTO.search(said.words):
            photo = self.rng.choice(self.photos)
            self.files.add(
                {
                    "message_id": row["id"],
                    "name": photo.name,
                    "content_type": photo.content_type,
                    "size": photo.size,
                    "sha256": photo.sha256,
                }
            )
        if said.mail:
            self._mail(row, keys, place=place, worded=worded)

    def _mail(
        self, message: Mapping[str, object], keys: Keys, *, place: int, worded: Worded
    ) -> None:
        said = worded.said
        self.mails.add(
            {
                "id": keys.of["mail"][place],
                "ticket_id": keys.ticket,
                "message_id": keys.of["message"][place],
                "kind": said.mail,
                "state": said.delivery,
                "to": message["to"],
                "from_name": self.agent_names.get(said.agent_id or 0, "Alameda"),
                "subject": f"{message['subject']} [#{keys.ticket}]",
                "text": worded.text,
                "message_id_header": worded.message_id,
                "references": message["references"],
                "created_at": said.at,
                "not_before": said.at,
                "state_at": said.delivered_at,
                "error": said.error,
            }
        )

    def _event(self, event: Happened, keys: Keys) -> None:
        named = {name: keys.of[name][place] for name, place in event.about.items()}
        self.events.add(
            {
                "ticket_id": keys.ticket,
                "kind": event.kind,
                "at": event.at,
                "by_id": event.by,
                "data": json.dumps({**event.data, **named}),
            }
        )


def _short(customer: Person) -> str:
    """As the page of a rating suggests it."""
    return Customer(name=customer.name).short_name
