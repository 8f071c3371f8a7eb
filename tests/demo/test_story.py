"""The plays that the demo's past is made of."""

from __future__ import annotations

import random

import pytest

from helpdesk.demo import cast, protocol, story
from helpdesk.demo.example import examples
from tickets.protocol.ready_made import READY_MADE

EVERY = [told for language in story.LANGUAGES for told in story.stories(language)]


def test_there_are_at_least_forty_stories_in_two_languages() -> None:
    assert len(EVERY) >= 40
    assert {told.language for told in EVERY} == {"es", "en"}


@pytest.mark.parametrize("told", EVERY, ids=lambda told: told.subject)
def test_a_story_begins_with_a_customer_and_reaches_a_proposal(told: story.Story) -> None:
    marks = [turn.mark for turn in told.turns]
    assert marks[:2] == [story.CUSTOMER, story.AGENT]
    assert story.PROPOSAL in marks


@pytest.mark.parametrize("told", EVERY, ids=lambda told: told.subject)
def test_a_filled_story_has_no_placeholder_left(told: story.Story) -> None:
    filled = told.filled(cast.filling(told.language, rng=random.Random(1)))
    assert not any("{" in text for text in (filled.subject, *(t.words for t in filled.turns)))


def test_each_category_of_a_story_is_one_of_the_shop() -> None:
    known = protocol.read()["categories"]
    assert {told.category for told in EVERY} == set(known)
    shop = READY_MADE["shop"].text()
    assert all(f"{{en: {name}, es:" in shop for name in known.values())


def test_a_line_without_a_mark_is_refused() -> None:
    with pytest.raises(ValueError, match="begins with one of"):
        list(story._turns(["Buenos días"]))


def test_different_people_have_different_addresses() -> None:
    people = list(cast.people("es", 2000, rng=random.Random(1)))
    assert len({person.email for person in people}) == 2000
    assert all(person.email.isascii() for person in people)


def test_an_example_is_the_same_every_time() -> None:
    assert examples() == examples()
    assert len({each.key for each in examples()}) == 10
