"""What the file holds, in the order in which it can be taken in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models

from tickets.models import (
    BusinessCalendar,
    CannedResponse,
    Category,
    Channel,
    ComplaintCause,
    ComplaintRegister,
    CustomerGroup,
    Playbook,
    Procedure,
    SLAPolicy,
    Team,
)
from tickets.protocol.notation import Mapped
from tickets.protocol.shapes import Amount, Pair, Plain, Reference, Rows, Shape, Texts
from tickets.protocol.times import Duration, Lead

TEAM = Reference("team", Team)
STEP: tuple[Shape, ...] = (
    Plain("key"),
    Pair("name"),
    Pair("customer"),
    Texts("only_after"),
    Duration("expected"),
    Plain("waits_for", usual="us"),
    TEAM,
    Plain("tells_customer", bool),
    Pair("question"),
    Rows("answers", ("key", "en", "es")),
    Pair("instructions"),
    Pair("checklist"),
    Rows("facts", ("key", "en", "es", "kind")),
)
ALTERNATIVE: tuple[Shape, ...] = (
    Plain("key"),
    Pair("name"),
    Pair("words"),
    Pair("conditions"),
    Plain("granted_by", usual="agent"),
    Amount("limit"),
)
ALARM: tuple[Shape, ...] = (Lead("amount"), Plain("when"), Plain("whom"))
# To which tickets a policy applies in place of their channel's own.
SCOPE: tuple[Shape, ...] = (
    Reference("channel", Channel, by=("address",)),
    Reference("category", Category, by=("name_en", "name_es")),
    Plain("priority", int),
    Reference("group", CustomerGroup),
)
PROCEDURE: tuple[Shape, ...] = (Plain("key"), Pair("name"))


@dataclass(frozen=True)
class Noun:
    """A section: rows that are told apart by these columns."""

    section: str
    model: type[models.Model]
    shapes: tuple[Shape, ...]
    known_by: tuple[str, ...] = ("name",)
    more: tuple[str, ...] = ()

    def rows(self) -> list[Any]:
        found: list[Any] = list(self.model._default_manager.all())
        return sorted(found, key=self.name_of)

    def name_of(self, row: Any) -> tuple[str, ...]:
        return tuple(getattr(row, column) for column in self.known_by)

    def known(self, columns: dict[str, Any]) -> Any:
        """The row of these columns that is there already."""
        identity = {column: columns[column] for column in self.known_by}
        return self.model._default_manager.filter(**identity).first()


CALENDARS = Noun(
    "calendars",
    BusinessCalendar,
    (
        Plain("name"),
        Plain("timezone", usual="Europe/Madrid"),
        Plain("country"),
        Plain("region"),
        Texts("closed_days"),
    ),
    more=("week",),
)
POLICIES = Noun(
    "policies",
    SLAPolicy,
    (
        Plain("name"),
        Duration("first_response"),
        Duration("next_response"),
        Duration("resolution"),
        Duration("step"),
    ),
    more=("alarms",),
)
CHANNELS = Noun(
    "channels",
    Channel,
    (
        Plain("address"),
        Plain("name"),
        Plain("kind", usual="mail"),
        TEAM,
        Reference("policy", SLAPolicy),
        Reference("calendar", BusinessCalendar),
        Plain("language", usual="es"),
        Plain("phone"),
        Reference("phone_calendar", BusinessCalendar),
        Pair("signature"),
        Plain("quote", usual="off"),
        Duration("delay"),
        Plain("silence_days", int),
        Plain("reopen_days", int),
    ),
    known_by=("address",),
)
CATEGORIES = Noun(
    "categories",
    Category,
    (
        Pair("name"),
        Reference("procedure", Procedure, by=("key",)),
        TEAM,
        Plain("is_default", bool),
        Plain("is_presales", bool),
        Plain("is_retired", bool),
    ),
    known_by=("name_en", "name_es"),
)
PLAYBOOKS = Noun(
    "playbooks",
    Playbook,
    (
        Pair("name"),
        Plain("kind", usual="complex"),
        Pair("signs"),
        Pair("instructions"),
        Reference("escalates_to", Team),
    ),
    known_by=("name_en", "name_es"),
)
# A tree: each may hold `causes` of its own.
CAUSES = Noun("causes", ComplaintCause, (Pair("name"), Plain("is_retired", bool)), more=("causes",))
# No list, but the settings of the one register.
REGISTER = Noun(
    "complaints",
    ComplaintRegister,
    (
        Plain("answer_within", int),
        Plain("unit", usual="months"),
        Plain("warn_days", int),
        Plain("company_name"),
        Plain("tax_id"),
        Plain("address"),
        Pair("further"),
    ),
)
RESPONSES = Noun("responses", CannedResponse, (Plain("title"), Pair("body")), known_by=("title",))


def week_told(week: list[list[list[str]]]) -> list[str]:
    """Monday first: "09:00-14:00 16:00-19:00"; empty on a closed day."""
    return [" ".join("-".join(span) for span in day) for day in week]


def week_read(said: Mapped) -> list[list[list[str]]] | None:
    week = Texts("week").read(said)["week"]
    return [[span.split("-") for span in day.split()] for day in week] if week else None
