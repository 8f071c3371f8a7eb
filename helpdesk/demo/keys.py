"""The keys of past matters' rows, drawn before anything is written, so that rows can name each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from django.db import models

from helpdesk.demo.course import Course
from helpdesk.demo.sheet import reserved
from tickets.models import (
    Callback,
    Message,
    OutgoingMail,
    Promise,
    Proposal,
    ProposalOption,
    Ticket,
)

# By the names under which the data of an event refer to them.
MODELS: Mapping[str, type[models.Model]] = {
    "message": Message,
    "mail": OutgoingMail,
    "proposal": Proposal,
    "option": ProposalOption,
    "callback": Callback,
    "promise": Promise,
}


class Keys(NamedTuple):
    """`of` has, by name, the keys by place in the list of the record; a mail has the place of its message."""

    ticket: int
    of: Mapping[str, Mapping[int, int]]


def draw(courses: Sequence[Course]) -> Iterator[Keys]:
    places = [_places(course) for course in courses]
    keys = {
        name: iter(reserved(model, sum(len(mine[name]) for mine in places)))
        for name, model in MODELS.items()
    }
    for ticket, mine in zip(reserved(Ticket, len(courses)), places, strict=True):
        yield Keys(
            ticket,
            {name: {place: next(keys[name]) for place in of} for name, of in mine.items()},
        )


def _places(course: Course) -> Mapping[str, Sequence[int]]:
    return {
        "message": range(len(course.said)),
        "mail": [place for place, said in enumerate(course.said) if said.mail],
        "proposal": range(len(course.offers)),
        "option": range(len(course.options)),
        "callback": range(len(course.calls)),
        "promise": range(len(course.promises)),
    }
