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
    Channel,
    CustomerGroup,
    Procedure,
    SLAPolicy,
    Team,
)
from tickets.models.duration_field import read_duration
from tickets.protocol.ready_made import READY_MADE
from tickets.protocol.taking_in import take_in

FILE = Path(__file__).with_name("protocol.toml")
TARGETS = ("first_response", "next_response", "resolution")


def establish() -> None:
    """Make what is missing of the company. Call it in a transaction."""
    written = read()
    if not Procedure.objects.exists():
        take_in(READY_MADE["shop"].text())
    for person in written["people"]:
        _employ(person)
    for calendar in written["calendars"]:
        _set_hours(calendar)
    for group in written["groups"]:
        CustomerGroup.objects.get_or_create(name=group["name"], defaults=group)
    for policy in written["policies"]:
        _promise(policy)
    for channel in written["channels"]:
        _open_channel(channel)
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
    group = CustomerGroup.objects.filter(name=policy.get("group")).first()
    targets = {f"{target}_seconds": read_duration(policy[target]) for target in TARGETS}
    promised, is_new = SLAPolicy.objects.get_or_create(
        name=policy["name"],
        defaults={**targets, "group": group, "priority": policy.get("priority")},
    )
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
