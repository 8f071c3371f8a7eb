"""The dates that an agent promises in a reply (R5): "before Friday", "mañana a las 10", "en 48 horas".

A date counts only where the sentence says that we shall do something, or where a short line is nothing but
the date. What is left out is any date that binds the customer, that lies in the past, or that hangs on an
"if". The machine offers what it finds; the agent decides.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from tickets.rules.promised import english, spanish
from tickets.rules.promised.clauses import clauses
from tickets.rules.promised.reading import phrases
from tickets.rules.promised.reckoning import moment_of
from tickets.rules.worktime import WorkCalendar

LONGEST = 20_000  # characters of a reply that are looked at
LANGUAGES = {"en": english.ENGLISH, "es": spanish.SPANISH}


@dataclass(frozen=True)
class PromisedDate:
    """Where the date stands in the text, its words, and the moment by which we have promised."""

    start: int
    end: int
    words: str
    at: dt.datetime  # aware, in the calendar's time zone


def promised_dates(
    text: str, *, language: str, now: dt.datetime, calendar: WorkCalendar
) -> tuple[PromisedDate, ...]:
    """Return the promised dates in their order in the text.

    `now` is aware. A day without an hour ends when the desk closes on that day; "before" a day means by
    the close of the working day before it. Hours go by the clock, working hours by the calendar.
    """
    return tuple(_found(text[:LONGEST], language=language, now=now, calendar=calendar))


def _found(
    text: str, *, language: str, now: dt.datetime, calendar: WorkCalendar
) -> Iterator[PromisedDate]:
    tongue = LANGUAGES["es" if language.startswith("es") else "en"]
    for clause in clauses(text, tongue.deeds):
        for phrase in phrases(clause.folded, tongue):
            at = moment_of(phrase.said, now=now, calendar=calendar)
            if at and at > now and clause.promises(phrase):
                start, end = clause.start + phrase.start, clause.start + phrase.end
                yield PromisedDate(start, end, text[start:end], at)
