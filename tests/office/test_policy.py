"""Policies as a manager sees them: which counts, for whom, and who is told."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tickets.models import Agent, Alarm, Channel, CustomerGroup, SLAPolicy

ALARM = {"amount_0": "15", "when_0": "before", "whom_0": "assignee"}


def sheet(**parts: Any) -> dict[str, str]:
    minutes = {"first_response": 60, "next_response": 120, "resolution": 960, "step": 480}
    usual = {"name": "Urgent", **{f"{name}_minutes": value for name, value in minutes.items()}}
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
    assert (policy.priority, policy.first_response_minutes) == (4, 60)
    assert [(each.amount, each.when, each.whom) for each in policy.alarms.all()] == [
        (15, "before", "assignee")
    ]


def test_a_new_policy_begins_with_the_usual_alarms(office: Client, channel: Channel) -> None:
    page = office.get("/office/policies/new/").content.decode()
    assert 'name="amount_0" value="30"' in page
    assert 'name="amount_2" value="60"' in page


def test_an_alarm_that_is_edited_stays_the_same_alarm(office: Client, channel: Channel) -> None:
    policy = channel.policy
    keys = [alarm.pk for alarm in policy.alarms.all()]
    edited = sheet(name="Standard", **ALARM, amount_1="0", whom_1="assignee", amount_2="")
    office.post(f"/office/policies/{policy.pk}/", edited)
    assert [alarm.pk for alarm in policy.alarms.all()] == keys[:2]
    assert policy.alarms.get(pk=keys[0]).amount == 15


def test_a_person_is_told_by_name(office: Client, channel: Channel, olga: Agent) -> None:
    office.post(
        "/office/policies/new/",
        sheet(amount_0="0", when_0="after", whom_0=str(olga.pk), priority=4),
    )
    alarm = Alarm.objects.get(policy__name="Urgent")
    assert (alarm.whom, alarm.person) == ("person", olga)
    assert "when missed: Olga Vidal" in office.get("/office/policies/").content.decode()


def test_more_than_all_of_a_target_cannot_be_left(office: Client, channel: Channel) -> None:
    page = office.post("/office/policies/new/", sheet(amount_0="101", when_0="share_left"))
    assert "At most 100 per cent." in page.content.decode()
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
