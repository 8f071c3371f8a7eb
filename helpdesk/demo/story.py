"""A story: what a customer and an agent say to each other, from the first mail to the rating."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

FOLDER = Path(__file__).parent / "stories"
LANGUAGES = ("es", "en")
CUSTOMER, AGENT, NOTE, PROPOSAL, DECLINE, RATING = ">", "<", "!", "=", "~", "*"
HOLDING, CALL_ASKED, CALLED, OPTION = "%", "@", "#", "+"
MARKS = (
    CUSTOMER, AGENT, NOTE, PROPOSAL, DECLINE, RATING, HOLDING, CALL_ASKED, CALLED, OPTION
)  # fmt: skip


@dataclass(frozen=True)
class Turn:
    """One thing that happens, with its words. A rating's words are its score, a space and a comment; those of
    a call its outcome and what was said; those of an option its key in the procedure and its value.
    """

    mark: str
    words: str
    options: tuple[str, ...] = ()

    def filled(self, filling: Mapping[str, str]) -> Turn:
        options = tuple(each.format_map(filling) for each in self.options)
        return Turn(self.mark, self.words.format_map(filling), options)


@dataclass(frozen=True)
class Story:
    category: str
    language: str
    subject: str
    turns: tuple[Turn, ...]

    def filled(self, filling: Mapping[str, str]) -> Story:
        """The story with this customer's order, product, amount and town."""
        turns = tuple(turn.filled(filling) for turn in self.turns)
        return Story(self.category, self.language, self.subject.format_map(filling), turns)

    def cut(self, turns: int) -> Story:
        """Its beginning only."""
        return Story(self.category, self.language, self.subject, self.turns[:turns])

    @property
    def offers_a_choice(self) -> bool:
        return any(turn.options for turn in self.turns)

    def until(self, mark: str) -> Story:
        """Its beginning, up to the first such turn and the notes on it."""
        marks = [turn.mark for turn in self.turns]
        end = marks.index(mark) + 1
        while marks[end] == NOTE:
            end += 1
        return self.cut(end)

    def brief(self) -> Story:
        """Three messages: question, answer, proposal."""
        asked = next(turn for turn in self.turns if turn.mark == CUSTOMER)
        spoken = [turn for turn in self.turns if turn.mark in (AGENT, PROPOSAL)]
        ratings = [turn for turn in self.turns if turn.mark == RATING]
        kept = (asked, *spoken[:1], Turn(PROPOSAL, spoken[-1].words), *ratings[:1])
        return Story(self.category, self.language, self.subject, kept)


@functools.cache
def stories(language: str) -> tuple[Story, ...]:
    """All stories of a language, spam left out."""
    return tuple(story for story in _all(language) if story.category != "spam")


@functools.cache
def spam() -> tuple[Story, ...]:
    return tuple(s for language in LANGUAGES for s in _all(language) if s.category == "spam")


def _all(language: str) -> Iterator[Story]:
    text = (FOLDER / f"{language}.txt").read_text(encoding="utf-8")
    for play in text.split("\n[")[1:]:
        head, *lines = play.strip().splitlines()
        category, _, subject = head.partition("] ")
        yield Story(category, language, subject, tuple(_turns(lines)))


def _turns(lines: list[str]) -> Iterator[Turn]:
    turns: list[Turn] = []
    for line in lines:
        mark, _, words = line.partition(" ")
        if mark not in MARKS:
            raise ValueError(f"A line of a story begins with one of {' '.join(MARKS)}: {line}")
        if mark == OPTION:
            turns[-1] = replace(turns[-1], options=(*turns[-1].options, words))
        else:
            turns.append(Turn(mark, words))
    return iter(turns)
