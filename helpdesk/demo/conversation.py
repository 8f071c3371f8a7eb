"""The messages of a past matter in their full wording, with the Message-IDs that thread them."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from helpdesk.demo import wording
from helpdesk.demo.cast import Person
from helpdesk.demo.course import Course
from helpdesk.demo.past import Said
from tickets.models import Message
from tickets.models.ticket import reference_key
from tickets.rules import references
from tickets.rules.excerpts import excerpt

EXCERPT_LENGTH = 160
Kind = Message.Kind


@dataclass(frozen=True)
class Worded:
    """One message as it was sent or received."""

    said: Said
    text: str
    new_text: str
    message_id: str
    references: list[str]


@dataclass
class Conversation:
    course: Course
    number: int
    customer: Person
    agent_names: Mapping[int, str]
    rng: random.Random
    _earlier: list[str] = field(default_factory=list)
    _newest: Worded | None = None

    @property
    def language(self) -> str:
        return self.course.story.language

    @property
    def domain(self) -> str:
        return self.course.setting.desk.channel.mail_domain

    @property
    def excerpt(self) -> str:
        return excerpt(self.course.last_customer_words, EXCERPT_LENGTH)

    def worded(self) -> Iterator[Worded]:
        """The messages in order, each answering the one before it."""
        for said in self.course.said:
            text, new = self._words(said)
            made = Worded(said, text, new, self._message_id(said), list(self._earlier))
            if made.message_id:
                self._earlier = [*self._earlier[-8:], made.message_id]
            if said.kind in (Kind.CUSTOMER, Kind.AGENT):
                self._newest = made
            yield made

    def _words(self, said: Said) -> tuple[str, str]:
        """The whole text, and the new words of it."""
        name = self.customer.name
        if said.kind == Kind.AGENT:
            agent = self.agent_names[said.agent_id or 0].split()[0]
            text = wording.answer_of(
                said.words, name=name, agent=agent, language=self.language, rng=self.rng
            )
            return text, text
        if said.kind == Kind.AUTOMATIC:
            return self._automatic(said), ""
        if said.kind == Kind.PHONE:
            return said.words, ""
        if said.kind == Kind.NOTE or said.words in self._reasons:
            return said.words, said.words
        if self._newest is None:
            text = wording.mail_of(said.words, name=name, language=self.language, rng=self.rng)
            return text, text
        return self._answering(said), said.words

    @property
    def _reasons(self) -> set[str]:
        """What was typed on the status page, not mailed."""
        return {offer.reason for offer in self.course.offers if offer.reason}

    def _automatic(self, said: Said) -> str:
        if said.words:
            return wording.letter(said.words, name=self.customer.name, language=self.language)
        due: dt.datetime = self.course.clocks[0].due_at
        return wording.automatic(
            said.mail,
            name=self.customer.name,
            number=self.number,
            language=self.language,
            due=(due, said.at),
        )

    def _answering(self, said: Said) -> str:
        assert self._newest is not None
        if not self.course.setting.acknowledges:
            return said.words
        earlier = wording.quoted(
            self._newest.text,
            who=self.course.setting.desk.channel.name,
            at=self._newest.said.at,
            language=self.language,
        )
        return f"{said.words}\n\n{earlier}"

    def _message_id(self, said: Said) -> str:
        if said.kind == Kind.CUSTOMER:
            home = self.customer.email.rpartition("@")[2]
            return f"<{self.rng.getrandbits(80):020x}@{home}>"
        if said.mail:
            return references.new_message_id(
                ticket_number=self.number, domain=self.domain, key=reference_key()
            )
        return ""
