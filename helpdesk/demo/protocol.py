"""The company's protocol as rows: teams, people, hours, targets, categories with their procedures.

What is there already, perhaps edited by a manager, is left as it is.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from helpdesk.demo.company import PASSWORD
from tickets.models import (
    Agent,
    Alarm,
    BusinessCalendar,
    CannedResponse,
    Category,
    Channel,
    Procedure,
    SLAPolicy,
    Step,
    Team,
)

FILE = Path(__file__).with_name("protocol.toml")


def establish() -> None:
    """Make what is missing of the company. Call it in a transaction."""
    written = read()
    for name in written["teams"]:
        Team.objects.get_or_create(name=name)
    for person in written["people"]:
        _employ(person)
    for calendar in written["calendars"]:
        _set_hours(calendar)
    for policy in written["policies"]:
        _promise(policy)
    for channel in written["channels"]:
        _open_channel(channel)
    for category in written["categories"]:
        _set_category(category)
    for text in written["canned"]:
        CannedResponse.objects.get_or_create(
            title=text["title"], defaults={"body_en": text["en"], "body_es": text["es"]}
        )


def read() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def _employ(person: Mapping[str, Any]) -> None:
    if Agent.objects.filter(email=person["email"]).exists():
        return
    agent = Agent.objects.create_user(
        person["email"],
        PASSWORD,
        name=person["name"],
        role=person["role"],
        language=person["language"],
    )
    agent.teams.set(Team.objects.filter(name__in=person["teams"]))


def _set_hours(calendar: Mapping[str, Any]) -> None:
    week = [[span.split("-") for span in day.split()] for day in calendar["week"]]
    BusinessCalendar.objects.get_or_create(
        name=calendar["name"], defaults={**calendar, "week": week}
    )


def _promise(policy: Mapping[str, Any]) -> None:
    promised, is_new = SLAPolicy.objects.get_or_create(name=policy["name"], defaults=policy)
    if is_new:
        Alarm.objects.bulk_create(Alarm.usual(promised))


def _open_channel(channel: Mapping[str, Any]) -> None:
    facts = {
        **channel,
        "team": Team.objects.get(name=channel["team"]),
        "policy": SLAPolicy.objects.get(name=channel["policy"]),
        "calendar": BusinessCalendar.objects.get(name=channel["calendar"]),
        "phone_calendar": BusinessCalendar.objects.get(name="Phone hours"),
    }
    Channel.objects.get_or_create(address=channel["address"], defaults=facts)


def _set_category(category: Mapping[str, Any]) -> None:
    name_en, name_es = category["name"]
    if Category.objects.filter(name_en=name_en).exists():
        return
    title_en, title_es = category["procedure"]
    procedure = Procedure.begun(name_en=title_en, name_es=title_es)
    for step in category["steps"]:
        _step(step).append_to(procedure.draft(), words=step["name"][0])
    procedure.publish()
    wants_default = category.get("is_default", False)
    Category.objects.create(
        name_en=name_en,
        name_es=name_es,
        procedure=procedure,
        team=Team.objects.get(name=category["team"]),
        is_default=wants_default and Category.default() is None,
        is_presales=category.get("is_presales", False),
    )


def _step(step: Mapping[str, Any]) -> Step:
    name_en, name_es = step["name"]
    customer_en, customer_es = step["customer"]
    return Step(
        name_en=name_en,
        name_es=name_es,
        customer_en=customer_en,
        customer_es=customer_es,
        instructions_en=step["instructions"],
        expected_minutes=step["minutes"],
        waits_for=step.get("waits_for", Step.WaitsFor.US),
    )
