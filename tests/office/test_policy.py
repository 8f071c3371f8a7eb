"""Policies as a manager sees them: which counts, for whom, and who is told."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine
from django.test import Client

from tests.cast import MONDAY
from tickets.models import Agent, Alarm, Channel, CustomerGroup, SLAPolicy

ALARM = {"amount_0": "15 min", "when_0": "before", "whom_0": "assignee"}


def sheet(**parts: Any) -> dict[str, str]:
    times = {"first_response": "1 h", "next_response": "2 h", "resolution": "16 h", "step": "8 h"}
    usual = {"name": "Urgent", **{f"{name}_seconds": value for name, value in times.items()}}
    rows = {f"{name}_{n}": "" for n in range(5) for name in ("amount", "when", "whom")}
    rows |= {f"when_{n}": "after" for n in range(5)} | {f"whom_{n}": "leads" for n in range(5)}
    return {name: str(value) for name, value in {**usual, **rows, **parts}.items()}


def names(page: str) -> list[str]:
    return [part.split("</strong>")[0] for part in page.split('"><strong>')[1:]]


def test_the_most_specific_policy_stands_first(office: Client, channel: Channel) -> None:
    group = CustomerGroup.objects.create(name="Club")
    SLAPolicy.objects.create(name="Club", group=group)
    SLAPolicy.objects.create(name="Club, urgent", group=group, priority=4)
    SLAPolicy.objects.create(name="Urgent", priority=4)
    page = office.get("/office/policies/").content.decode()
    assert names(page) == ["Club, urgent", "Club", "Urgent", "Standard"]
    assert "customers of Club · priority Urgent" in page
    assert "all else that comes by Papelería Sol" in page


@pytest.mark.parametrize(("priority", "policy"), [("4", "Urgent"), ("2", "Standard")])
def test_a_ticket_gets_the_policy_that_the_page_says(
    office: Client, channel: Channel, priority: str, policy: str
) -> None:
    SLAPolicy.objects.create(name="Urgent", priority=4)
    page = office.get("/office/policies/", {"priority": priority}).content.decode()
    assert f'<p class="preview__now">{policy}</p>' in page


def test_nonsense_in_the_address_is_no_error(office: Client, channel: Channel) -> None:
    assert office.get("/office/policies/?priority=x&channel=0&group=-1").status_code == 200


def test_a_policy_is_added_with_its_alarms(office: Client, channel: Channel) -> None:
    office.post("/office/policies/new/", sheet(priority=4, **ALARM))
    policy = SLAPolicy.objects.get(name="Urgent")
    assert (policy.priority, policy.first_response_seconds) == (4, 3600)
    assert [(each.amount, each.when, each.whom) for each in policy.alarms.all()] == [
        (900, "before", "assignee")
    ]


def test_a_new_policy_begins_with_the_usual_alarms(office: Client, channel: Channel) -> None:
    page = office.get("/office/policies/new/").content.decode()
    assert 'name="amount_0" value="30 min"' in page
    assert 'name="amount_2" value="1 h"' in page


def test_an_alarm_that_is_edited_stays_the_same_alarm(office: Client, channel: Channel) -> None:
    policy = channel.policy
    keys = [alarm.pk for alarm in policy.alarms.all()]
    edited = sheet(name="Standard", **ALARM, amount_1="0", whom_1="assignee", amount_2="")
    office.post(f"/office/policies/{policy.pk}/", edited)
    assert [alarm.pk for alarm in policy.alarms.all()] == keys[:2]
    assert policy.alarms.get(pk=keys[0]).amount == 900


def test_a_person_is_told_by_name(office: Client, channel: Channel, olga: Agent) -> None:
    office.post(
        "/office/policies/new/",
        sheet(amount_0="0", when_0="after", whom_0=str(olga.pk), priority=4),
    )
    alarm = Alarm.objects.get(policy__name="Urgent")
    assert (alarm.whom, alarm.person) == ("person", olga)
    assert "when missed: Olga Vidal" in office.get("/office/policies/").content.decode()


def test_targets_are_typed_as_people_write_them(office: Client, channel: Channel) -> None:
    typed = {
        "first_response_seconds": "30s",
        "next_response_seconds": "90",
        "resolution_seconds": "2 horas y 30 minutos",
        "step_seconds": "1,5 h",
    }
    office.post("/office/policies/new/", sheet(**typed, priority=4))
    policy = SLAPolicy.objects.get(name="Urgent")
    kinds = ("first_response", "next_response", "resolution", "step")
    assert [policy.target_seconds(kind) for kind in kinds] == [30, 5400, 9000, 5400]
    page = office.get(f"/office/policies/{policy.pk}/").text
    for spelled in ("30 s", "1 h 30 min", "2 h 30 min"):
        assert f'value="{spelled}"' in page
    assert "<dd>30 s</dd>" in office.get("/office/policies/").text


@pytest.mark.parametrize("name", ["first_response", "next_response", "resolution", "step"])
@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "This field is required."), ("-30", "Write a length of time"), ("1e9", "Write a length of time"),
        ("soon", "Write a length of time"), ("30 s\x00", "Write a length of time"),
        ("9" * 5000, "Write a length of time"), ("999999999999 h", "At most a year"),
        ("8760 h 1 s", "At most a year"), ("0", "At least 1 s."),
    ],
)  # fmt: skip
def test_what_is_no_target_is_refused_in_words(
    office: Client, channel: Channel, name: str, typed: str, words: str
) -> None:
    page = office.post("/office/policies/new/", sheet(**{f"{name}_seconds": typed}, priority=4))
    assert words in page.text
    assert not SLAPolicy.objects.filter(name="Urgent").exists()


@pytest.mark.parametrize("typed", ["-1", "1e9", "soon", "25 %", "99999999 h", "-0 s"])
def test_what_is_no_warning_is_refused_in_words(
    office: Client, channel: Channel, typed: str
) -> None:
    page = office.post("/office/policies/new/", sheet(amount_0=typed, when_0="before", priority=4))
    assert "field__error" in page.text
    assert not SLAPolicy.objects.filter(name="Urgent").exists()


def test_a_warning_is_a_share_or_a_time(office: Client, channel: Channel) -> None:
    rows = {"amount_0": "25", "when_0": "share_left", "amount_1": "10 s", "when_1": "before"}
    office.post("/office/policies/new/", sheet(**rows, amount_2="0", priority=4))
    policy = SLAPolicy.objects.get(name="Urgent")
    assert [alarm.amount for alarm in policy.alarms.all()] == [25, 10, 0]
    page = office.get("/office/policies/").text
    for words in ("25 % of the target before: the", "10 s before: the", "when missed: the"):
        assert words in page
    assert 'name="amount_0" value="25 %"' in office.get(f"/office/policies/{policy.pk}/").text


def test_a_chat_that_came_now_is_due_to_the_second(office: Client, channel: Channel) -> None:
    SLAPolicy.objects.create(name="Chat", channel=channel, first_response_seconds=30)
    with time_machine.travel(MONDAY, tick=False):
        assert "by today at 9:30:30 (Madrid time)" in office.get("/office/policies/").text


def test_more_than_all_of_a_target_cannot_be_left(office: Client, channel: Channel) -> None:
    page = office.post("/office/policies/new/", sheet(amount_0="101", when_0="share_left"))
    assert "A share is a number from 0 to 100" in page.content.decode()
    assert not SLAPolicy.objects.filter(name="Urgent").exists()


def test_two_policies_for_the_same_tickets_are_refused_in_words(
    office: Client, channel: Channel
) -> None:
    SLAPolicy.objects.create(name="First", priority=4)
    page = office.post("/office/policies/new/", sheet(priority=4))
    assert "applies to exactly the same tickets" in page.content.decode()


def test_a_group_that_a_policy_names_stays(office: Client) -> None:
    group = CustomerGroup.objects.create(name="Club")
    SLAPolicy.objects.create(name="Club", group=group)
    page = office.post(f"/office/groups/{group.pk}/delete/", follow=True).content.decode()
    assert "is in use and stays" in page


def test_a_group_takes_its_mail_domains_as_people_write_them(office: Client) -> None:
    office.post(
        "/office/groups/new/", {"name": "Sol", "domains_text": "@Sol.example\nluna.example"}
    )
    assert CustomerGroup.objects.get().domains == ["luna.example", "sol.example"]


@pytest.mark.parametrize(
    ("domains", "words"),
    [("nonsense", "is not a mail domain"), ("club.example", "belongs to another group")],
)
def test_a_domain_that_cannot_be_is_refused_in_words(
    office: Client, domains: str, words: str
) -> None:
    CustomerGroup.objects.create(name="Club", domains=["club.example"])
    page = office.post("/office/groups/new/", {"name": "Sol", "domains_text": domains})
    assert words in page.content.decode()


def test_an_agent_sees_no_policies(agent_client: Client) -> None:
    assert agent_client.get("/office/policies/").status_code in (302, 403, 404)
