"""The protocol of this system as a file. Procedures are told as they are published."""

from __future__ import annotations

from typing import Any

from tickets.models import (
    Alarm,
    ComplaintRegister,
    Procedure,
    ProcedureVersion,
    SLAPolicy,
    Team,
)
from tickets.models.complaint_cause import CauseTree
from tickets.protocol import notation, nouns
from tickets.protocol.shapes import told

HEAD = "# A protocol of Ventanilla: who answers, how soon, and which steps a matter goes through.\n"
VERSION = 1


def protocol() -> str:
    said: dict[str, Any] = {
        "ventanilla": VERSION,
        "teams": sorted(Team.objects.values_list("name", flat=True)),
        "calendars": [_calendar(row) for row in nouns.CALENDARS.rows()],
        "policies": [_policy(row) for row in nouns.POLICIES.rows()],
        "channels": _section(nouns.CHANNELS),
        "procedures": [
            told_procedure(row, row.published)
            for row in Procedure.objects.order_by("key").select_related("published")
            if row.published
        ],
        "categories": _section(nouns.CATEGORIES),
        "exceptions": [
            {"policy": policy.name, **scope}
            for policy in nouns.POLICIES.rows()
            if (scope := told(policy, nouns.SCOPE))
        ],
        "playbooks": _section(nouns.PLAYBOOKS),
        "responses": _section(nouns.RESPONSES),
        "causes": _causes(CauseTree()),
        "complaints": _register(),
    }
    return HEAD + notation.write({name: rows for name, rows in said.items() if rows})


def told_register(register: ComplaintRegister) -> dict[str, Any]:
    return told(register, nouns.REGISTER.shapes)


def told_procedure(procedure: Procedure, version: ProcedureVersion) -> dict[str, Any]:
    alternatives = [told(row, nouns.ALTERNATIVE) for row in version.alternatives.all()]
    return {
        **told(procedure, nouns.PROCEDURE),
        "steps": [told(step, nouns.STEP) for step in version.line()],
        **({"alternatives": alternatives} if alternatives else {}),
    }


def told_alarms(policy: SLAPolicy) -> list[dict[str, Any]]:
    """Without those for one person: people are no part of the file."""
    alarms = policy.alarms.exclude(whom=Alarm.Whom.PERSON)
    return [told(alarm, nouns.ALARM) for alarm in alarms]


def _section(noun: nouns.Noun) -> list[dict[str, Any]]:
    return [told(row, noun.shapes) for row in noun.rows()]


def _calendar(row: Any) -> dict[str, Any]:
    return {**told(row, nouns.CALENDARS.shapes), "week": nouns.week_told(row.week)}


def _causes(tree: CauseTree, parent: int | None = None) -> list[dict[str, Any]]:
    return [
        {
            **told(cause, nouns.CAUSES.shapes),
            **({"causes": under} if (under := _causes(tree, cause.pk)) else {}),
        }
        for cause in tree.right_under(parent)
    ]


def _register() -> dict[str, Any]:
    """Nothing where the usual settings hold."""
    return told_register(ComplaintRegister.current()) if ComplaintRegister.objects.exists() else {}


def _policy(row: SLAPolicy) -> dict[str, Any]:
    alarms = told_alarms(row)
    return {**told(row, nouns.POLICIES.shapes), **({"alarms": alarms} if alarms else {})}
