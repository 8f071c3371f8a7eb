"""Ready texts for someone who wants to try the demo without thinking of something to write."""

from __future__ import annotations

import functools
import random
from dataclasses import dataclass

from helpdesk.demo import cast, story, wording
from helpdesk.demo.cast import REGULARS, Person
from helpdesk.demo.company import SUPPORT_ADDRESSES

CATEGORIES = ("delivery", "damaged", "billing", "devices", "presales")


@dataclass(frozen=True)
class Example:
    key: str
    author: Person
    to: str
    subject: str
    text: str

    @property
    def language(self) -> str:
        return self.author.language


@functools.cache
def examples() -> tuple[Example, ...]:
    """One mail for each kind of problem, in each language; the same ones every time."""
    return tuple(
        _example(language, category) for language in story.LANGUAGES for category in CATEGORIES
    )


def example(key: str) -> Example | None:
    return next((each for each in examples() if each.key == key), None)


def _example(language: str, category: str) -> Example:
    rng = random.Random(f"{language} {category}")  # noqa: S311 - an example, no secret
    told = next(each for each in story.stories(language) if each.category == category)
    told = told.filled(cast.filling(language, rng=rng))
    author = rng.choice([person for person in REGULARS if person.language == language])
    words = told.turns[0].words
    text = wording.mail_of(words, name=author.name, language=language, rng=rng)
    to = SUPPORT_ADDRESSES[story.LANGUAGES.index(language)]
    return Example(f"{language}-{category}", author, to, told.subject, text)
