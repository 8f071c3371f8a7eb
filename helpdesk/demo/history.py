"""Some hundred matters of the last sixty days, so that lists and reports are alive."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from helpdesk.demo import cast, story
from helpdesk.demo.cast import Person
from helpdesk.demo.complaints import Complaints
from helpdesk.demo.course import Course
from helpdesk.demo.flags import is_upset, raise_flags
from helpdesk.demo.pace import Pace
from helpdesk.demo.photo import photos
from helpdesk.demo.rows import Case, Rows
from helpdesk.demo.world import ADDRESSES, World
from tickets.models import Customer, Message
from tickets.models.ticket import Status, Ticket

DAYS = 60
PAST, RECENT, FRESH, LOST = 480, 16, 20, 2
# This company keeps its word: so few are late at present, and by no more than that.
LATE, LATE_BY = 2, dt.timedelta(minutes=90)
TRIES = 200
STUCK_SHARE = 0.03
# How far the stories with a choice have come that stand at now, in their order.
SCENES = (story.DECLINE, story.HOLDING, story.CALL_ASKED, story.PROPOSAL)
CUSTOMERS = 80
SPANISH_SHARE = 0.55


@dataclass(frozen=True)
class Plot:
    """What is to be played, and from when."""

    story: story.Story
    opening: Callable[[], dt.datetime]
    is_claimed: bool = True
    bounces: bool = False


class History:
    """`write()` makes the matters up to `now`. The same seed tells the same stories."""

    def __init__(self, *, now: dt.datetime, past: int = PAST, seed: int = 1) -> None:
        self.now, self.past = now, past
        self.rng = random.Random(seed)  # noqa: S311 - chance of a play, no secret
        self.pace = Pace(self.rng)
        self.decks: dict[str, list[story.Story]] = {each: [] for each in story.LANGUAGES}
        self.world = World(now=now, rng=self.rng)
        self.late = 0

    def write(self) -> int:
        """Write it all; returns how many tickets that made."""
        rows = Rows(self.world.agent_names, rng=self.rng, photos=photos())
        customers = self._known(self._people())
        cases = [self._case(plot, customers) for plot in self._plots()]
        cases += [self._standing(each, customers) for each in self._scenes()]
        rows.write(cases)
        raise_flags(rng=self.rng, now=self.now)
        Complaints(now=self.now).write()
        return len(cases) + self._spam()

    def _people(self) -> list[Person]:
        drawn = [p for each in story.LANGUAGES for p in cast.people(each, CUSTOMERS, rng=self.rng)]
        return [*cast.REGULARS, *drawn]

    def _known(self, people: list[Person]) -> dict[str, list[tuple[Person, int]]]:
        """The customers' rows, made where they are missing, by language."""
        since = self.now - dt.timedelta(days=DAYS)
        Customer.objects.bulk_create(
            (
                Customer(email=p.email, name=p.name, language=p.language, created_at=since)
                for p in people
            ),
            ignore_conflicts=True,
        )
        known = Customer.objects.filter(email__in=[p.email for p in people])
        keys = dict(known.values_list("email", "pk"))
        return {
            language: [(p, keys[p.email]) for p in people if p.language == language]
            for language in story.LANGUAGES
        }

    def _plots(self) -> Iterator[Plot]:
        for _ in range(self.past):
            yield Plot(self._some_story(stuck=STUCK_SHARE), self._between(DAYS, 2))
        for _ in range(RECENT):
            yield Plot(self._some_story(), self._between(3))
        for _ in range(FRESH):
            yield self._waiting_for_us(self._calm_story())
        for language in story.LANGUAGES:
            for told in filter(is_upset, story.stories(language)):
                filled = told.filled(cast.filling(language, rng=self.rng))
                yield self._waiting_for_us(filled)
        for _ in range(LOST):
            yield Plot(self._some_story().cut(2), self._these_days, bounces=True)

    def _between(self, days: int, until: int = 0) -> Callable[[], dt.datetime]:
        """Any time at which people write, so many days ago."""
        since, end = (self.now - dt.timedelta(days=each) for each in (days, until))
        return lambda: self.pace.opening(since, end)

    def _lately(self) -> dt.datetime:
        return self.now - dt.timedelta(minutes=self.rng.triangular(2, 600, 30))

    def _these_days(self) -> dt.datetime:
        """Whatever the hour, an answer to it may have come back by now."""
        return self._lately() if self.pace.chance(0.5) else self._between(3)()

    def _some_story(self, *, stuck: float = 0.0) -> story.Story:
        language = "es" if self.pace.chance(SPANISH_SHARE) else "en"
        told = self._dealt(language)
        told = told.filled(cast.filling(language, rng=self.rng))
        if self.pace.chance(stuck):
            return told.cut(2)  # the customer never answered
        return told

    def _calm_story(self) -> story.Story:
        """Those who are upset come in by themselves, each once."""
        while is_upset(told := self._some_story()):
            pass
        return told

    def _dealt(self, language: str) -> story.Story:
        """From a shuffled deck, so that a list never tells one story twice while another is untold."""
        deck = self.decks[language]
        if not deck:
            deck += story.stories(language)
            self.rng.shuffle(deck)
        return deck.pop()

    def _waiting_for_us(self, told: story.Story) -> Plot:
        """A first mail that nobody has answered."""
        return Plot(told.cut(1), self._lately, is_claimed=self.pace.chance(0.4))

    def _case(self, plot: Plot, customers: dict[str, list[tuple[Person, int]]]) -> Case:
        told = plot.story
        setting = self.world.setting(
            told.category, told.language, is_claimed=plot.is_claimed, bounces=plot.bounces
        )
        for _ in range(TRIES):
            course = Course(told, setting, plot.opening(), pace=self.pace).run()
            is_told = course.taken == len(told.turns) or not plot.bounces
            if is_told and self._keeps_our_word(course):
                break
        person, key = self.rng.choice(customers[told.language])
        return Case(course, person, key)

    def _keeps_our_word(self, course: Course) -> bool:
        """Nothing of it is overdue by now, but for the few that may be."""
        due = course.next_due_at
        if course.status == Status.CLOSED or not due or due > self.now:
            return True
        if self.late == LATE or self.now - due > LATE_BY:
            return False
        self.late += 1
        return True

    def _scenes(self) -> Iterator[story.Story]:
        """Where several ways are offered, a call is booked, an offer was declined, time was asked for."""
        for language in story.LANGUAGES:
            rich = [told for told in story.stories(language) if told.offers_a_choice]
            for mark, told in zip(SCENES, rich, strict=False):
                yield told.until(mark).filled(cast.filling(language, rng=self.rng))

    def _standing(self, told: story.Story, customers: dict[str, list[tuple[Person, int]]]) -> Case:
        """The story as far as it goes, and no longer ago than that takes."""
        setting = self.world.setting(told.category, told.language, stands=True)
        person, key = self.rng.choice(customers[told.language])
        hours = 6.0
        while True:
            opened_at = self.now - dt.timedelta(hours=hours)
            course = Course(told, setting, opened_at, pace=self.pace).run()
            if course.taken == len(told.turns) and self._keeps_our_word(course):
                return Case(course, person, key)
            hours *= 1.02

    def _spam(self) -> int:
        """Mail that an agent marked as spam: no clock runs, nothing was answered."""
        for told, person in zip(story.spam(), cast.people("en", 9, rng=self.rng), strict=False):
            at = self.pace.opening(self.now - dt.timedelta(days=6), self.now)
            words = told.turns[0].words
            ticket = Ticket.objects.create(
                subject=told.subject,
                customer=Customer.known_as(f"offers.{person.email}", name=person.name),
                participants=[f"offers.{person.email}"],
                channel=self.world.desks[told.language].channel,
                language=told.language,
                is_spam=True,
                excerpt=words[:160],
                created_at=at,
                last_message_at=at,
            )
            Message.objects.create(
                ticket=ticket,
                kind=Message.Kind.CUSTOMER,
                at=at,
                from_addr=ticket.customer.email,
                from_name=person.name,
                to=[ADDRESSES[told.language]],
                subject=told.subject,
                text=words,
                new_text=words,
            )
        return len(story.spam())
